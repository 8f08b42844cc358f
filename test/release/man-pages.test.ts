import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { commands } from '../../commands/index.ts';
import { manPages } from '../../scripts/release/man-pages.ts';
import { defineCommand } from '../../src/cli/define-command.ts';
import { assertGolden } from './golden.ts';

/** A verb with all that roff would take for its own. */
const sample = defineCommand({
  name: 'show-all',
  alias: 'all',
  parameters: 'TYPE[,TYPE…] [NAME…]',
  summary: 'Show \\n backslashes, -dashes- and "quotes"',
  examples: [
    ['show-all .', 'The folder'],
    ["show-all -o 'jsonpath={.items[*]}' --from \\\\server\\share", 'A path of Windows'],
  ],
  notes: "'apostrophes begin a line\n.and dots\n  3  an indent",
  flags: {
    output: { alias: 'o', type: 'string', choices: ['json', 'go-template'], describe: 'The format' },
    check: { type: 'boolean', describe: '.begins with a dot' },
  },
  run: () => Promise.resolve(0),
});

suite('the manual pages', () => {
  const edition = { version: '1.2.3', date: '2026-11-01' };

  test('say what the table of commands says, whatever its characters mean to roff', async () => {
    for (const [name, text] of manPages([sample], edition)) {
      // The global flags change with every version.
      await assertGolden(`man/${name}`, text.replace(/(\.SH GLOBAL FLAGS\n)[\s\S]*?(?=\.SH )/, '$1'));
    }
  });

  test('are one for each verb with all of its flags, and one for all', () => {
    const pages = manPages(commands, edition);
    assert.deepEqual([...pages.keys()], ['gwctl.1', ...commands.map(({ name }) => `gwctl-${name}.1`)]);
    const global = pages.get('gwctl.1') ?? '';
    for (const { name, flags } of commands) {
      const text = `${pages.get(`gwctl-${name}.1`)}${global}`;
      for (const flag of Object.keys(flags))
        assert.ok(text.includes(`\\fB\\-\\-${flag.replaceAll('-', '\\-')}\\fR`), `${name} --${flag}`);
    }
  });
});
