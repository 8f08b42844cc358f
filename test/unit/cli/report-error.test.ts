import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { reportError } from '../../../src/cli/report-error.ts';

function overflow(depth = 0): number {
  return 1 + overflow(depth + 1);
}

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('errors that nobody meant', () => {
  test('an object that is deeper than the stack is data, not a bug', () => {
    let text = '';
    const code = reportError(thrownBy(overflow), { writeError: (line) => (text += line) });
    assert.deepEqual([code, text], [3, 'error: an object is nested too deeply\n']);
  });

  test('an answer that is too long for one text is refused', () => {
    let text = '';
    const code = reportError(
      thrownBy(() => 'x'.repeat(2 ** 28).padEnd(2 ** 30)),
      { writeError: (line) => (text += line) },
    );
    assert.deepEqual([code, text], [3, 'error: the answer is too long to be written: ask for less\n']);
  });

  test('everything else is a bug, other range errors too', () => {
    let text = '';
    const io = { writeError: (line: string) => void (text += line) };
    assert.equal(
      reportError(
        thrownBy(() => 'a'.repeat(-1)),
        io,
      ),
      70,
    );
    assert.match(text, /a bug in gwctl: RangeError/);
  });
});
