import { COMPUTED_CONDITIONS } from './computed.ts';
import type { ConditionGuide } from './condition-guide.ts';
import { EXPERIMENT_CONDITIONS } from './experiments.ts';
import { GATEWAY_CLASS_CONDITIONS } from './gateway-class.ts';
import { GATEWAY_CONDITIONS } from './gateway.ts';
import { LISTENER_SET_CONDITIONS } from './listener-set.ts';
import { LISTENER_CONDITIONS } from './listener.ts';
import { POLICY_CONDITIONS } from './policy.ts';
import { ROUTE_CONDITIONS } from './route.ts';

/** Every condition of the Gateway API with all of its reasons, of v1.0 to v1.7.0, and what gwctl writes beside them. */
export const CONDITION_GUIDES: readonly ConditionGuide[] = [
  ...GATEWAY_CLASS_CONDITIONS,
  ...GATEWAY_CONDITIONS,
  ...LISTENER_CONDITIONS,
  ...LISTENER_SET_CONDITIONS,
  ...ROUTE_CONDITIONS,
  ...POLICY_CONDITIONS,
  ...EXPERIMENT_CONDITIONS,
  ...COMPUTED_CONDITIONS,
];
