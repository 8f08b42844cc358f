import type { Attachment } from '../../graph/graph.ts';
import { ROUTE_KINDS } from '../../gateway-api/kinds.ts';
import type { ParentRef } from '../../gateway-api/parent-ref.ts';
import type { ComputedCondition } from '../../model/computed-condition.ts';
import { canonicalJson } from '../../model/canonical-json.ts';
import { refKey, refOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { RoutingWorld } from '../../routing/routing-world.ts';

/** A parentRef of a route that attaches otherwise than before, by the rules of the specification. */
export interface AttachmentDifference {
  readonly route: ObjectRef;
  readonly parentRef: ParentRef;
  /** Undefined where the route has no such parentRef. */
  readonly before: ComputedCondition | undefined;
  readonly after: ComputedCondition | undefined;
}

/** What changes in which routes attach where, and why. What is not known on a side is no difference. */
export function attachmentDifference(before: RoutingWorld, after: RoutingWorld): readonly AttachmentDifference[] {
  const differences: AttachmentDifference[] = [];
  for (const route of routesOf(before, after)) {
    const [one, other] = [attachmentsOf(before, route), attachmentsOf(after, route)];
    for (const key of new Set([...one.keys(), ...other.keys()])) {
      const [was, is] = [one.get(key), other.get(key)];
      const parentRef = was?.parentRef ?? is?.parentRef;
      if (parentRef === undefined || isSame(was?.accepted, is?.accepted)) continue;
      differences.push({ route, parentRef, before: was?.accepted, after: is?.accepted });
    }
  }
  return differences;
}

function isSame(before: ComputedCondition | undefined, after: ComputedCondition | undefined): boolean {
  if (before?.status === 'Unknown' || after?.status === 'Unknown') return true;
  return before?.status === after?.status && (before?.status === 'True' || before?.reason === after?.reason);
}

/** The routes of both sides, each once. */
export function routesOf(before: RoutingWorld, after: RoutingWorld): readonly ObjectRef[] {
  const routes = new Map<string, ObjectRef>();
  for (const { snapshot } of [before, after]) {
    for (const kind of ROUTE_KINDS)
      for (const route of snapshot.list(kind)) routes.set(refKey(refOf(route)), refOf(route));
  }
  return [...routes].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, route]) => route);
}

function attachmentsOf({ snapshot, index }: RoutingWorld, route: ObjectRef): ReadonlyMap<string, Attachment> {
  if (snapshot.find(route).state !== 'found') return new Map();
  return new Map(
    index.graph
      .attachments(route)
      .filter(({ path }) => path !== '')
      .map((attachment) => [canonicalJson(attachment.parentRef), attachment]),
  );
}
