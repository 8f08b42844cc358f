import assert from 'node:assert/strict';
import { isRecord, readPath, readRecords, readString } from '../../src/model/read.ts';

/** The states of a graph's edges, and the presence of its nodes. */
export function statesOf(text: string): ReadonlyMap<string, string> {
  const graph: unknown = JSON.parse(text);
  const states = new Map<string, string>();
  for (const edge of readRecords(readPath(graph, 'edges'))) {
    states.set(
      ['relation', 'from', 'to', 'path'].map((key) => readString(edge[key]) ?? '').join(' '),
      String(edge['state']),
    );
  }
  for (const node of readRecords(readPath(graph, 'nodes'))) states.set(String(node['key']), String(node['presence']));
  return states;
}

/** The computed conditions of a described object, by their place. */
export function conditionsOf(text: string): ReadonlyMap<string, string> {
  const description: unknown = JSON.parse(text);
  const found = new Map<string, string>();
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) {
      for (const [index, entry] of value.entries()) {
        // Default Gateways that are not seen are no parents of their own.
        const parent = readPath(entry, 'parentRef');
        visit(entry, `${path}[${parent === undefined ? index : JSON.stringify(parent)}]`);
      }
    }
    if (!isRecord(value)) return;
    const status = readString(value['status']);
    if (status !== undefined && value['reason'] !== undefined) found.set(path, status);
    for (const [key, entry] of Object.entries(value)) if (!NOT_COMPUTED.has(key)) visit(entry, `${path}.${key}`);
  };
  for (const item of readRecords(readPath(description, 'items'))) visit(item, '');
  return found;
}

const NOT_COMPUTED = new Set(['object', 'reported', 'events', 'drift', 'related']);

/**
 * What is told with part of the cluster is what is told with all of it, or unknown. What is unknown is gone on from where what
 * is refused is not, so that a part may show more.
 */
export function holdAgainst(
  part: ReadonlyMap<string, string>,
  whole: ReadonlyMap<string, string>,
  unknown: string,
): void {
  for (const [key, state] of part) {
    const told = whole.get(key);
    if (state === unknown || told === undefined) continue;
    assert.equal(state, told, key);
  }
}
