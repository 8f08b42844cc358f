import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './bundle.ts';
import { pushImage } from './release/image.ts';
import { readRelease } from './release/release.ts';
import { releaseTime } from './release/release-time.ts';

/**
 * Pushes the image of the version from the executables in release/bin, for every processor of Linux, and prints the digest of its
 * index. `--base ''` puts it upon nothing; `--latest` also moves the tag `latest`.
 */
const release = await readRelease(root);
const { values } = parseArgs({
  options: {
    bin: { type: 'string', default: join(root, 'release/bin') },
    image: { type: 'string', default: release.image },
    base: { type: 'string', default: release.base },
    crane: { type: 'string', default: 'crane' },
    latest: { type: 'boolean', default: false },
  },
});
const work = await mkdtemp(join(tmpdir(), 'gwctl-image-'));
try {
  const digest = await pushImage(release, {
    bin: resolve(values.bin),
    work,
    image: values.image,
    base: values.base === '' ? undefined : values.base,
    crane: values.crane,
    latest: values.latest,
    seconds: await releaseTime(),
  });
  process.stdout.write(`${digest}\n`);
} finally {
  await rm(work, { recursive: true, force: true });
}
