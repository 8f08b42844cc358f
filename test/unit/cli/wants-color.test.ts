import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wantsColor } from '../../../src/app/scope.ts';
import type { GlobalFlags } from '../../../src/cli/global-flags.ts';

type Case = readonly [
  env: Readonly<Record<string, string>>,
  outIsTerminal: boolean,
  color: GlobalFlags['color'],
  wanted: boolean,
];

describe('colour', () => {
  const cases: readonly Case[] = [
    [{}, true, undefined, true],
    [{}, false, undefined, false],
    [{}, true, 'auto', true],
    [{ TERM: 'dumb' }, true, undefined, false],
    [{ CLICOLOR: '0' }, true, undefined, false],
    [{ CLICOLOR: '1' }, false, undefined, false],
    [{ CLICOLOR_FORCE: '1' }, false, undefined, true],
    [{ CLICOLOR_FORCE: '0' }, false, undefined, false],
    [{ CLICOLOR_FORCE: '' }, false, undefined, false],
    [{ CLICOLOR_FORCE: '1', CLICOLOR: '0' }, false, undefined, true],
    [{ FORCE_COLOR: '1' }, false, undefined, true],
    [{ FORCE_COLOR: '0' }, false, undefined, true],
    [{ FORCE_COLOR: '' }, false, undefined, false],
    [{ NO_COLOR: '1' }, true, undefined, false],
    [{ NO_COLOR: '' }, true, undefined, true],
    [{ NO_COLOR: '1', FORCE_COLOR: '1', CLICOLOR_FORCE: '1' }, true, undefined, false],
    [{ NO_COLOR: '1' }, false, 'always', true],
    [{ FORCE_COLOR: '1' }, true, 'never', false],
  ];
  for (const [env, outIsTerminal, color, wanted] of cases) {
    const where = outIsTerminal ? 'on a terminal' : 'in a pipe';
    it(`${wanted ? 'yes' : 'no'} ${where}, ${JSON.stringify(env)}, --color ${color ?? 'not given'}`, () => {
      assert.equal(wantsColor({ color }, { env, outIsTerminal }), wanted);
    });
  }
});
