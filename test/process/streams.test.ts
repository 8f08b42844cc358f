import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BINARY, RUNTIMES } from '../packed/runtimes.ts';
import { endOf, runPacked, startPacked } from '../packed/program.ts';
import type { End } from '../packed/program.ts';

const LIST = ['get', 'routes', '-A', '--from', 'examples/shop'];

for (const on of RUNTIMES) {
  describe(`the streams of the process on ${on.name}`, () => {
    for (const args of [LIST, [...LIST, '-o', 'yaml'], ['describe', 'httproutes', '-A', '--from', 'examples/shop']]) {
      test(`who reads closes early: ${args.join(' ')}`, async () => {
        const child = await startPacked(args, { on });
        child.stdout?.destroy();
        const { err, code } = await endOf(child);
        assert.deepEqual([err, code], ['', 0]);
      });
    }

    test('the answer stays what it is when nobody reads it: status --check', async () => {
      const child = await startPacked(['status', '-A', '--check', '--from', 'examples/shop'], { on });
      child.stdout?.destroy();
      assert.deepEqual(await endOf(child), { out: '', err: '', code: 1 });
    });

    if (process.platform === 'linux') {
      test('a full disk is said, and no success', async () => {
        const full = await open('/dev/full', 'w');
        try {
          const { err, code } = await endOf(await startPacked(LIST, { on, stdout: full.fd }));
          assert.equal(err, 'error: cannot write the output: ENOSPC: no space left on device, write\n');
          assert.equal(code, 3);
        } finally {
          await full.close();
        }
      });

      test('a disk that takes only the beginning is no success either', async () => {
        const folder = await mkdtemp(join(tmpdir(), 'gwctl-limit-'));
        try {
          // Blocks of 512 bytes or 1 KiB: less than the answer in both.
          const through = ['sh', '-c', 'ulimit -f 4; exec "$0" "$@" > "$ANSWER"'];
          const env = { ANSWER: join(folder, 'answer.yaml') };
          const { err, code } = await runPacked([...LIST, '-o', 'yaml'], { on, through, env });
          assert.deepEqual([err, code], ['error: cannot write the output: EFBIG: file too large, write\n', 3]);
          assert.ok((await stat(join(folder, 'answer.yaml'))).size > 0);
        } finally {
          await rm(folder, { recursive: true });
        }
      });
    }

    if (process.platform !== 'win32') {
      test('Ctrl-C ends at once what waits for a pipe that nobody writes', async () => {
        const folder = await mkdtemp(join(tmpdir(), 'gwctl-pipe-'));
        try {
          const pipe = join(folder, 'pipe');
          execFileSync('mkfifo', [pipe]);
          // What a shell starts in the background may ignore Ctrl-C, so it is the shell itself that becomes the program.
          const script = '(sleep 1; kill -INT $$) >/dev/null 2>&1 & exec "$0" "$@"';
          // A shell tells by 130 that a signal ended the program, and only then goes on.
          const through = ['sh', '-c', `sh -c '${script}' "$0" "$@"; echo "ended with $?"`];
          const { out } = await runPacked(['get', 'gateways', '--from', pipe], { on, through });
          assert.equal(out, 'ended with 130\n');
        } finally {
          await rm(folder, { recursive: true });
        }
      });

      test('a working folder that was removed hides nothing that is named by a whole path', async () => {
        const folder = await mkdtemp(join(tmpdir(), 'gwctl-gone-'));
        const through = ['sh', '-c', 'cd "$GONE" && rmdir "$GONE" && exec "$0" "$@"'];
        const run = (from: string): Promise<End> =>
          runPacked(['get', 'gateways', '-A', '--from', from], { on, through, env: { GONE: folder } });
        const whole = await run(fileURLToPath(new URL('../../examples/shop', import.meta.url)));
        if (on === BINARY) {
          // bun itself refuses to start there, before a line of ours runs.
          assert.match(whole.err, /^error: The current working directory was deleted/);
          assert.equal(whole.code, 1);
          return;
        }
        assert.deepEqual([whole.err, whole.code], ['', 0]);
        await mkdir(folder);
        assert.deepEqual(await run('shop'), { out: '', err: 'error: the path "shop" does not exist\n', code: 3 });
      });
    }

    test('colour: NO_COLOR wins over FORCE_COLOR without a word, FORCE_COLOR over a pipe', async () => {
      const none = await runPacked(LIST, { on, env: { NO_COLOR: '1', FORCE_COLOR: '1' } });
      assert.deepEqual([none.err, none.code], ['', 0]);
      assert.ok(!none.out.includes('\u001b'));
      const forced = await runPacked(LIST, { on, env: { FORCE_COLOR: '1' } });
      assert.deepEqual([forced.err, forced.code], ['', 0]);
      assert.ok(forced.out.includes('\u001b[32mTrue'));
    });
  });
}
