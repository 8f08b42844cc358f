import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FlagTable } from '../../../src/cli/flag.ts';
import { readArguments } from '../../../src/cli/read-arguments.ts';
import type { Piece } from '../../../src/cli/read-arguments.ts';

const TABLE: FlagTable = {
  output: { alias: 'o', type: 'string', completes: 'none', describe: '' },
  namespace: { alias: 'n', type: 'string', completes: 'none', describe: '' },
  'all-namespaces': { alias: 'A', type: 'boolean', describe: '' },
  watch: { alias: 'w', type: 'boolean', describe: '' },
  v: { type: 'number', completes: 'none', describe: '' },
};

/** A piece in short: `word get`, `output=json` and in brackets what stands before the value, `--`, `wrong: …`. */
function show(piece: Piece): string {
  switch (piece.kind) {
    case 'word':
      return `word ${piece.text}`;
    case 'end':
      return '--';
    case 'wrong':
      return `wrong: ${piece.message}`;
    case 'flag':
      return `${piece.name}=${piece.value}${piece.before === undefined ? '' : ` (${piece.before})`}`;
  }
}

const lines: readonly (readonly [line: string, ...pieces: readonly string[]])[] = [
  ['get gateways', 'word get', 'word gateways'],
  // pflag: with and without an equals sign, long and short.
  ['--output json', 'output=json ()'],
  ['--output=json', 'output=json (--output=)'],
  ['--output=', 'output= (--output=)'],
  ['--output=a=b', 'output=a=b (--output=)'],
  ['-o json', 'output=json ()'],
  ['-ojson', 'output=json (-o)'],
  ['-o=json', 'output=json (-o=)'],
  ['-o=', 'output== (-o)'],
  ['-o --watch', 'output=--watch ()'],
  ['-o -- -n', 'output=-- ()', "wrong: flag needs an argument: 'n' in -n"],
  ['-v6 --v=7 -v 8', 'v=6 (-v)', 'v=7 (--v=)', 'v=8 ()'],
  // Switches take no argument of their own, but a value behind an equals sign.
  ['-A shop', 'all-namespaces=true', 'word shop'],
  ['--watch false', 'watch=true', 'word false'],
  ['--watch=false', 'watch=false (--watch=)'],
  ['-A=f', 'all-namespaces=f (-A=)'],
  // Clusters: switches, then one that takes the rest.
  ['-Aw', 'all-namespaces=true', 'watch=true'],
  ['-Awn shop', 'all-namespaces=true', 'watch=true', 'namespace=shop ()'],
  ['-Anshop', 'all-namespaces=true', 'namespace=shop (-An)'],
  ['-Aw=t', 'all-namespaces=true', 'watch=t (-Aw=)'],
  // Words.
  ['-', 'word -'],
  ['get -- -A --output', 'word get', '--', 'word -A', 'word --output'],
  ['-- --', '--', 'word --'],
  // What is wrong is told, and reading goes on.
  ['--nope x', 'wrong: unknown flag: --nope', 'word x'],
  ['--nope=x y', 'wrong: unknown flag: --nope', 'word y'],
  ['--__proto__ --constructor=x', 'wrong: unknown flag: --__proto__', 'wrong: unknown flag: --constructor'],
  ['-xA y', "wrong: unknown shorthand flag: 'x' in -xA", 'word y'],
  ['-Ax', 'all-namespaces=true', "wrong: unknown shorthand flag: 'x' in -Ax"],
  ['--output', 'wrong: flag needs an argument: --output'],
  ['-Ao', 'all-namespaces=true', "wrong: flag needs an argument: 'o' in -Ao"],
];

describe('arguments are read as pflag reads them', () => {
  for (const [line, ...pieces] of lines) {
    test(line, () => {
      assert.deepEqual([...readArguments(line.split(' '), TABLE)].map(show), pieces);
    });
  }

  test('an empty argument is a word, and a value', () => {
    assert.deepEqual([...readArguments(['', '-o', ''], TABLE)].map(show), ['word ', 'output= ()']);
  });
});
