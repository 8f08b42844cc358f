import { findDoubts } from '../analysis/find-doubts.ts';
import { countOpenReferences } from '../analysis/open-references.ts';
import { findProblems } from '../analysis/find-problems.ts';
import { STATUS_KINDS, statusSubjects } from '../analysis/status-kinds.ts';
import { GATEWAY, GATEWAY_CLASS, NAMESPACE, SERVICE, X_MESH } from '../gateway-api/kinds.ts';
import { nearestName } from '../model/near-name.ts';
import { buildGraph } from '../graph/query/build-graph.ts';
import { missingObject } from '../graph/resolve/missing-object.ts';
import type { Fact } from '../model/fact.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readPath } from '../model/read.ts';
import { groupKindOf, sameGroupKind } from '../model/ref.ts';
import type { GroupKind } from '../model/ref.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { someOf } from '../model/some.ts';
import { documentGaps } from '../view/document-gaps.ts';
import { reportStatus } from '../view/status.ts';
import type { StatusOptions } from '../view/status.ts';
import type { StatusReport } from '../documents/status-report.ts';
import { unreadKinds } from '../model/unread-kinds.ts';
import type { World } from '../world/world.ts';

/** On one screen: is it all right? The counts of a namespace, or of all, and what is wrong there. */
export function statusOf({ snapshot, policyKinds, gaps }: World, question: StatusOptions): StatusReport {
  const { namespace } = question;
  const judged = { snapshot, graph: buildGraph(snapshot, { policyKinds }) };
  const wants = wantedIn(namespace, snapshot);
  const kinds = [...STATUS_KINDS, ...policyKinds];
  const examined = kinds.reduce((sum, kind) => sum + snapshot.list(kind).filter(wants).length, 0);
  return reportStatus(
    judged,
    {
      problems: findProblems(judged, policyKinds, wants),
      doubts: findDoubts(judged, policyKinds, wants),
      openReferences: countOpenReferences(judged, policyKinds, wants),
      examined,
      complete: !isDoubtful(snapshot, namespace) && kinds.every((kind) => isRead(snapshot, kind, namespace)),
      unread: unreadKinds(snapshot, statusSubjects(namespace), namespace),
      absence: examined > 0 || namespace === undefined ? undefined : absenceOf(snapshot, kinds, namespace),
      gaps: documentGaps(gaps),
    },
    question,
  );
}

/** Whether something of the files that an answer is made from is broken, or stands there twice. */
function isDoubtful({ origin, gaps }: Snapshot, namespace: string | undefined): boolean {
  if (origin === 'live') return false;
  return gaps.some(
    (gap) =>
      gap.reason !== 'absent' &&
      (namespace === undefined || gap.namespace === undefined || gap.namespace === namespace),
  );
}

/** Whether all objects of a kind were read; of a namespace those that lie in it. */
function isRead(
  snapshot: Snapshot,
  kind: GroupKind & { readonly namespaced?: boolean },
  namespace: string | undefined,
): boolean {
  const isInNone = kind.namespaced === false || sameGroupKind(kind, GATEWAY_CLASS) || sameGroupKind(kind, X_MESH);
  return (isInNone && namespace !== undefined) || snapshot.isComplete(kind, namespace);
}

/** Why a namespace holds nothing: it is not there. Files know namespaces by what lies in them. */
function absenceOf(snapshot: Snapshot, kinds: readonly GroupKind[], namespace: string): Fact | undefined {
  const ref = { ...NAMESPACE, name: namespace };
  if (snapshot.find(ref).state === 'missing') return missingObject(snapshot, ref);
  if (snapshot.origin === 'live') return undefined;
  const known = new Set(snapshot.list(NAMESPACE).map(({ metadata }) => metadata.name));
  for (const kind of [...kinds, SERVICE]) {
    for (const object of snapshot.list(kind)) {
      const place = namespaceOf(object);
      if (place !== undefined) known.add(place);
    }
  }
  if (known.has(namespace)) return undefined;
  const names = [...known].toSorted();
  return { code: 'namespaceNotInFiles', namespace, near: nearestName(namespace, names), known: someOf(names) };
}

/** Of a namespace also the classes that its Gateways use: those of other teams are theirs. */
export function wantedIn(namespace: string | undefined, snapshot: Snapshot): (object: KubernetesObject) => boolean {
  if (namespace === undefined) return () => true;
  const gateways = snapshot.listIn(GATEWAY, namespace);
  const used = new Set(gateways.map((gateway) => readPath(gateway, 'spec', 'gatewayClassName')));
  return (object) =>
    namespaceOf(object) === namespace ||
    (sameGroupKind(groupKindOf(object), GATEWAY_CLASS) && used.has(object.metadata.name));
}
