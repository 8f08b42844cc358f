import type { ComputedCondition } from '../../model/computed-condition.ts';
import { readListenerFilters } from '../../gateway-api/listener-filter.ts';
import type { ListenerFilter } from '../../gateway-api/listener-filter.ts';
import type { Listener } from '../../gateway-api/gateway.ts';
import type { Fact } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refOf } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { resolveBackend } from './backend-resolution.ts';
import { isFalse } from '../condition.ts';
import { missingObject } from './missing-object.ts';
import { conditionOf, failed, resolved, unresolvable } from './reference.ts';
import type { Resolution } from './reference.ts';

/** A filter of a listener with the outcome of its reference. */
export interface ResolvedFilter extends ListenerFilter {
  /** Undefined where the filter refers to nothing. */
  readonly resolution: Resolution | undefined;
}

const REASON = 'InvalidListenerFilterRef';

/** The filters of a listener and the outcomes of their references (semantics.md 6.1, since v1.7). */
export function filtersOf(snapshot: Snapshot, holder: KubernetesObject, listener: Listener): readonly ResolvedFilter[] {
  return readListenerFilters(holder, listener).map((filter) => withFilterResolution(snapshot, holder, filter));
}

function withFilterResolution(snapshot: Snapshot, holder: KubernetesObject, filter: ListenerFilter): ResolvedFilter {
  return { ...filter, resolution: resolveFilter(snapshot, holder, filter) };
}

function resolveFilter(
  snapshot: Snapshot,
  holder: KubernetesObject,
  { backend, extension, index }: ListenerFilter,
): Resolution | undefined {
  if (backend !== undefined) {
    const resolution = resolveBackend(snapshot, backend, { from: refOf(holder), needsGrant: true });
    if (resolution.state === 'resolved' || resolution.state === 'unknown') return resolution;
    // Whatever is wrong but a grant has one reason here, and the message names the filter (GEP-5224).
    const reason = resolution.reason === 'RefNotPermitted' ? resolution.reason : REASON;
    return { ...resolution, reason, otherReasons: undefined, because: failing(index, resolution.because) };
  }
  return extension === undefined ? undefined : resolveExtension(snapshot, extension, index);
}

function resolveExtension(
  snapshot: Snapshot,
  extension: NonNullable<ListenerFilter['extension']>,
  index: number,
): Resolution {
  const lookup = snapshot.find(extension);
  if (lookup.state === 'found') return resolved(lookup.object);
  if (lookup.state === 'unknown') return unresolvable(lookup.because);
  return failed('missing', REASON, failing(index, missingObject(snapshot, extension)));
}

function failing(index: number, because: Fact | undefined): Fact {
  return { code: 'filterFails', index, because };
}

/** What each filter alone makes of the listener's ResolvedRefs. */
export function filterConditions(filters: readonly ResolvedFilter[]): readonly ComputedCondition[] {
  return filters.flatMap(({ resolution }) => (resolution === undefined ? [] : [conditionOf(resolution)]));
}

/** Filters stand on HTTP and HTTPS listeners only; the API server says so for Gateways, not for ListenerSets. */
export function misplacedFilters(
  listener: Listener,
  filters: readonly ListenerFilter[],
): ComputedCondition | undefined {
  if (filters.length === 0 || listener.protocol === 'HTTP' || listener.protocol === 'HTTPS') return undefined;
  const because: Fact = { code: 'misplacedFilters', listener: listener.name, protocol: listener.protocol };
  return isFalse('InvalidListenerFilter', because, { choice: { code: 'noReasonForFilters' } });
}
