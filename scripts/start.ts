import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The main job on the bundled example: what is there, and why one route does not work as its owner meant. */
const TOUR = [
  'get gateways,listenersets,routes -A --from examples/shop',
  'get policies -A --from examples/shop',
  'describe httproute checkout -n shop --from examples/shop',
];

// A pager or `head` may have seen enough.
process.stdout.once('error', () => process.exit());

for (const line of TOUR) {
  process.stdout.write(`$ gwctl ${line}\n`);
  const { status } = spawnSync(process.execPath, ['bin/gwctl.js', ...line.split(' ')], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  process.stdout.write('\n');
}
process.stdout.write(`Try more of it: node bin/gwctl.js --help\n`);
