import { GATEWAY, REFERENCE_GRANT, SPECIFICATION_POLICY_KINDS } from '../../gateway-api/kinds.ts';
import { readReferenceGrant } from '../../gateway-api/reference-grant.ts';
import { foreignReferencesOf } from '../../gateway-api/references.ts';
import type { GraphEdge } from '../../graph/graph.ts';
import { buildGraph } from '../../graph/query/build-graph.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindOf, refOf, sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { SnapshotBuilder } from '../../world/memory-snapshot.ts';
import type { LightCount } from './light-count.ts';
import { pairKey } from '../../graph/resolve/reference-grants.ts';

/**
 * How many references of other namespaces a ReferenceGrant allows. The graph knows which references ask for one: it is told
 * that all are granted, so that each edge with a grant is one that does.
 */
export const GRANTED_REFERENCES: LightCount = {
  lighten: (object) =>
    foreignReferencesOf(object).length > 0 || sameGroupKind(groupKindOf(object), GATEWAY)
      ? { ...object, status: undefined }
      : undefined,
  open: (objects, { catalog }) => {
    const builder = new SnapshotBuilder();
    builder.setCatalog(catalog);
    for (const object of objects) {
      builder.add(object);
      for (const { ref } of foreignReferencesOf(object)) builder.add(grantFor(object, ref));
    }
    const graph = buildGraph(builder.build('files'), { policyKinds: SPECIFICATION_POLICY_KINDS });
    const edges = objects.flatMap((object) => graph.edges(refOf(object))).filter(({ grant }) => grant !== undefined);
    const byPair = Map.groupBy(edges, ({ from, to }) => pairKey(from, to));
    return (object) => {
      const { from, to, namespace } = readReferenceGrant(object);
      const allowed = new Set<GraphEdge>();
      for (const holder of from) {
        for (const { name, ...type } of to) {
          for (const edge of byPair.get(pairKey(holder, { ...type, namespace })) ?? []) {
            if (name === undefined || edge.to.name === name) allowed.add(edge);
          }
        }
      }
      return allowed.size;
    };
  },
};

function grantFor(holder: KubernetesObject, to: ObjectRef): KubernetesObject {
  const from = refOf(holder);
  return {
    apiVersion: `${REFERENCE_GRANT.group}/v1`,
    kind: REFERENCE_GRANT.kind,
    metadata: { namespace: to.namespace, name: pairKey(from, to) },
    spec: {
      from: [{ group: from.group, kind: from.kind, namespace: from.namespace }],
      to: [{ group: to.group, kind: to.kind }],
    },
  };
}
