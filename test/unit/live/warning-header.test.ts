import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseWarningHeader } from '../../../src/source/live/warning-header.ts';

test('Warning headers are read as client-go reads them', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['299 - "text"', ['text']],
    ['  299 agent/1 "a" "Wed, 21 Oct 2015 07:28:00 GMT"  ', ['a']],
    ['299 - "a", 299 - "b" "date" , 199 x "c"', ['a', 'b', 'c']],
    ['299 - "say \\"hi\\" and \\\\"', ['say "hi" and \\']],
    ['299 - "=?utf-8?q?caf=C3=A9_au_lait?="', ['café au lait']],
    ['299 - "=?utf-8?b?Y2Fmw6k=?="', ['café']],
    ['299 - "good", rubbish', ['good']],
    ['299 - "good" x', []],
    ['299 - "open', []],
    ['99 - "code"', []],
    ['299 "no agent"', []],
    ['299 - "control\u0007"', []],
    ['', []],
  ];
  for (const [header, texts] of cases) assert.deepEqual(parseWarningHeader(header), texts, header);
});
