import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import yargs from 'yargs';
import { commands } from '../../../commands/index.ts';
import { proposeCandidates } from '../../../src/app/complete/candidates.ts';
import { readRequest } from '../../../src/app/complete/read-request.ts';
import { defineCommand } from '../../../src/cli/define-command.ts';
import type { FlagTable } from '../../../src/cli/flag.ts';
import { readLine, wordsOf } from '../../../src/cli/read-line.ts';
import { UsageError } from '../../../src/model/errors.ts';
import { captureIo } from '../../support/captured-io.ts';

const flags = {
  'how-much': { alias: 'm', type: 'number', completes: ['1', '10'], describe: 'How much of it' },
  only: { type: 'string', array: true, completes: 'none', describe: 'Only this' },
  mode: { type: 'string', choices: ['fast', 'slow'], describe: 'How fast' },
  dry: { type: 'boolean', describe: 'Do nothing' },
} as const satisfies FlagTable;

const asked: unknown[] = [];
const pour = defineCommand({
  name: 'pour',
  parameters: '[CUP…]',
  summary: 'Pour something',
  examples: [],
  flags,
  run: async (words, { howMuch, only, mode, dry, namespace }) => {
    // Typed by the declaration: this compiles with no other.
    const typed: {
      readonly howMuch: number | undefined;
      readonly only: readonly string[] | undefined;
      readonly mode: 'fast' | 'slow' | undefined;
      readonly dry: boolean | undefined;
      readonly namespace: string | undefined;
    } = { howMuch, only, mode, dry, namespace };
    asked.push([words, ...Object.values(typed)]);
    return 0;
  },
});

const message = async (...argv: readonly string[]): Promise<string> => {
  try {
    await pour.read(argv);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return '';
};

const propose = async (...args: readonly string[]): Promise<readonly string[]> => {
  const candidates = await proposeCandidates(readRequest(args, [pour]), [pour], captureIo().io);
  return candidates === 'files' ? [candidates] : candidates.map(({ text }) => text);
};

describe('a flag is declared in one place', () => {
  test('and its value reaches the use case, typed', async () => {
    const line = ['-n', 'shop', 'pour', '-m10', '--only', 'a,b', 'cup', '--only=c', '--mode=slow', '--dry'];
    for (const argv of [line, ['pour']]) {
      const invocation = await pour.read(argv);
      await invocation.run(captureIo().io);
    }
    assert.deepEqual(asked, [
      [['cup'], 10, ['a,b', 'c'], 'slow', true, 'shop'],
      [[], undefined, undefined, undefined, undefined, undefined],
    ]);
  });

  test('wrong values are told in the order of the line, whosever the flags are', async () => {
    assert.match(await message('pour', '--color=no', '-m', 'x'), /^invalid argument "no" for "--color" flag/);
    assert.match(await message('pour', '-m', 'x', '--color=no'), /^invalid argument "x" for "-m, --how-much" flag/);
    assert.match(
      await message('pour', '--mode', 'no', '--nope'),
      /^invalid argument "no" for "--mode" flag: must be one of/,
    );
  });

  test('and completed', async () => {
    assert.deepEqual((await propose('pour', '--')).slice(0, 4), ['--how-much', '--only', '--mode', '--dry']);
    assert.deepEqual(await propose('pour', '--how-much', ''), ['1', '10']);
    assert.deepEqual(await propose('pour', '--how-much='), ['--how-much=1', '--how-much=10']);
    assert.deepEqual(await propose('pour', '-m'), await propose('pour', '-'));
    assert.deepEqual(await propose('pour', '-m1'), ['-m1', '-m10']);
    assert.deepEqual(await propose('pour', '--mode', ''), ['fast', 'slow']);
    assert.deepEqual(await propose('pour', '--dry='), ['--dry=true', '--dry=false']);
    assert.deepEqual(await propose('pour', '--only', ''), []);
  });

  test('and described in the help', async () => {
    const parser = yargs().help('help').version(false).exitProcess(false);
    pour.describe(parser);
    const help = await new Promise<string>((resolve) => {
      void parser.parse(['pour', '--help'], {}, (_error: unknown, _values: unknown, text: string) => resolve(text));
    });
    assert.match(help, /-m, --how-much +How much of it +\[number\]/);
  });

  test('and known before the verb', () => {
    assert.deepEqual(wordsOf(readLine(['-m', '3', '--dry', 'pour', 'x'], [pour])), ['pour', 'x']);
  });
});

describe('the flags of all verbs', () => {
  test('mean the same in each of them, so that they can be read before the verb is known', () => {
    const known = new Map<string, string>();
    for (const command of commands) {
      for (const [name, { type, alias, array }] of Object.entries(command.flags)) {
        const shape = JSON.stringify({ type, alias, array });
        assert.equal(known.get(name) ?? shape, shape, `--${name} of ${command.name}`);
        known.set(name, shape);
      }
    }
  });

  test('have a shorthand each of their own', () => {
    const owners = new Map<string, string>();
    for (const command of commands) {
      for (const [name, { alias }] of Object.entries(command.flags)) {
        if (alias === undefined) continue;
        assert.equal(alias.length, 1);
        assert.equal(owners.get(alias) ?? name, name, `-${alias} of ${command.name}`);
        owners.set(alias, name);
      }
    }
  });
});
