import type { Condition } from './conditions.ts';

/**
 * What the status of a condition means to its object: `good`, `trouble`, `note` (worth knowing, nothing is broken), or
 * `unknown` for statuses and types of which that is not known.
 */
export type Meaning = 'good' | 'trouble' | 'note' | 'unknown';

/**
 * The conditions that are trouble when they are False: those of the specification, and what implementations write beside
 * them (cloud controllers `Ready` and `Reconciled`, GEP-713 implementations `Enforced` and `Attached`).
 */
const POSITIVE: ReadonlySet<string> = new Set([
  'Accepted',
  'AddressesAssigned',
  'Attached',
  'Available',
  'Enforced',
  'GatewayHealthy',
  'Healthy',
  'Programmed',
  'Ready',
  'Reconciled',
  'ResolvedRefs',
  'Scheduled',
  'SupportedVersion',
  'Synced',
  'Valid',
]);

/** The conditions that are trouble when they are True. */
const NEGATIVE: ReadonlySet<string> = new Set([
  'Conflicted',
  'Degraded',
  'Detached',
  'Failed',
  'PartiallyInvalid',
  'Stalled',
]);

/** The conditions that are worth knowing when they are True: the object works all the same. */
const NOTABLE: ReadonlySet<string> = new Set([
  'Deprecated',
  'InsecureFrontendValidationMode',
  'OverlappingTLSConfig',
  'Overridden',
  'Warning',
]);

/**
 * What a condition means to its object (types of Gateway, ListenerSet, routes and policies). A type that nobody knows is no
 * error whatever its status: implementations may add their own.
 */
export function meaningOf({ type, status, reason }: Pick<Condition, 'type' | 'status' | 'reason'>): Meaning {
  if (status !== 'True' && status !== 'False') return 'unknown';
  // Implementations qualify their own types: `networking.gke.io/GatewayHealthy`.
  const name = type.slice(type.lastIndexOf('/') + 1);
  if (NEGATIVE.has(name)) return status === 'False' ? 'good' : 'trouble';
  if (NOTABLE.has(name)) return status === 'False' ? 'good' : 'note';
  if (!POSITIVE.has(name)) return status === 'True' ? 'good' : 'unknown';
  if (status === 'True') return 'good';
  // Another policy takes its place, which is how policies are meant to work.
  return reason === 'Overridden' ? 'note' : 'trouble';
}
