import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './bundle.ts';
import { readRelease } from './release/release.ts';

/**
 * `npm run release:home OWNER/NAME` says where the project lives, in release.json and everywhere that names it: package.json, the
 * action, the templates, the documentation and what tests compare with.
 */
const [home = ''] = process.argv.slice(2);
if (!/^[\w.-]+\/[\w.-]+$/.test(home)) {
  process.stderr.write('error: name the repository as OWNER/NAME\n');
  process.exit(1);
}
const { repository, image } = await readRelease(root);
const { stdout } = await promisify(execFile)('git', ['ls-files', '-z'], { cwd: root });
for (const file of stdout.split('\0').filter((name) => /\.(?:json|md|ya?ml|rb|txt|sh)$/.test(name))) {
  const path = join(root, file);
  const text = await readFile(path, 'utf8');
  const moved = text.replaceAll(image, `ghcr.io/${home.toLowerCase()}`).replaceAll(repository, home);
  if (moved !== text) {
    await writeFile(path, moved);
    process.stdout.write(`${file}\n`);
  }
}
