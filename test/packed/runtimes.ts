import { ownTarget } from '../../scripts/compile-binary.ts';
import { NODES } from './nodes.ts';
import type { NodeVersion } from './nodes.ts';

/** The single executable, which brings what it runs on. */
export interface Binary {
  readonly name: 'the binary';
  readonly target: NonNullable<ReturnType<typeof ownTarget>>;
}

/** What the program runs on: a Node beside it, or what is inside it. */
export type Runtime = NodeVersion | Binary;

/** The single executable for this machine; undefined where none is made. */
export const BINARY: Binary | undefined = binaryHere();

/** All that the program that ships is tested on. */
export const RUNTIMES: readonly Runtime[] = BINARY === undefined ? NODES : [...NODES, BINARY];

function binaryHere(): Binary | undefined {
  const target = ownTarget();
  return target === undefined ? undefined : { name: 'the binary', target };
}
