import { UsageError } from '../model/errors.ts';

/** How far a writing verb goes: `client` asks nothing to be written, `server` lets the server check and keep nothing. */
export type DryRun = 'none' | 'client' | 'server';

/**
 * Reads `--dry-run` as kubectl does.
 * @throws UsageError in kubectl's words.
 */
export function readDryRun(value: string | undefined): DryRun {
  if (value === undefined || value === 'none') return 'none';
  if (value === 'client' || value === 'server') return value;
  throw new UsageError(`Invalid dry-run value (${value}). Must be "none", "server", or "client".`);
}

/** What is said behind an outcome that did not happen. */
export function dryRunSuffix(dryRun: DryRun): string {
  if (dryRun === 'none') return '';
  return dryRun === 'client' ? ' (dry run)' : ' (server dry run)';
}
