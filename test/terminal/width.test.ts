import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { openTerminal, reasonToSkip } from './terminal.ts';
import type { Terminal } from './terminal.ts';

const skip = await reasonToSkip('bash');

for (const columns of [80, 120]) {
  describe(`a terminal of ${columns} columns`, { skip }, () => {
    let terminal: Terminal;

    before(async () => {
      terminal = await openTerminal('bash', { NO_COLOR: '1' }, columns);
    });
    beforeEach(() => terminal.clear());
    after(() => terminal.close());

    /** What a command line leaves on the screen, as tmux shows it: a line that does not fit stands on two. */
    async function capture(line: string): Promise<readonly string[]> {
      await terminal.type(`${line}; echo "en""d"`);
      await terminal.press('Enter');
      const screen = await terminal.until(/^end$/m);
      return screen.split('\n').slice(1, -2);
    }

    test('sentences break between words, below their beginning', async () => {
      const lines = await capture('gwctl describe httproute experiment -n lab --from examples/shop');
      const first = lines.findIndex((line) => line.startsWith('      - listener http allows routes'));
      assert.ok(first > 0, lines.join('\n'));
      const sentence = lines.slice(first, first + (columns === 80 ? 3 : 2));
      assert.equal(
        sentence.map((line) => line.trim()).join(' '),
        '- listener http allows routes from namespaces with label exposed=true; namespace lab has no label exposed: label the namespace, or change its allowedRoutes.namespaces',
      );
      for (const line of sentence.slice(1)) assert.match(line, /^ {8}\S/);
    });

    test('the branches of a tree go on beside a broken sentence', async () => {
      const lines = await capture('gwctl graph httproute/legacy httproute/blog -n shop --from examples/shop');
      const first = lines.findIndex((line) => line.includes('httproute/blog'));
      assert.ok(first >= 0, lines.join('\n'));
      assert.match(lines[first + 1] ?? '', /^[│ ]{10,}\S/);
    });

    test('commands of help stand on one line', async () => {
      const lines = await capture("gwctl effective --help | sed -n '/^Examples/,$p'; gwctl status --help | tail -n 16");
      assert.ok(
        lines.some((line) => line.startsWith('  gwctl status --from ./manifests --check  ')),
        lines.join('\n'),
      );
    });
  });
}
