import assert from 'node:assert/strict';
import { ATTACHED_ROUTES } from '../../../src/app/get/light-attachments.ts';
import type { LightCount } from '../../../src/app/get/light-count.ts';
import { GRANTED_REFERENCES } from '../../../src/app/get/light-grants.ts';
import { RelativeFacts, traceOf } from '../../../src/app/get/relative-facts.ts';
import { isRouteKind } from '../../../src/gateway-api/kinds.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { namespaceOf } from '../../../src/model/object.ts';
import { groupKindOf, sameGroupKind } from '../../../src/model/ref.ts';
import type { Counted, Coverage, Need, TableContext, TableDefinition } from '../../../src/view/table.ts';

/** The time of every test. */
export const NOW = Date.parse('2026-06-01T00:00:00Z');

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
  const facts = new RelativeFacts();
  for (const other of others) {
    const type = groupKindOf(other);
    facts.add(traceOf(other, type, { countsOnly: false, policyKind: type, namedKinds: [], counts: COUNTS }));
  }
  const places = facts.neededJudges.map((type) => ({ type, namespace: undefined }));
  return {
    now: NOW,
    wide,
    naming: (ref, relations) => facts.names.naming(ref, relations),
    controllerAt: (parent) => facts.controllerAt(parent),
    policiesOn: (object) => facts.policiesOn(object, 'files', places),
    namersOf: (policy) => facts.namersOf(policy),
    coverage: () => coverage,
    count: (what, object) => {
      const made = COUNTS.get(what);
      assert.ok(made !== undefined);
      return facts.countLight([what, made], object, { origin: 'files', catalog: NO_CATALOG });
    },
    countIn: (need, namespace) =>
      others.filter((object) => isOf(need, object) && namespaceOf(object) === namespace).length,
    countOf: (type) => others.filter((object) => isOf(type, object)).length,
  };
}

const NO_CATALOG = { types: [], gaps: [] };
const COUNTS: ReadonlyMap<Counted, LightCount> = new Map<Counted, LightCount>([
  ['attachedRoutes', ATTACHED_ROUTES],
  ['grantedReferences', GRANTED_REFERENCES],
]);

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
