import { fileURLToPath } from 'node:url';

/** A Node that the README promises to run on. */
export interface NodeVersion {
  /** For the names of tests. */
  readonly name: string;
  /** Its major version. */
  readonly major: string;
  /** The folder of the program `node`. */
  readonly folder: string;
}

/** Every major version of Node that gwctl supports, the oldest first. The one of the project's own scripts has the plain name. */
export const NODES: readonly [oldest: NodeVersion, projects: NodeVersion, ...newer: readonly NodeVersion[]] = [
  nodeOf('22', 'node-22'),
  nodeOf('24', 'node'),
  nodeOf('26', 'node-26'),
];

function nodeOf(major: string, installed: string): NodeVersion {
  const folder = fileURLToPath(new URL(`../../node_modules/${installed}/bin/`, import.meta.url));
  return { name: `Node ${major}`, major, folder };
}
