import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from './bundle.ts';
import { TARGETS, compileBinary, isTarget } from './compile-binary.ts';

/**
 * Makes the single executables of the built program: `release/bin/linux-x64/gwctl` and so on. Arguments are names of targets;
 * without any, all of them. Two builds of the same dist/ are byte-equal.
 */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !isTarget(name));
if (unknown.length > 0) {
  process.stderr.write(`error: unknown target ${unknown.join(', ')}; there are ${Object.keys(TARGETS).join(', ')}\n`);
  process.exit(1);
}
for (const target of Object.keys(TARGETS).filter(isTarget)) {
  if (wanted.length > 0 && !wanted.includes(target)) continue;
  const file = join(root, 'release/bin', target, TARGETS[target].file);
  await rm(dirname(file), { recursive: true, force: true });
  await compileBinary(root, target, file);
  process.stdout.write(`release/bin/${target}/${TARGETS[target].file}\n`);
}
