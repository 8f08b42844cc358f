import type { Rule } from '../rule.ts';
import { backendsMerged } from './backends-merged.ts';
import { featureNotSupported } from './feature-not-supported.ts';
import { fieldIgnored } from './field-ignored.ts';
import { fieldsComparedOtherwise } from './fields-compared-otherwise.ts';
import { filterNotSupported } from './filter-not-supported.ts';
import { grpcStatusOtherwise } from './grpc-status-otherwise.ts';
import { listenersNotIsolated } from './listeners-not-isolated.ts';
import { missingBackendOtherwise } from './missing-backend-otherwise.ts';
import { noFallThrough } from './no-fall-through.ts';
import { orderDiffers } from './order-differs.ts';
import { pathChosenAlone } from './path-chosen-alone.ts';
import { pathComparedOtherwise } from './path-compared-otherwise.ts';
import { redirectOtherwise } from './redirect-otherwise.ts';

/** What implementations do otherwise: GW9. */
export const IMPLEMENTATIONS: readonly Rule[] = [
  noFallThrough,
  orderDiffers,
  pathChosenAlone,
  listenersNotIsolated,
  pathComparedOtherwise,
  fieldsComparedOtherwise,
  filterNotSupported,
  missingBackendOtherwise,
  redirectOtherwise,
  grpcStatusOtherwise,
  backendsMerged,
  fieldIgnored,
  featureNotSupported,
];
