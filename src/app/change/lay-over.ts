import type { Io } from '../../cli/io.ts';
import { UsageError } from '../../model/errors.ts';
import type { Source } from '../../model/source.ts';
import { overlay, withoutObjects } from '../../world/overlay.ts';
import { buildKustomization } from '../manifest-input.ts';

/** A change that is not made. */
export interface ChangeFlags {
  readonly filename?: readonly string[] | undefined;
  readonly kustomize?: string | undefined;
  /** Whether the objects that are named are removed, in place of being applied. */
  readonly delete?: boolean | undefined;
}

/** Whether a change is named. @throws UsageError for `--delete` without one. */
export function namesChange({ filename = [], kustomize, delete: removes }: ChangeFlags): boolean {
  const isNamed = filename.length > 0 || kustomize !== undefined;
  if (removes === true && !isNamed) throw new UsageError('--delete removes what -f or -k names');
  return isNamed;
}

/**
 * The source with the change of `-f` and `-k` laid over it; the source itself where there is none.
 * @throws CannotRunError when the change cannot be read.
 */
export async function layOver(source: Source, flags: ChangeFlags, io: Io): Promise<Source> {
  if (!namesChange(flags)) return source;
  const { filename = [], kustomize, delete: removes } = flags;
  const { openFilesSource, openInputs } = await import('../../source/files/files-source.ts');
  const { readInput, cwd, now } = io;
  const options = { namespace: source.defaultNamespace, readInput, cwd, now };
  const lay = removes === true ? withoutObjects : overlay;
  let laid = source;
  if (filename.length > 0) laid = lay(laid, await openFilesSource(filename, options));
  if (kustomize !== undefined) {
    const bytes = Buffer.from(await buildKustomization(kustomize, io), 'utf8');
    const input = { name: kustomize, path: undefined, isRegular: false, bytes };
    laid = lay(laid, await openInputs({ inputs: [input], gaps: [], skipped: [] }, [kustomize], options));
  }
  return laid;
}
