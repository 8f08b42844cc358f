import type { BackendRef } from '../gateway-api/backend-ref.ts';
import type { Fact } from '../model/fact.ts';
import type { ObjectRef } from '../model/ref.ts';
import type { FailingShare, WayStep } from './trace.ts';

/** A backend of a rule that can be used. */
export interface PlannedBackend {
  readonly written: BackendRef;
  readonly ref: ObjectRef;
  readonly port: number | undefined;
  readonly weight: number;
  readonly share: number;
  readonly field: string;
  readonly targetPort: string | undefined;
  readonly readyEndpoints: number | undefined;
  readonly appProtocol: string | undefined;
  readonly tlsHostname: string | undefined;
}

/** A backend of a rule that cannot be used. */
export interface PlannedFailure extends FailingShare {
  readonly backend: Pick<PlannedBackend, 'ref' | 'port' | 'weight'>;
}

/** What becomes of the requests of a rule at its backends: worked out once for all Gateways, and once for meshes. */
export interface BackendPlan {
  readonly backends: readonly PlannedBackend[];
  readonly failing: readonly PlannedFailure[];
  /** Why there is no backend at all: none is written, or all weights are zero. */
  readonly nothing: Fact | undefined;
  /** Backends with what is known of them, sessions, timeouts and retries. */
  readonly steps: readonly WayStep[];
  readonly notes: readonly Fact[];
}

/** What becomes of the requests of a rule, whatever they are: worked out once a rule and way to it. */
export interface RulePlan extends BackendPlan {
  /** The policies that act on the rule and its backends. */
  readonly policies: readonly WayStep[];
}
