import assert from 'node:assert/strict';
import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { CHANGE_KINDS, summarySentence } from '../../src/view/traffic-diff-words.ts';
import { formatOutcome, root, runLine } from '../golden/harness.ts';

const update = process.env['UPDATE_GOLDEN'] === '1';
const file = join(root, 'docs/diff.md');
const CONSOLE = /^(```console\n\$ ([^\n]*)\n)([\s\S]*?)(?=^```$)/m;

suite('docs/diff.md', () => {
  test('shows what is really printed', async () => {
    const text = await readFile(file, 'utf8');
    const [, head = '', line = '', shown = ''] = CONSOLE.exec(text) ?? [];
    const { out, err, code } = await runLine(line);
    assert.equal(code, 1);
    const printed = `${formatOutcome({ out, err, code: 0 })}\n`;
    if (update)
      await writeFile(
        file,
        text.replace(CONSOLE, () => head + printed),
      );
    else assert.equal(shown, printed);
  });

  test('explains every kind of change in the words of the summary', async () => {
    const text = await readFile(file, 'utf8');
    for (const kind of CHANGE_KINDS) {
      const word = summaryOf(kind).replace(/^1 request /, '');
      assert.ok(text.includes(word), word);
    }
  });

  test('links to files that are there', async () => {
    const text = await readFile(file, 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) await access(join(root, 'docs', target));
  });
});

/** The summary of one change. */
function summaryOf(kind: (typeof CHANGE_KINDS)[number]): string {
  const answer = { text: '', only: [], outcome: { state: 'answered', backends: [], mirrors: [] } } as const;
  const change = {
    parent: { group: '', kind: 'Gateway', name: 'web' },
    port: 80,
    protocol: 'HTTP',
    hostname: '*',
    changes: [kind],
    request: { method: 'GET', scheme: 'http', host: 'a', path: '/', port: 80, protocol: 'HTTP' },
    before: answer,
    after: answer,
  } as const;
  return summarySentence({ traffic: [change], summary: SUMMARY });
}

const SUMMARY = {
  total: 1,
  moves: 0,
  notFound: 0,
  fails: 0,
  refused: 0,
  reachable: 0,
  losesAuthentication: 0,
  gainsAuthentication: 0,
  otherwise: 0,
  accepted: 0,
  notCompared: 0,
  requests: 1,
  complete: true,
};
