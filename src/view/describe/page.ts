import type { KubernetesObject } from '../../model/object.ts';
import type { Description } from '../description.ts';
import type { DescribeContext } from './context.ts';
import { driftBlocks } from './drift.ts';
import { eventBlocks } from './events.ts';
import { identityBlocks } from './identity.ts';
import { policyBlocks } from './policies.ts';
import { effectivePolicyBlocks } from './policy-acting.ts';
import { statusBlocks } from './status.ts';
import { unknownFieldBlocks } from './unknown-fields.ts';
import type { DescribeView } from './view.ts';
import { violationBlocks } from './violations.ts';

const ALWAYS_KNOWN = { apiVersion: true, kind: true, metadata: true } as const;

/** The page of one object: what every kind has around what its own view says. */
export function describePage(object: KubernetesObject, view: DescribeView, context: DescribeContext): Description {
  return {
    blocks: [
      ...identityBlocks(object, context),
      ...violationBlocks(object, context),
      ...view.blocks(object, context),
      ...policyBlocks(object, context),
      ...effectivePolicyBlocks(object, context),
      ...(view.ownStatus === true ? [] : statusBlocks(object, context)),
      ...driftBlocks(object, context),
      ...unknownFieldBlocks(object, { ...ALWAYS_KNOWN, ...view.known }),
      ...eventBlocks(object, context),
    ],
  };
}
