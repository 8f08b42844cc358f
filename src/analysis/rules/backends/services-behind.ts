import { BACKEND_RELATIONS } from '../../../gateway-api/relation.ts';
import { SERVICE } from '../../../gateway-api/kinds.ts';
import { countEndpoints } from '../../../graph/resolve/count-endpoints.ts';
import type { EndpointCount } from '../../../graph/resolve/count-endpoints.ts';
import type { KubernetesObject } from '../../../model/object.ts';
import { isRecord, readPath, readRecord } from '../../../model/read.ts';
import { refKey, sameGroupKind, wholeOf } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import type { RuleWorld } from '../rule-world.ts';

/** A Service that a route sends to, mirrors to or asks for authorization. */
export interface ServiceBehind {
  readonly subject: ObjectRef;
  readonly path: string;
  readonly ref: ObjectRef;
  readonly service: KubernetesObject;
}

/** The Services behind routes and listeners, each once for each of them: asks for the relations of backends. */
export function* servicesBehind(world: RuleWorld): Generator<ServiceBehind> {
  const known = new Set<string>();
  for (const relation of BACKEND_RELATIONS) {
    for (const { state, from, to, path } of world.edges(relation)) {
      if (state !== 'resolved' || !sameGroupKind(to, SERVICE)) continue;
      const subject = wholeOf(from);
      const ref = wholeOf(to);
      const key = `${refKey(subject)} ${refKey(ref)}`;
      const service = known.has(key) ? undefined : world.graph.node(ref).object;
      known.add(key);
      if (service !== undefined) yield { subject, path, ref, service };
    }
  }
}

/** Whether the endpoints of a Service are looked up elsewhere. */
export function isExternalName(service: KubernetesObject): boolean {
  return readPath(service, 'spec', 'type') === 'ExternalName';
}

/** Whether a Service chooses its Pods itself: else somebody must write its EndpointSlices. */
export function hasSelector(service: KubernetesObject): boolean {
  const selector = readPath(service, 'spec', 'selector');
  return isRecord(selector) && Object.keys(readRecord(selector)).length > 0;
}

/** The endpoints of a Service that has none that is ready; undefined where it has, or where that cannot be known. */
export function unreadyEndpoints({ snapshot }: RuleWorld, service: ObjectRef): EndpointCount | undefined {
  const endpoints = countEndpoints(snapshot, service);
  return endpoints === undefined || endpoints.ready > 0 ? undefined : endpoints;
}
