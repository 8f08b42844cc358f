import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { captureIo } from '../support/captured-io.ts';
import { loadPackedMain, runPacked } from './program.ts';
import type { End } from './program.ts';
import { BINARY } from './runtimes.ts';

/** What the single executable is compared in, and what else both sides leave behind. */
export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  /** What a server, proxy or plugin saw since the last call. */
  readonly seen?: () => unknown;
}

/**
 * Asserts that the single executable writes, returns and sends what the packed program does under Node, in this process.
 * @returns what it wrote and returned; undefined where there is none for this machine.
 */
export async function assertBinaryAgrees(
  args: readonly string[],
  { env = {}, seen }: Surroundings = {},
): Promise<End | undefined> {
  if (BINARY === undefined) return undefined;
  const whole = { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', ...env };
  const main = await loadPackedMain();
  // Each has a home of its own, where the other has left nothing that saves a question.
  const homes = await Promise.all([0, 1].map(() => mkdtemp(join(tmpdir(), 'gwctl-home-'))));
  const [HOME = '', other = ''] = homes;
  try {
    const { io, written } = captureIo({ env: { HOME, ...whole }, now: Date.now, cwd: process.cwd() });
    await seen?.();
    const code = await main(args, io);
    const expected = { ...written, code, seen: await seen?.() };
    const end = await runPacked(args, { on: BINARY, env: { HOME: other, ...whole }, cwd: process.cwd() });
    assert.deepEqual(timeless({ ...end, seen: await seen?.() }), timeless(expected), args.join(' '));
    return end;
  } finally {
    for (const home of homes) await rm(home, { recursive: true, force: true });
  }
}

/** Of an expired certificate the time of the look at it is said. */
function timeless<Value extends { readonly err: string }>(value: Value): Value {
  return { ...value, err: value.err.replace(/current time \S+ is/, 'current time TIME is') };
}
