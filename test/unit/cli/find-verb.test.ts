import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runMain } from '../../support/run-main.ts';

describe('the verb is the first word, wherever flags stand', () => {
  const SEE = "\nSee 'gwctl get --help' for usage.\n";
  const errors: readonly (readonly [readonly string[], string])[] = [
    [['--nope', 'get'], `error: unknown flag: --nope${SEE}`],
    [['--nope', '-n', 'shop', 'get'], `error: unknown flag: --nope${SEE}`],
    // A flag of another verb has its value there, and is refused.
    [['-f', 'shop.yaml', 'get'], `error: unknown shorthand flag: 'f' in -f${SEE}`],
    [
      ['--color', 'blue', 'get'],
      `error: invalid argument "blue" for "--color" flag: must be one of auto, always, never${SEE}`,
    ],
    [['-n', 'get', 'nonsense'], `error: unknown command "nonsense" for "gwctl"\nRun 'gwctl --help' for usage.\n`],
  ];
  for (const [argv, message] of errors) {
    test(argv.join(' '), async () => assert.deepEqual(await runMain(argv), { out: '', err: message, code: 2 }));
  }

  test('help of a verb, asked for in any way', async () => {
    const { out } = await runMain(['get', '--help']);
    for (const argv of [
      ['help', 'get'],
      ['help', '-n', 'shop', 'get'],
      ['-n', 'shop', 'help', 'get'],
      ['-Ah', 'get', 'gateways'],
      ['--', 'help', 'get'],
    ]) {
      assert.deepEqual(await runMain(argv), { out, err: '', code: 0 }, argv.join(' '));
    }
  });

  test('only a flag -v asks for a stack trace, not a value that is spelled so', async () => {
    const trace = await runMain(['get', '-n', 'shop', '-v', '1']);
    assert.match(trace.err, /\n +at /);
    const value = await runMain(['get', '-n', '-v']);
    assert.doesNotMatch(value.err, /\n +at /);
  });
});
