import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isRecord, readPath, readRecord, readRecords } from '../../src/model/read.ts';
import { answerAll, readDump } from './answers.ts';

const shop = join(fileURLToPath(new URL('../..', import.meta.url)), 'examples/shop');

/** The most requests that a question puts, beside discovery. Several verbs list each kind of the Gateway API once. */
const MOST: readonly (readonly [question: RegExp, most: number])[] = [
  [/^describe /, 40],
  [/^effective /, 30],
  [/^graph /, 80],
  [/^status /, 30],
  [/^analyze /, 60],
  [/^trace /, 60],
  [/^table /, 60],
  [/^test /, 60],
  [/^get \S+ -A -o wide$/, 15],
  [/^get \S+ --for /, 45],
];

/** A question about one object of a namespace. */
const ON_ONE = /\/\S+ -n /;
/** Rules look at all that there is: who else claims a hostname, say. */
const ON_ALL = /^analyze /;
/** What belongs to the GatewayClass, which all copies share: its answer is as large as the cluster. */
const ON_CLASS = /\/(class-timeouts|acme-proxy) /;

suite('what is asked of a cluster', async () => {
  const { manifest, questions } = await readDump([shop]);
  const larger = enlarge(manifest);

  test('nothing is asked twice, and CRDs are listed once', async () => {
    for (const question of questions) {
      const { asked } = await answerAll(question, manifest, { kind: 'live' });
      const twice = asked.filter((line, at) => asked.indexOf(line) !== at);
      assert.deepEqual(twice, [], question.text);
    }
  });

  test('the requests of every question are bounded, however large the cluster is', async () => {
    for (const question of questions) {
      const most = MOST.find(([pattern]) => pattern.test(question.text))?.[1];
      assert.ok(most !== undefined, question.text);
      const { asked } = await answerAll(question, manifest, { kind: 'live' });
      assert.ok(asked.length <= most, `${question.text}: ${asked.length} requests\n${asked.join('\n')}`);
      if (!ON_ONE.test(question.text) || ON_CLASS.test(question.text)) continue;
      const { asked: askedOfLarger } = await answerAll(question, larger, { kind: 'live' });
      if (ON_ALL.test(question.text)) {
        assert.ok(askedOfLarger.length <= most, question.text);
        continue;
      }
      const more = askedOfLarger.filter((line) => !asked.includes(line));
      assert.ok(askedOfLarger.length <= asked.length, `${question.text}:\n${more.join('\n')}`);
    }
  });
});

/** A cluster with three more copies of everything that lies in a namespace, which know nothing of each other. */
function enlarge(manifest: string): string {
  const items = readRecords(readPath(JSON.parse(manifest), 'items'));
  const copies = ['b', 'c', 'd'].flatMap((suffix) =>
    items
      .filter((item) => readPath(item, 'spec', 'targetRef', 'kind') !== 'GatewayClass')
      .filter((item) => item['kind'] === 'Namespace' || readPath(item, 'metadata', 'namespace') !== undefined)
      .map((item) => moveTo(item, suffix)),
  );
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...items, ...copies] });
}

/** The same object in other namespaces, and everything that it refers to as well. */
function moveTo(item: Readonly<Record<string, unknown>>, suffix: string): unknown {
  const moved = renameNamespaces(item, suffix);
  if (!isRecord(moved) || item['kind'] !== 'Namespace') return moved;
  const name = `${String(readPath(item, 'metadata', 'name'))}-${suffix}`;
  const labels = { ...readRecord(readPath(item, 'metadata', 'labels')), 'kubernetes.io/metadata.name': name };
  return { ...moved, metadata: { name, labels } };
}

function renameNamespaces(value: unknown, suffix: string): unknown {
  if (Array.isArray(value)) return value.map((element: unknown) => renameNamespaces(element, suffix));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'namespace' && typeof inner === 'string' ? `${inner}-${suffix}` : renameNamespaces(inner, suffix),
    ]),
  );
}
