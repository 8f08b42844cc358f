import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { displayWidth } from '../../../src/text/width.ts';
import { runLine } from '../../golden/harness.ts';

const LINES = [
  'gwctl status -A --from examples/shop',
  'gwctl status -A --problems 0 --from test/fixtures/states',
  'gwctl graph -A --from examples/shop',
  'gwctl graph -A --from test/fixtures/states',
  'gwctl graph -A --only-broken --from examples/shop',
  'gwctl describe gateways,httproutes,listenersets,services,backendtlspolicies -A --from examples/shop',
  'gwctl describe gateways,httproutes,gatewayclasses -n states --from test/fixtures/states',
] as const;

/** The words of a text, without the branches that are drawn beside them. */
function wordsOf(text: string): string {
  return text
    .replaceAll(/[│├└─|`]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

describe('pages and trees on a terminal', () => {
  for (const line of LINES) {
    for (const columns of [80, 120]) {
      test(`${line} at ${columns} columns`, async () => {
        const piped = await runLine(line);
        const shown = await runLine(`NO_COLOR=1 COLUMNS=${columns} ${line}`);
        // Nothing is lost and nothing is added: only line breaks and blanks.
        assert.equal(wordsOf(shown.out), wordsOf(piped.out));
        assert.deepEqual([shown.err, shown.code], [piped.err, piped.code]);
        const fits = (text: string): boolean => displayWidth(text) <= columns;
        const unbroken = new Set(piped.out.split('\n'));
        for (const written of shown.out.split('\n')) {
          // Rows of tables, commands, and what is a single word or line of a tree, are as they are in a pipe.
          const isSentence = !unbroken.has(written) && !/^[│├└─ ]*[✓✗!?] |─ /.test(written) && /\S \S/.test(written);
          assert.ok(fits(written) || !isSentence, written);
        }
      });
    }
  }

  test('a pipe has no width', async () => {
    const { out } = await runLine('gwctl status -A --from examples/shop');
    assert.ok(out.split('\n').some((line) => line.length > 140));
  });

  test('a command to copy stays on its line', async () => {
    const { out } = await runLine('NO_COLOR=1 COLUMNS=40 gwctl status -A --from examples/shop');
    assert.match(out, /^ {6}gwctl describe httproute\/experiment -n lab --from examples\/shop$/m);
  });

  test('the branches of a tree are drawn through beside a long note', async () => {
    const { out } = await runLine('NO_COLOR=1 COLUMNS=80 gwctl graph -A --from examples/shop');
    assert.match(out, /^│ {2}├─ ✗ shop\/httproute\/blog {2}NoMatching.*\n(?:│ {2}│ {20,}\S.*\n)+│ {2}├─ ✓/m);
  });
});
