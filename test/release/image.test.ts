import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { promisify } from 'node:util';
import { pushImage } from '../../scripts/release/image.ts';
import { readList, readPath } from '../../src/model/read.ts';
import { until } from '../support/until.ts';
import { SECONDS } from './sample.ts';
import { standIns } from './stand-ins.ts';
import { findTools } from './tools.ts';

const run = promisify(execFile);
const tools = await findTools();

suite('the image', () => {
  test(
    'is pushed for both processors, for nobody, and pulled back as it was made',
    { skip: typeof tools === 'string' && tools },
    async () => {
      assert.ok(typeof tools !== 'string');
      const { crane } = tools;
      const { release, folder } = await standIns();
      const work = await mkdtemp(join(tmpdir(), 'gwctl-image-'));
      const address = `127.0.0.1:${await freePort()}`;
      const registry = spawn(crane, ['registry', 'serve', `--address=${address}`], { stdio: 'ignore' });
      try {
        const image = `${address}/owner/gwctl`;
        await until(
          () => answers(`http://${address}/v2/`),
          () => 'the registry does not answer',
        );
        const options = {
          bin: join(folder, 'bin'),
          work,
          image,
          base: undefined,
          crane,
          latest: true,
          seconds: SECONDS,
        };
        const digest = await pushImage(release, options);
        assert.match(digest, /^sha256:[0-9a-f]{64}$/);
        assert.equal(await pushImage(release, options), digest, 'made again it is the same');
        const ask = async (...args: readonly string[]): Promise<string> => (await run(crane, args)).stdout.trim();
        assert.equal(await ask('digest', `${image}:latest`), digest);
        const manifests = readList(readPath(JSON.parse(await ask('manifest', `${image}:1.2.3`)), 'manifests'));
        const platforms = manifests.map(
          (each) => `${String(readPath(each, 'platform', 'os'))}/${String(readPath(each, 'platform', 'architecture'))}`,
        );
        assert.deepEqual(platforms, ['linux/amd64', 'linux/arm64']);
        for (const [platform, name] of [
          ['linux/amd64', 'linux-x64'],
          ['linux/arm64', 'linux-arm64'],
        ] as const) {
          const config: unknown = JSON.parse(await ask('config', `--platform=${platform}`, `${image}:1.2.3`));
          assert.deepEqual(readPath(config, 'config', 'Entrypoint'), ['/usr/local/bin/gwctl']);
          assert.equal(readPath(config, 'config', 'User'), '65532:65532');
          assert.equal(readPath(config, 'config', 'Labels', 'org.opencontainers.image.version'), '1.2.3');
          assert.equal(`${String(readPath(config, 'os'))}/${String(readPath(config, 'architecture'))}`, platform);
          const tarball = join(work, 'pulled.tar');
          await ask('pull', `--platform=${platform}`, `${image}:1.2.3`, tarball);
          assert.match((await run(crane, ['validate', `--tarball=${tarball}`])).stdout, /PASS/);
          const files = join(work, `${name}-files.tar`);
          await ask('export', `--platform=${platform}`, `${image}:1.2.3`, files);
          await run('tar', ['-xf', files, '-C', work]);
          assert.match(await readFile(join(work, 'usr/local/bin/gwctl'), 'utf8'), new RegExp(`# ${name}\n$`));
          assert.equal((await run(join(work, 'usr/local/bin/kubectl-gw'), ['x'])).stdout, 'kubectl-gw x\n');
          assert.match(await readFile(join(work, 'usr/share/doc/gwctl/THIRD_PARTY_NOTICES'), 'utf8'), /JavaScriptCore/);
        }
      } finally {
        registry.kill();
        await rm(work, { recursive: true, force: true });
      }
    },
  );
});

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  server.close();
  await once(server, 'close');
  return address.port;
}
