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
