import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle, root } from './bundle.ts';
import { containedIn } from './release/contained.ts';
import { makeRelease } from './release/make-release.ts';
import { notesOf } from './release/notes.ts';
import { readRelease } from './release/release.ts';
import { releaseTime } from './release/release-time.ts';

/**
 * Makes everything of a release but the executables, from release.json, package.json, CHANGELOG.md and the executables that
 * `npm run binaries` left in release/bin: archives, checksums, installer, bill of materials, and the files of each channel.
 * With `--tag v1.2.3` it also insists that this is the version, that CHANGELOG.md has its notes, and that `--repository`
 * (where the release is made) is the one of release.json; it then writes the notes into notes.md.
 */
const { values } = parseArgs({
  options: {
    tag: { type: 'string' },
    repository: { type: 'string' },
    bin: { type: 'string', default: join(root, 'release/bin') },
    out: { type: 'string', default: join(root, 'release/out') },
    'check-only': { type: 'boolean' },
  },
});

try {
  const release = await readRelease(root);
  const notes = values.tag === undefined ? undefined : await checkTag(values.tag, release);
  if (values['check-only'] !== true) {
    const [bin, out] = [resolve(values.bin), resolve(values.out)];
    await rm(out, { recursive: true, force: true });
    const written = await makeRelease(
      release,
      { bin, out, seconds: await releaseTime() },
      await containedIn(await bundle(false)),
    );
    if (notes !== undefined) await writeFile(join(out, 'notes.md'), notes);
    process.stdout.write(`${written.join('\n')}\n`);
  }
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function checkTag(tag: string, release: Awaited<ReturnType<typeof readRelease>>): Promise<string> {
  const { version, repository } = release;
  if (tag !== `v${version}`) throw new Error(`the tag is ${tag}, but package.json has version ${version}`);
  if (values.repository !== undefined && values.repository !== repository) {
    throw new Error(
      `this is ${values.repository}, but release.json sends users to ${repository}: npm run release:home ${values.repository}`,
    );
  }
  const notes = notesOf(await readFile(join(root, 'CHANGELOG.md'), 'utf8'), version);
  if (notes === undefined) throw new Error(`CHANGELOG.md has no notes below "## ${version} - DATE"`);
  return notes.text;
}
