import type { ObjectRef } from '../model/ref.ts';

/** Who runs a command, and what makes it read the same source: ` --from shop.yaml`. */
export interface CommandScope {
  readonly program: string;
  readonly source: string;
}

/** The command that describes an object: `gwctl describe httproute/cart -n shop`. */
export function describeCommand(ref: ObjectRef, { program, source }: CommandScope): string {
  const namespace = ref.namespace === undefined ? '' : ` -n ${ref.namespace}`;
  return `${program} describe ${ref.kind.toLowerCase()}/${ref.name}${namespace}${source}`;
}
