import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { PROGRAMS, openTerminal, reasonToSkip } from './terminal.ts';
import type { Terminal } from './terminal.ts';

const SHOP = '--from examples/shop';
const KUBECONFIG = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Config',
  contexts: [
    { name: 'arn:aws:eks:eu-west-1:1234:cluster/prod', context: { cluster: 'c', user: 'u' } },
    { name: 'staging', context: { cluster: 'c', user: 'u' } },
  ],
  // Nobody listens there: an error must not land in the line.
  clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
  users: [{ name: 'u', user: {} }],
});

/** What is typed before Tab, and the line that stands there afterwards; the cursor shows as `@`. */
const LINES: readonly (readonly [string, string])[] = [
  ['gwctl desc', 'gwctl describe @'],
  ['gwctl get --label-c', 'gwctl get --label-columns @'],
  [`gwctl get ${SHOP} httpr`, `gwctl get ${SHOP} httproutes @`],
  [`gwctl get ${SHOP} gateways,httpr`, `gwctl get ${SHOP} gateways,httproutes @`],
  [`gwctl get ${SHOP} -n shop httproute chec`, `gwctl get ${SHOP} -n shop httproute checkout @`],
  [`gwctl describe ${SHOP} -n shop httproute/chec`, `gwctl describe ${SHOP} -n shop httproute/checkout @`],
  [`gwctl get ${SHOP} -n cata`, `gwctl get ${SHOP} -n catalog @`],
  [`gwctl get ${SHOP} --namespace=cata`, `gwctl get ${SHOP} --namespace=catalog @`],
  ['gwctl get gateways -o kya', 'gwctl get gateways -o kyaml @'],
  ['gwctl get gateways --output=kya', 'gwctl get gateways --output=kyaml @'],
  ['gwctl get gateways -o custom-columns-f', 'gwctl get gateways -o custom-columns-file=@'],
  ['gwctl get gateways --context stag', 'gwctl get gateways --context staging @'],
  ['gwctl get --from exampl', 'gwctl get --from examples/@'],
  ['gwctl get --from=exampl', 'gwctl get --from=examples/@'],
  ['gwctl completion fi', 'gwctl completion fish @'],
];

for (const { shell, on } of PROGRAMS) {
  const skip = await reasonToSkip(shell);
  describe(`completion in ${shell} on ${on.name}`, { skip }, () => {
    let terminal: Terminal;
    let folder = '';

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'gwctl-completion-'));
      await writeFile(join(folder, 'config'), KUBECONFIG);
      terminal = await openTerminal(shell, { KUBECONFIG: join(folder, 'config') }, 200, on);
    });
    beforeEach(() => terminal.clear());
    after(async () => {
      await terminal.close();
      await rm(folder, { recursive: true, force: true });
    });

    /** Types, presses Tab, marks where the cursor stands. */
    async function complete(line: string): Promise<string> {
      await terminal.type(line);
      await terminal.until(line);
      await terminal.press('Tab');
      // The shell reads it when it is done with Tab.
      await terminal.type('@');
      const screen = await terminal.until('@');
      return (
        screen
          .split('\n')
          .find((shown) => shown.includes('@'))
          ?.replace(/^\$ /, '') ?? screen
      );
    }

    for (const [typed, completed] of LINES) {
      test(`${typed}⇥`, async () => {
        assert.equal(await complete(typed), completed);
      });
    }

    test('a name with the characters that a shell splits words at', async () => {
      const line = await complete('gwctl get gateways --context arn:aws:eks:');
      assert.match(
        line.replaceAll('\\', ''),
        /^gwctl get gateways --context '?arn:aws:eks:eu-west-1:1234:cluster\/prod'? ?@$/,
      );
    });

    test('an error prints nothing and leaves the line', async () => {
      const line = await complete('gwctl get --context staging gatewayc');
      assert.match(line, /^gwctl get --context staging gatewayc(lasses )?@$/);
      const screen = await terminal.screen();
      assert.equal(screen.split('\n').filter((shown) => shown.trim() !== '').length, 1, screen);
    });
  });
}
