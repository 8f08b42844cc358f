import { countAttached, lighten } from '../../../src/app/get/light-attachments.ts';
import { collectReferences } from '../../../src/graph/collect-references.ts';
import { GraphBuilder } from '../../../src/graph/graph-index.ts';
import type { Relation } from '../../../src/graph/graph-index.ts';
import { PoliciesByTarget } from '../../../src/graph/policies-by-target.ts';
import { readTargetClaims } from '../../../src/gateway-api/policy-claims.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { namespaceOf } from '../../../src/model/object.ts';
import { groupKindOf, refOf, sameGroupKind } from '../../../src/model/ref.ts';
import { isRouteKind } from '../../../src/gateway-api/kinds.ts';
import { snapshotOf } from '../graph/cluster.ts';
import type { Coverage, Need, TableContext, TableDefinition } from '../../../src/view/table.ts';

/** The time of every test. */
export const NOW = Date.parse('2026-06-01T00:00:00Z');

const RELATIONS: ReadonlySet<Relation> = new Set(['class', 'parent', 'backend', 'certificate']);

/** What surrounds the object of a row. */
export interface Surroundings {
  readonly wide?: boolean;
  /** The objects of the needs that were read. */
  readonly others?: readonly KubernetesObject[];
  /** How much of every need was read. */
  readonly coverage?: Coverage;
}

/** One row as text by column; narrow columns only, unless `wide`. */
export function rowOf(
  table: TableDefinition,
  object: KubernetesObject,
  surroundings: Surroundings = {},
): Readonly<Record<string, string>> {
  const context = contextOf(surroundings);
  const row: Record<string, string> = {};
  for (const column of table.columns) {
    if (column.wide === true && surroundings.wide !== true) continue;
    const cell = column.cell(object, context);
    row[column.name] = typeof cell === 'string' ? cell : cell.text;
  }
  return row;
}

/** What the cells of a row may ask. */
export function contextOf({ wide = false, others = [], coverage = 'whole' }: Surroundings): TableContext {
  const graph = new GraphBuilder();
  const light = others.flatMap((other) => lighten(other) ?? []);
  const policies = new PoliciesByTarget();
  for (const other of others) {
    graph.add(collectReferences(other, RELATIONS));
    policies.add(refOf(other), readTargetClaims(other, groupKindOf(other)).claims);
  }
  const snapshot = snapshotOf(others);
  return {
    now: NOW,
    wide,
    graph,
    policiesOn: (object) => policies.on(snapshot, object),
    coverage: () => coverage,
    attachedRoutes: (parent) => countAttached({ light }, 'files', parent),
    countIn: (need, namespace) =>
      others.filter((object) => isOf(need, object) && namespaceOf(object) === namespace).length,
    countOf: (type) => others.filter((object) => isOf(type, object)).length,
  };
}

/** An object of the Gateway API. */
export function make(kind: string, name: string, fields: Readonly<Record<string, unknown>> = {}): KubernetesObject {
  const { metadata = {}, apiVersion = 'gateway.networking.k8s.io/v1', ...rest } = fields;
  return {
    apiVersion: String(apiVersion),
    kind,
    metadata: { name, namespace: 'shop', creationTimestamp: '2026-05-29T00:00:00Z', ...Object(metadata) },
    ...rest,
  };
}

/** A condition as a controller writes it. */
export function condition(
  type: string,
  status: string,
  rest: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    type,
    status,
    reason: type,
    message: '',
    observedGeneration: 1,
    lastTransitionTime: '2026-05-30T00:00:00Z',
    ...rest,
  };
}

/** The condition that the CRD writes before any controller does. */
export function defaultCondition(type: string): Readonly<Record<string, unknown>> {
  return {
    type,
    status: 'Unknown',
    reason: 'Pending',
    message: 'Waiting for controller',
    lastTransitionTime: '1970-01-01T00:00:00Z',
  };
}

function isOf(need: Need, object: KubernetesObject): boolean {
  if (need === 'routes') return isRouteKind(groupKindOf(object));
  return need === 'policies' ? object.kind.endsWith('Policy') : sameGroupKind(need, groupKindOf(object));
}
