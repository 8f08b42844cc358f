import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { openTerminal, reasonToSkip } from './terminal.ts';
import type { Terminal } from './terminal.ts';

const skip = await reasonToSkip('bash');
const LIST = 'gwctl get httproutes -A --from examples/shop';
/** Green, as terminals are told. */
const GREEN = '\u001b[32m';

describe('colour', { skip }, () => {
  let terminal: Terminal;

  before(async () => {
    terminal = await openTerminal('bash');
  });
  beforeEach(() => terminal.clear());
  after(() => terminal.close());

  async function run(line: string): Promise<string> {
    await terminal.type(line);
    await terminal.press('Enter');
    await terminal.until('checkout');
    await terminal.until(/\$ ?$/);
    return terminal.screen({ colors: true });
  }

  test('on a terminal good is green', async () => {
    assert.ok((await run(LIST)).includes(GREEN));
  });

  for (const line of [`NO_COLOR=1 ${LIST}`, `TERM=dumb ${LIST}`, `${LIST} --color never`, `${LIST} | cat`]) {
    test(`none: ${line}`, async () => {
      const screen = await run(line);
      assert.match(screen, /True/);
      assert.ok(!screen.includes(GREEN));
    });
  }
});
