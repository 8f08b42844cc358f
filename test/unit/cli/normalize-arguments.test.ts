import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FlagTable } from '../../../src/cli/flag.ts';
import { normalizeArguments } from '../../../src/cli/normalize-arguments.ts';
import { UsageError } from '../../../src/model/errors.ts';

const TABLE = {
  output: { alias: 'o', type: 'string', completes: 'none', describe: '' },
  namespace: { alias: 'n', type: 'string', completes: 'none', describe: '' },
  'all-namespaces': { alias: 'A', type: 'boolean', describe: '' },
  selector: { alias: 'l', type: 'string', completes: 'none', describe: '' },
  'label-columns': { alias: 'L', type: 'string', array: true, completes: 'none', describe: '' },
  color: { type: 'string', choices: ['auto', 'never'], describe: '' },
  'chunk-size': { type: 'number', completes: 'none', describe: '' },
  v: { type: 'number', completes: 'none', describe: '' },
} as const satisfies FlagTable;

function flagsOf(...argv: readonly string[]): object {
  return normalizeArguments(argv, TABLE).flags;
}

function message(...argv: readonly string[]): string {
  try {
    flagsOf(...argv);
  } catch (error) {
    assert.ok(error instanceof UsageError);
    return error.message;
  }
  return 'no error';
}

describe('the spellings of pflag', () => {
  test('shorthands: joined, with an equals sign, with a blank, several booleans and a last value', () => {
    assert.deepEqual(flagsOf('-ojson'), { output: 'json' });
    assert.deepEqual(flagsOf('-o=json'), { output: 'json' });
    assert.deepEqual(flagsOf('-o', 'json'), { output: 'json' });
    assert.deepEqual(flagsOf('-l='), { selector: '=' });
    assert.deepEqual(flagsOf('-Al', 'a=b'), { allNamespaces: true, selector: 'a=b' });
  });

  test('words may stand anywhere, and everything behind -- is a word', () => {
    const { words, flags } = normalizeArguments(['get', '-n', 'shop', 'gtw', '--', '-A'], TABLE);
    assert.deepEqual([words, flags], [['get', 'gtw', '-A'], { namespace: 'shop' }]);
  });

  test('the last of a flag counts, a list keeps all', () => {
    assert.deepEqual(flagsOf('-n', 'a', '--namespace=b'), { namespace: 'b' });
    assert.deepEqual(flagsOf('-L', 'a', '-L', 'b'), { labelColumns: ['a', 'b'] });
  });

  test('an empty text is as if the flag were not there', () => {
    assert.deepEqual(flagsOf('--namespace='), {});
    assert.deepEqual(flagsOf('-n', '', '-o', ''), {});
    assert.deepEqual(flagsOf('-n', 'a', '-n', ''), {});
  });

  test('quotes and blanks are part of a value', () => {
    assert.deepEqual(flagsOf('-l', "''", '--namespace="a"'), { selector: "''", namespace: '"a"' });
    assert.deepEqual(flagsOf('-l', ' ', "-L'a'"), { selector: ' ', labelColumns: ["'a'"] });
  });

  test('numbers are numbers, booleans are booleans', () => {
    assert.deepEqual(flagsOf('-v=6', '-A=F', '--chunk-size', '0'), { v: 6, allNamespaces: false, chunkSize: 0 });
  });

  test('wrong values, in the words of pflag', () => {
    assert.equal(message('--nope'), 'unknown flag: --nope');
    assert.equal(message('-A='), "unknown shorthand flag: '=' in -A=");
    assert.equal(message('-x'), "unknown shorthand flag: 'x' in -x");
    assert.equal(message('--namespace'), 'flag needs an argument: --namespace');
    assert.equal(
      message('--chunk-size=x'),
      'invalid argument "x" for "--chunk-size" flag: strconv.ParseInt: parsing "x": invalid syntax',
    );
    assert.equal(
      message('-A=maybe'),
      'invalid argument "maybe" for "-A, --all-namespaces" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
    );
    assert.equal(message('--color='), 'invalid argument "" for "--color" flag: must be one of auto, never');
  });
});
