import { fileURLToPath } from 'node:url';

/** A Node that the README promises to run on. */
export interface NodeVersion {
  /** Its major version. */
  readonly major: string;
  /** The folder of the program `node`. */
  readonly folder: string;
}

/** Every major version of Node that gwctl supports, the oldest first. The one of the project's own scripts has the plain name. */
export const NODES: readonly [oldest: NodeVersion, projects: NodeVersion, ...newer: readonly NodeVersion[]] = [
  { major: '22', folder: folderOf('node-22') },
  { major: '24', folder: folderOf('node') },
  { major: '26', folder: folderOf('node-26') },
];

function folderOf(name: string): string {
  return fileURLToPath(new URL(`../../node_modules/${name}/bin/`, import.meta.url));
}
