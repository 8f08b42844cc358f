import type { GetFlags } from '../../../commands/get.ts';
import type { Io } from '../../cli/io.ts';
import { UsageError } from '../../model/errors.ts';

/** Whether the list is to be followed. */
export function isWatching({ watch, watchOnly }: Pick<GetFlags, 'watch' | 'watchOnly'>): boolean {
  return watch === true || watchOnly === true;
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
  if (flags.outputWatchEvents === true && !isWatching(flags)) {
    throw new UsageError('--output-watch-events option can only be used with --watch or --watch-only');
  }
  if (isWatching(flags) && (flags.for !== undefined || output === 'graph')) {
    throw new UsageError(`--watch cannot be used with ${output === 'graph' ? '-o graph' : '--for'}`);
  }
  // A watch gives the objects themselves: a Scale would never change.
  if (isWatching(flags) && !['', 'status'].includes(flags.subresource ?? '')) {
    throw new UsageError(`--watch cannot follow the subresource ${flags.subresource}`);
  }
  if (flags.chunkSize !== undefined && flags.chunkSize < 0) {
    throw new UsageError('--chunk-size must be 0 or more');
  }
}

/** The labels of `-L`, which may be repeated and hold several with commas between. */
export function labelColumns(flags: Pick<GetFlags, 'labelColumns'>): readonly string[] {
  return (flags.labelColumns ?? []).flatMap((value) => value.split(',')).filter((label) => label !== '');
}

/** What every step of `get` needs: where to write, and what the user asked of the output. */
export interface GetRun {
  readonly io: Io;
  readonly flags: GetFlags;
}
