import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { displayWidth } from '../../../src/text/width.ts';
import { wrap } from '../../../src/text/wrap.ts';

const SENTENCE = 'no listener of Gateway infra/web accepts the route because its namespace has no label';
const plain = (line: string): string => line;
const inBrackets = (line: string): string => `<${line}>`;

describe('a sentence', () => {
  test('stays on its line where nothing says how wide that is, and where it fits', () => {
    assert.deepEqual(wrap(SENTENCE, plain, { columns: undefined, at: 6, fallback: 6 }), [SENTENCE]);
    assert.deepEqual(wrap(SENTENCE, plain, { columns: 6 + SENTENCE.length, at: 6, fallback: 6 }), [SENTENCE]);
  });

  test('goes on below its beginning, or with a hanging indent', () => {
    assert.deepEqual(wrap(SENTENCE, plain, { columns: 50, at: 6, fallback: 6 }), [
      'no listener of Gateway infra/web accepts the',
      '      route because its namespace has no label',
    ]);
    assert.deepEqual(wrap(SENTENCE, plain, { columns: 50, at: 6, hang: 8, fallback: 6 }), [
      'no listener of Gateway infra/web accepts the',
      '        route because its namespace has no label',
    ]);
  });

  test('begins on a line of its own where too little room is left beside what stands before it', () => {
    assert.deepEqual(wrap(SENTENCE, plain, { columns: 60, at: 40, fallback: 10 }), [
      '',
      '          no listener of Gateway infra/web accepts the route',
      '          because its namespace has no label',
    ]);
  });

  test('is painted line by line, and a long word stays whole', () => {
    const long = 'spec.rules[0].filters[1].requestMirror.percent';
    assert.deepEqual(wrap(`see ${long} there`, inBrackets, { columns: 20, at: 2, fallback: 2 }), [
      '<see>',
      `  <${long}>`,
      '  <there>',
    ]);
  });

  test('loses no word, and no line is too wide but for one of a single word', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ minLength: 1, maxLength: 12 }).map((word) => word.replaceAll(/\s/g, '-')),
          { minLength: 1 },
        ),
        fc.integer({ min: 10, max: 60 }),
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 0, max: 8 }),
        (words, columns, at, fallback) => {
          const lines = wrap(words.join(' '), plain, { columns, at, fallback });
          assert.equal(
            lines
              .map((line) => line.trimStart())
              .join(' ')
              .trimStart(),
            words.join(' '),
          );
          for (const [index, line] of lines.entries()) {
            const width = displayWidth(line) + (index === 0 ? at : 0);
            if (width > columns) assert.ok(!line.trim().includes(' '), JSON.stringify(lines));
          }
        },
      ),
    );
  });
});
