import { fileURLToPath } from 'node:url';

/** A Node that the README promises to run on. */
export interface NodeVersion {
  /** Its major version. */
  readonly major: string;
  /** The folder of the program `node`. */
  readonly folder: string;
}

/** Every major version of Node that gwctl supports, the oldest first. */
export const NODES: readonly NodeVersion[] = ['22', '24', '26'].map((major) => {
  // The one that runs the project's own scripts has the plain name.
  const name = major === '24' ? 'node' : `node-${major}`;
  return { major, folder: fileURLToPath(new URL(`../../node_modules/${name}/bin/`, import.meta.url)) };
});
