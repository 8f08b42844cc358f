import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const LIST = ['get', 'routes', '-A', '--from', 'examples/shop'];
// What a program needs of the environment to run at all, and nothing that speaks of colours.
const { PATH, SystemRoot } = process.env;

/** Starts the built program as a shell would. @param out a file descriptor; else its output is a pipe. */
function start(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  out: number | 'pipe' = 'pipe',
): ReturnType<typeof spawn> {
  return spawn(process.execPath, [join(root, 'bin', 'gwctl.js'), ...args], {
    cwd: root,
    env: { PATH, SystemRoot, ...env },
    stdio: ['ignore', out, 'pipe'],
  });
}

interface End {
  readonly out: string;
  readonly err: string;
  readonly code: number | null;
}

async function endOf(child: ReturnType<typeof spawn>): Promise<End> {
  const { promise: code, resolve } = Promise.withResolvers<number | null>();
  child.once('close', resolve);
  const read = async (stream: typeof child.stdout): Promise<string> => (stream === null ? '' : text(stream));
  const [out, err] = await Promise.all([read(child.stdout), read(child.stderr)]);
  return { out, err, code: await code };
}

describe('the streams of the process', () => {
  for (const args of [LIST, [...LIST, '-o', 'yaml'], ['describe', 'httproutes', '-A', '--from', 'examples/shop']]) {
    test(`who reads closes early: ${args.join(' ')}`, async () => {
      const child = start(args);
      child.stdout?.destroy();
      const { promise: code, resolve } = Promise.withResolvers<number | null>();
      child.once('close', resolve);
      assert.equal(child.stderr === null ? '' : await text(child.stderr), '');
      assert.equal(await code, 0);
    });
  }

  if (process.platform === 'linux') {
    test('a full disk is said, and no success', async () => {
      const full = await open('/dev/full', 'w');
      try {
        const { err, code } = await endOf(start(LIST, {}, full.fd));
        assert.equal(err, 'error: cannot write the output: ENOSPC: no space left on device, write\n');
        assert.equal(code, 3);
      } finally {
        await full.close();
      }
    });
  }

  test('colour: NO_COLOR wins over FORCE_COLOR without a word, FORCE_COLOR over a pipe', async () => {
    const none = await endOf(start(LIST, { NO_COLOR: '1', FORCE_COLOR: '1' }));
    assert.deepEqual([none.err, none.code], ['', 0]);
    assert.ok(!none.out.includes('\u001b'));
    const forced = await endOf(start(LIST, { FORCE_COLOR: '1' }));
    assert.deepEqual([forced.err, forced.code], ['', 0]);
    assert.ok(forced.out.includes('\u001b[32mTrue'));
  });

  test('as the plugin of kubectl it calls itself kubectl gw', async () => {
    const child = spawn(process.execPath, [join(root, 'bin', 'kubectl-gw.js'), '--help'], {
      env: { PATH, SystemRoot },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { out, err, code } = await endOf(child);
    assert.match(out, /^Usage: kubectl gw COMMAND \[flags\]$/m);
    assert.deepEqual([err, code], ['', 0]);
  });
});
