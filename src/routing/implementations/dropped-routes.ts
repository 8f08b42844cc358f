import { readBackendRef } from '../../gateway-api/backend-ref.ts';
import { readObjectReference } from '../../gateway-api/object-reference.ts';
import { readRules } from '../../gateway-api/route.ts';
import { resolveBackend } from '../../graph/resolve/backend-resolution.ts';
import type { Fact } from '../../model/fact.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { isRecord, readRecord, readString } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';
import { refOf } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Departure } from './alter-outcome.ts';
import type { Behaviours } from './behaviours.ts';

/** Why an implementation serves no rule of a route at all; undefined where it does. */
export function whyDropped(
  snapshot: Snapshot,
  route: KubernetesObject,
  { badMirror, unknownFilter }: Behaviours,
): Departure | undefined {
  const dropsMirror = badMirror?.value === 'routeDropped' ? badMirror : undefined;
  const dropsFilter =
    unknownFilter?.value === 'routeDropped' || unknownFilter?.value === 'rejected' ? unknownFilter : undefined;
  if (dropsMirror === undefined && dropsFilter === undefined) return undefined;
  for (const { filters } of readRules(route)) {
    for (const filter of filters) {
      const known = isLostMirror(snapshot, route, filter)
        ? dropsMirror
        : isUnknownFilter(snapshot, route, filter)
          ? dropsFilter
          : undefined;
      if (known === undefined) continue;
      const type = readString(filter['type']) ?? '';
      const what = type === 'RequestMirror' ? 'a mirror that cannot be used' : `filter ${type}, which it does not know`;
      const fact: Fact = { code: 'routeNotServed', what, route: refOf(route) };
      return { fact, known };
    }
  }
  return undefined;
}

/** Whether a filter names an object that is not there. */
export function isUnknownFilter(snapshot: Snapshot, route: KubernetesObject, filter: JsonRecord): boolean {
  const written = filter['extensionRef'];
  if (filter['type'] !== 'ExtensionRef' || !isRecord(written)) return false;
  const ref = readObjectReference(written, namespaceOf(route), { group: '', kind: '' });
  return snapshot.find(ref).state === 'missing';
}

function isLostMirror(snapshot: Snapshot, route: KubernetesObject, filter: JsonRecord): boolean {
  if (filter['type'] !== 'RequestMirror') return false;
  const ref = readBackendRef(readRecord(filter['requestMirror'])['backendRef'], namespaceOf(route));
  const { state } = resolveBackend(snapshot, ref, { from: refOf(route), needsGrant: true });
  return state === 'missing' || state === 'notPermitted';
}
