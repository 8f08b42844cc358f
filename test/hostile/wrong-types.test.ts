import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRecord, readRecord } from '../../src/model/read.ts';
import { JSON_LINES, OTHER_LINES, TEXT_LINES, assertTame, listOf, runOver, startOver } from './run-all.ts';
import { NODES } from '../packed/nodes.ts';
import { RUNTIMES } from '../packed/runtimes.ts';
import { pathsOf, readSamples, replaceAt } from './samples.ts';

/** How often the strangers change places. */
const TURNS = 1;
const samples = await readSamples();

/** What may stand where something else is expected. */
const STRANGERS: readonly (readonly [name: string, value: unknown])[] = [
  ['null', null],
  ['true', true],
  ['a negative number', -1],
  ['a huge number', 1e308],
  ['an empty text', ''],
  [
    'a hostile text',
    'x\u001b]0;owned\u0007\u202e\u0000\u009b31m\u00ad\u2028\ud800</script><script>alert(1)</script>\n$(id)`',
  ],
  ['an empty list', []],
  ['a list of lists', [[], null, [[{}]]]],
  ['an empty object', {}],
  [
    'an object of prototypes',
    JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":null}'),
  ],
];

const places = samples.flatMap((sample) => [...pathsOf(sample)].map((path) => ({ sample, path })));

/** Every sample once for each of its fields, with a stranger there; names keep them apart. */
function withStrangers(strangerAt: (index: number) => unknown): readonly unknown[] {
  return places.map(({ sample, path }, index) => {
    const changed = replaceAt(sample, path, strangerAt(index));
    const { metadata } = readRecord(changed);
    if (path.join('.') === 'metadata.name' || !isRecord(metadata)) return changed;
    return { ...readRecord(changed), metadata: { ...metadata, name: `o${index}` } };
  });
}

/** A line through objects in which each field of each kind holds a stranger, each time another. */
for (let turn = 0; turn < TURNS; turn++) {
  test(`strangers in place of each field of each kind, turn ${turn}, through every verb and printer`, async () => {
    const objects = withStrangers((index) => STRANGERS[(index * 3 + turn) % STRANGERS.length]?.[1]);
    const text = listOf(objects);
    const [list] = TEXT_LINES;
    assert.ok(
      list && (await runOver(text, list)).out.split('\n').length > 500,
      'the strangers must reach the printers',
    );
    for (const args of [...TEXT_LINES, ...JSON_LINES, ...OTHER_LINES]) assertTame(await runOver(text, args));
  });
}

for (const [name, stranger] of STRANGERS) {
  test(`${name} in place of each field of each kind, through every list`, async () => {
    const text = listOf(withStrangers(() => stranger));
    for (const args of TEXT_LINES.filter(([verb]) => verb === 'get')) assertTame(await runOver(text, args));
  });
}

// The same as processes, with a tenth of the fields; each Node and the single executable takes its share of the lines.
test('strangers in place of each field of each kind, by the started program', async () => {
  const objects = withStrangers((index) => STRANGERS[index % STRANGERS.length]?.[1]);
  const text = listOf(objects.filter((_, index) => index % 10 === 3));
  for (const [index, args] of [...TEXT_LINES, ...JSON_LINES, ...OTHER_LINES].entries()) {
    assertTame(await startOver(text, args, RUNTIMES[index % RUNTIMES.length] ?? NODES[0]));
  }
});
