import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commands } from '../../../commands/index.ts';
import { runMain } from '../../support/run-main.ts';

test('help is plain ASCII where the terminal is no more', async () => {
  for (const words of [['--help'], ...commands.map(({ name }) => [name, '--help'])]) {
    const { out } = await runMain(words, '', { env: { LC_ALL: 'C' } });
    assert.doesNotMatch(out, /[^\n\u0020-\u007e]/, words.join(' '));
    assert.match(out, /^Usage: /m);
  }
});

for (const columns of [60, 80, 100, 120]) {
  test(`no command of an example is broken, and nothing is wider, at ${columns} columns`, async () => {
    for (const { name, examples } of commands) {
      const { out } = await runMain([name, '--help'], '', { env: { LANG: 'C.UTF-8' }, columns });
      const lines = out.split('\n');
      for (const [command, meaning] of examples) {
        const line = lines.find((each) => each.startsWith(`  gwctl ${command}`));
        assert.ok(line !== undefined, `${command} in:\n${out}`);
        assert.ok(line.length <= columns || line.trim() === `gwctl ${command}`, line);
        assert.ok(out.replaceAll(/\s+/g, ' ').includes(meaning.replaceAll(/\s+/g, ' ').slice(0, 12)), meaning);
      }
    }
  });
}

test('the help of a verb ends with the other global flags, on one line', async () => {
  for (const { name } of commands) {
    const { out } = await runMain([name, '--help'], '', { env: { LANG: 'C.UTF-8' }, columns: 80 });
    const last = out.trimEnd().split('\n').at(-1) ?? '';
    assert.match(last, /^More global flags in "gwctl --help": --kubeconfig, /);
    assert.ok(last.length <= 80, last);
  }
});
