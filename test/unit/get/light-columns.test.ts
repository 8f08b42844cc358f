import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isAttached } from '../../../src/analysis/verdict.ts';
import { Relatives } from '../../../src/app/get/relatives.ts';
import { readNeeds } from '../../../src/app/get/print-tables.ts';
import { Problems } from '../../../src/app/write/problems.ts';
import { NAMESPACE, holdsListeners, isRouteKind } from '../../../src/gateway-api/kinds.ts';
import { listenerDocuments, listenerEntryOf } from '../../../src/gateway-api/listener-entry.ts';
import { GRANT_HOLDERS } from '../../../src/gateway-api/references.ts';
import { buildGraph } from '../../../src/graph/query/build-graph.ts';
import { isBroken } from '../../../src/graph/query/flow.ts';
import { namespaceOf } from '../../../src/model/object.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { groupKindOf, refKey, refOf, sameGroupKind } from '../../../src/model/ref.ts';
import type { GroupKind, ObjectRef } from '../../../src/model/ref.ts';
import type { ResourceCatalog } from '../../../src/model/resource-type.ts';
import { attachmentsTo } from '../../../src/view/describe/attached-routes.ts';
import { backendTable } from '../../../src/view/tables/backend.ts';
import { listenerTable } from '../../../src/view/tables/listener.ts';
import { policyCrdTable } from '../../../src/view/tables/policy-crd.ts';
import { findTable } from '../../../src/view/tables/registry.ts';
import type { Need, TableContext, TableDefinition } from '../../../src/view/table.ts';
import { SnapshotBuilder } from '../../../src/world/memory-snapshot.ts';
import { richCluster } from '../../support/random-cluster.ts';
import { openCluster } from '../../support/fake-cluster.ts';

const NOW = Date.parse('2026-06-01T00:00:00Z');

/** What a table's cells learn when `get` reads for them, and nothing that was read for another table. */
async function lightContext(table: TableDefinition, relatives: Relatives): Promise<TableContext> {
  await readNeeds({ listings: [{ table, types: [] }], wide: true, relatives });
  return relatives.context(NOW, true);
}

/** The same from the graph of all objects. */
function graphContext(
  catalog: ResourceCatalog,
  objects: readonly KubernetesObject[],
  policyKinds: readonly GroupKind[],
  coverage: TableContext['coverage'],
): TableContext {
  const builder = new SnapshotBuilder();
  builder.setCatalog(catalog);
  for (const object of objects) builder.add(object);
  builder.markComplete(NAMESPACE);
  const snapshot = builder.build('files');
  const graph = buildGraph(snapshot, { policyKinds });
  const edges = objects.flatMap((object) => graph.edges(refOf(object)));
  const to = (ref: ObjectRef): typeof edges => edges.filter((edge) => refKey(whole(edge.to)) === refKey(ref));
  const isOf = (need: Need, object: KubernetesObject): boolean => {
    const type = groupKindOf(object);
    if (need === 'routes') return isRouteKind(type);
    return (need === 'policies' ? policyKinds : [need]).some((kind) => sameGroupKind(kind, type));
  };
  const counts: Readonly<Record<Parameters<TableContext['count']>[0], (object: KubernetesObject) => number>> = {
    attachedRoutes: (parent) => {
      const attached = attachmentsTo(refOf(parent), { snapshot, graph }).filter(({ verdict }) => isAttached(verdict));
      return new Set(attached.map(({ route }) => refKey(route))).size;
    },
    listenerRoutes: (document) => {
      const entry = listenerEntryOf(document);
      const listeners = entry === undefined ? [] : (graph.parent(refOf(entry.holder))?.listeners ?? []);
      return listeners.find(({ path }) => path === `spec.listeners[${entry?.listener.index}]`)?.routes.length ?? 0;
    },
    // Targets of a vendor's policies are not counted: the cell says that there may be more.
    grantedReferences: (grant) =>
      graph
        .outgoing(refOf(grant), 'grant')
        .filter((edge) => GRANT_HOLDERS.some((holder) => sameGroupKind(holder, edge.to))).length,
  };
  return {
    now: NOW,
    wide: true,
    naming: (ref, relations) =>
      to(ref)
        .filter(({ relation }) => relations.has(relation))
        .map(({ from }) => whole(from)),
    controllerAt: () => undefined,
    policiesOn: (object) =>
      to(refOf(object))
        .filter((edge) => edge.relation === 'target' && !isBroken(edge))
        .map(({ from }) => from),
    namersOf: () => [],
    coverage,
    count: (what, object) => counts[what](object),
    countIn: (need, namespace) =>
      objects.filter((object) => isOf(need, object) && namespaceOf(object) === namespace).length,
    countOf: (type) => objects.filter((object) => isOf(type, object)).length,
  };
}

function whole({ group, kind, namespace, name }: ObjectRef): ObjectRef {
  return { group, kind, namespace, name };
}

describe('the columns of get -o wide, from references alone', () => {
  test('say what the graph of all objects says', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(richCluster, async (objects) => {
        const source = await openCluster(objects);
        const catalog = await source.catalog();
        const open = (): Relatives => new Relatives(source, catalog, new Problems(), undefined, async () => []);
        const { kinds } = await open().policies();
        const crds = new Map(kinds.map((kind) => [kind.crdName, { kind, type: undefined }]));
        const more: Readonly<Record<string, TableDefinition>> = {
          Service: backendTable,
          CustomResourceDefinition: policyCrdTable(crds),
          Listener: listenerTable,
        };
        const listeners = objects.filter((object) => holdsListeners(groupKindOf(object))).flatMap(listenerDocuments);
        for (const [type, ofType] of Map.groupBy([...objects, ...listeners], (object) => object.kind)) {
          for (const table of [...ofType.slice(0, 1).map((object) => findTable(groupKindOf(object))), more[type]]) {
            if (table === undefined) continue;
            const light = await lightContext(table, open());
            const real = graphContext(catalog, objects, kinds, light.coverage);
            for (const object of ofType) {
              for (const { name, cell, needs, counts } of table.columns) {
                if (needs === undefined && counts === undefined) continue;
                const text = cell(object, light);
                assert.deepEqual(text, cell(object, real), `${name} of ${type} ${object.metadata.name}`);
                if (text !== '0') seen.add(name);
              }
            }
          }
        }
      }),
      { numRuns: 100 },
    );
    for (const column of ['USED', 'GATEWAYS', 'ATTACHED']) assert.ok(seen.has(column), `no ${column} counted anything`);
  });
});
