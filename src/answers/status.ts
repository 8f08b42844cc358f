import { countOpenReferences } from '../analysis/open-references.ts';
import { findProblems } from '../analysis/find-problems.ts';
import { GATEWAY, GATEWAY_CLASS } from '../gateway-api/kinds.ts';
import { buildGraph } from '../graph/query/build-graph.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readPath } from '../model/read.ts';
import { groupKindOf, sameGroupKind } from '../model/ref.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { documentGaps } from '../view/document-gaps.ts';
import { reportStatus } from '../view/status.ts';
import type { StatusOptions } from '../view/status.ts';
import type { StatusReport } from '../documents/status-report.ts';
import type { World } from '../world/world.ts';

/** On one screen: is it all right? The counts of a namespace, or of all, and what is wrong there. */
export function statusOf({ snapshot, policyKinds, gaps }: World, question: StatusOptions): StatusReport {
  const judged = { snapshot, graph: buildGraph(snapshot, { policyKinds }) };
  const wanted = wantedIn(question.namespace, snapshot);
  const found = findProblems(judged, policyKinds, wanted);
  const openReferences = countOpenReferences(judged, policyKinds, wanted);
  return reportStatus(judged, { problems: found, openReferences, gaps: documentGaps(gaps) }, question);
}

/** Of a namespace also the classes that its Gateways use: those of other teams are theirs. */
function wantedIn(namespace: string | undefined, snapshot: Snapshot): (object: KubernetesObject) => boolean {
  if (namespace === undefined) return () => true;
  const gateways = snapshot.listIn(GATEWAY, namespace);
  const used = new Set(gateways.map((gateway) => readPath(gateway, 'spec', 'gatewayClassName')));
  return (object) =>
    namespaceOf(object) === namespace ||
    (sameGroupKind(groupKindOf(object), GATEWAY_CLASS) && used.has(object.metadata.name));
}
