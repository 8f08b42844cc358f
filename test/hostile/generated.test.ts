import { test } from 'node:test';
import fc from 'fast-check';
import { isRecord, readRecord } from '../../src/model/read.ts';
import type { JsonRecord } from '../../src/model/read.ts';
import { JSON_LINES, OTHER_LINES, TEXT_LINES, assertTame, listOf, runOver } from './run-all.ts';
import { pathsOf, readSamples, replaceAt } from './samples.ts';

const samples = await readSamples();
/** A failure prints the seed and the path that repeat it. */
const SEED = 20261125;

const word = fc.oneof(
  fc.constantFrom(
    'web',
    'shop',
    'http',
    'Same',
    'True',
    '*',
    '*.',
    'a..b',
    '__proto__',
    'constructor',
    '\u202eevil',
    '\u001b[2J',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

/** Any JSON, with the keys that hurt. */
const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, false, 0, -0, -1, 2 ** 53, 1e308, 5e-324),
    word,
    fc.array(tie('value'), { maxLength: 4 }),
    // As JSON has it: `__proto__` is a key like any other.
    fc.array(fc.tuple(word, tie('value')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  ),
})).value;

/** A sample in which some fields hold anything, and some are gone. */
const damaged: fc.Arbitrary<unknown> = fc
  .record({
    sample: fc.constantFrom(...samples),
    changes: fc.array(fc.tuple(fc.nat(), fc.option(anything, { nil: undefined })), { minLength: 1, maxLength: 6 }),
    name: word,
    namespace: fc.option(word, { nil: undefined }),
  })
  .map(({ sample, changes, name, namespace }) => {
    const changed = changes.reduce<unknown>(
      (object, [at, other]) => {
        const places = [...pathsOf(object)];
        const place = places[at % Math.max(1, places.length)];
        return place === undefined ? object : replaceAt(object, place, other);
      },
      named(sample, name, namespace),
    );
    return changed;
  });

function named(sample: JsonRecord, name: string, namespace: string | undefined): JsonRecord {
  const metadata = isRecord(sample['metadata']) ? sample['metadata'] : {};
  return { ...readRecord(sample), metadata: { ...metadata, name, ...(namespace === undefined ? {} : { namespace }) } };
}

test('generated objects through every verb and printer', async () => {
  const line = fc.constantFrom(...TEXT_LINES, ...JSON_LINES, ...OTHER_LINES);
  await fc.assert(
    fc.asyncProperty(fc.array(damaged, { minLength: 1, maxLength: 25 }), line, async (objects, args) => {
      assertTame(await runOver(listOf(objects), args));
    }),
    { seed: SEED, numRuns: 250, endOnFailure: true },
  );
});

test('generated text in place of a manifest', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    anything.map((value) => JSON.stringify(value)),
    fc.array(damaged, { maxLength: 3 }).chain((objects) => {
      const whole = listOf(objects);
      return fc.nat(whole.length).map((length) => whole.slice(0, length));
    }),
  );
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom(['get', 'gateway-api', '-A'], ['status', '-A']), async (input, args) => {
      assertTame(await runOver(input, args));
    }),
    { seed: SEED, numRuns: 200, endOnFailure: true },
  );
});
