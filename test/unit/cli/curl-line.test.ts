import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { FlagTable } from '../../../src/cli/flag.ts';
import { translateCurl } from '../../../src/cli/curl-line.ts';

const table: FlagTable = {
  from: { type: 'string', array: true, completes: 'files', describe: '' },
  all: { type: 'boolean', describe: '' },
};

/** A line of curl in the words of the verb. */
function translate(...words: readonly string[]): readonly string[] {
  return translateCurl(['trace', 'curl', ...words], table).slice(1);
}

const URL_A = 'http://a.com/x';

suite("curl's own words", () => {
  for (const [words, expected] of [
    [[URL_A], [URL_A]],
    [
      ['-X', 'PUT', URL_A],
      [URL_A, '--request', 'PUT'],
    ],
    [
      ['-XPUT', URL_A],
      [URL_A, '--request', 'PUT'],
    ],
    [
      ['-sSkL', '-H', 'A: b', '--header', 'C: d', URL_A],
      [URL_A, '--header', 'A: b', '--header', 'C: d'],
    ],
    [
      ['-d', 'a=b', URL_A],
      [URL_A, '--request', 'POST', '--header', 'content-type: application/x-www-form-urlencoded'],
    ],
    [['-G', '-d', 'a=b', '--data-urlencode', 'c=d', `${URL_A}?e=f`], [`${URL_A}?e=f&a=b&c=d`]],
    [
      ['--json', '{}', URL_A],
      [
        URL_A,
        '--request',
        'POST',
        '--header',
        'content-type: application/json',
        '--header',
        'accept: application/json',
      ],
    ],
    [
      ['-H', 'Content-Type: text/plain', '-d', 'x', URL_A],
      [URL_A, '--request', 'POST', '--header', 'Content-Type: text/plain'],
    ],
    [
      ['-I', URL_A],
      [URL_A, '--request', 'HEAD'],
    ],
    [
      ['-T', 'file', URL_A],
      [URL_A, '--request', 'PUT'],
    ],
    [
      ['-u', 'me:secret', '-A', 'agent', '-b', 'c=1', URL_A],
      [
        URL_A,
        '--header',
        'authorization: Basic bWU6c2VjcmV0',
        '--header',
        'user-agent: agent',
        '--header',
        'cookie: c=1',
      ],
    ],
    [
      ['--resolve', 'a.com:80:1.2.3.4', URL_A],
      [URL_A, '--resolve', 'a.com:80:1.2.3.4'],
    ],
    [['-o', 'file', '--cacert', 'ca', '-m', '3', '--compressed', '--http2', URL_A], [URL_A]],
    // What curl does not have is the verb's; a pasted command keeps the ends of its lines.
    [
      ['\\', URL_A, '--from', 'x.yaml', '\\', '--all'],
      [URL_A, '--from', 'x.yaml', '--all'],
    ],
  ] as const) {
    test(words.join(' '), () => assert.deepEqual(translate(...words), expected));
  }

  test('a flag that neither knows, and one without its value, are errors', () => {
    assert.throws(() => translate('--nope', URL_A), { message: 'unknown flag of curl: --nope' });
    assert.throws(() => translate('-?', URL_A), { message: 'unknown flag of curl: -? in -?' });
    assert.throws(() => translate(URL_A, '-H'), { message: 'flag of curl needs an argument: -H' });
  });

  test('a line without curl stays as it is', () => {
    assert.deepEqual(translateCurl(['trace', URL_A], table), ['trace', URL_A]);
  });
});
