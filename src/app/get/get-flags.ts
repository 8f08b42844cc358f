import type { Io } from '../../cli/io.ts';
import { UsageError } from '../../model/errors.ts';
import type { ScopeFlags } from '../scope.ts';

/** The flags of `get` as its command declares them. */
export interface GetFlags extends ScopeFlags {
  readonly output?: string | undefined;
  readonly allNamespaces?: boolean | undefined;
  readonly selector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  readonly ignoreNotFound?: boolean | undefined;
  readonly chunkSize?: number | undefined;
  readonly noHeaders?: boolean | undefined;
  readonly showLabels?: boolean | undefined;
  readonly labelColumns?: readonly (string | number)[] | undefined;
  readonly sortBy?: string | undefined;
  readonly showKind?: boolean | undefined;
  readonly showManagedFields?: boolean | undefined;
  readonly subresource?: string | undefined;
  readonly template?: string | undefined;
}

/**
 * Refuses combinations that make no sense, in kubectl's words, before anything is read.
 * @throws UsageError
 */
export function checkFlags(flags: GetFlags): void {
  const output = flags.output ?? '';
  if (flags.showLabels === true && output !== '' && output !== 'wide') {
    throw new UsageError(`--show-labels option cannot be used with ${output} printer`);
  }
  if (flags.chunkSize !== undefined && flags.chunkSize < 0) {
    throw new UsageError('--chunk-size must be 0 or more');
  }
}

/** The labels of `-L`, which may be repeated and hold several with commas between. */
export function labelColumns(flags: Pick<GetFlags, 'labelColumns'>): readonly string[] {
  return (flags.labelColumns ?? []).flatMap((value) => String(value).split(',')).filter((label) => label !== '');
}

/** What every step of `get` needs: where to write, and what the user asked of the output. */
export interface GetRun {
  readonly io: Io;
  readonly flags: GetFlags;
}
