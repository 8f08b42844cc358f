import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { isRecord, readPath, readRecords, readString } from '../../src/model/read.ts';
import { richCluster } from '../support/random-cluster.ts';
import { openCluster } from '../support/fake-cluster.ts';
import { answerAll, clusterOf } from './answers.ts';
import type { Question } from './answers.ts';

const OWN = 'shop';

/** What may not be read by who may read one namespace only. */
async function allBut(manifest: string): Promise<readonly string[]> {
  const { types } = await (await openCluster(manifest)).catalog();
  return types.flatMap(({ plural }) => ['all', 'cart', 'pay'].map((place) => `${plural} in ${place}`));
}

/** The states of a graph's edges, and the presence of its nodes. */
function statesOf(text: string): ReadonlyMap<string, string> {
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
function conditionsOf(text: string): ReadonlyMap<string, string> {
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
function holdAgainst(part: ReadonlyMap<string, string>, whole: ReadonlyMap<string, string>, unknown: string): void {
  for (const [key, state] of part) {
    const told = whole.get(key);
    if (state === unknown || told === undefined) continue;
    assert.equal(state, told, key);
  }
}

/** Puts one question with part of the cluster and with all of it. */
async function ask(
  objects: readonly Parameters<typeof clusterOf>[0][number][],
  chosen: number,
  wants: (question: Question) => boolean,
  check: (part: string, whole: string) => void,
): Promise<void> {
  const { manifest, questions } = await clusterOf(objects);
  const possible = questions.filter(wants);
  const question = possible[chosen % Math.max(1, possible.length)];
  if (question === undefined) return;
  const [part, whole] = await Promise.all([
    answerAll(question, manifest, { kind: 'live', forbidden: await allBut(manifest) }),
    answerAll(question, manifest, { kind: 'live' }),
  ]);
  if (part.out !== '') check(part.out, whole.out);
}

suite('under the role of one namespace each answer is the whole one with gaps', () => {
  test('the states of references', async () => {
    await fc.assert(
      fc.asyncProperty(richCluster, fc.nat(), (objects, chosen) =>
        ask(
          objects,
          chosen,
          ({ text }) => text.startsWith('graph ') && text.endsWith(`-n ${OWN} -o json`),
          (part, whole) => holdAgainst(statesOf(part), statesOf(whole), 'unknown'),
        ),
      ),
      { numRuns: 150 },
    );
  });

  test('computed conditions', async () => {
    await fc.assert(
      fc.asyncProperty(richCluster, fc.nat(), (objects, chosen) =>
        ask(
          objects,
          chosen,
          ({ text }) => text.startsWith('describe ') && text.endsWith(`-n ${OWN} -o json`),
          (part, whole) => holdAgainst(conditionsOf(part), conditionsOf(whole), 'Unknown'),
        ),
      ),
      { numRuns: 150 },
    );
  });
});
