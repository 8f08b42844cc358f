import packageJson from '../../package.json' with { type: 'json' };
import type { GetFlags } from '../../commands/get.ts';
import type { GlobalFlags } from '../cli/global-flags.ts';
import type { Io } from '../cli/io.ts';
import { UsageError } from '../model/errors.ts';
import type { Source } from '../model/source.ts';

/** gwctl's own version. */
export const VERSION: string = packageJson.version;

/**
 * Opens the source that the flags name: files with `--from`, the example with `--demo`, else the cluster of the kubeconfig.
 * @throws CannotRunError when there is none.
 */
export async function openSource(flags: GlobalFlags, io: Io): Promise<Source> {
  const from = flags.from ?? [];
  if (from.length > 0 || flags.demo === true) {
    const { setFlagsFromString } = await import('node:v8');
    // What is parsed is kept, and what is thrown away on the way is small: V8's room for young objects, which grows to 100 MB
    // and more while large files are read, buys nothing. Kept small it costs no time. The process is the program's own here;
    // to the library it is its host's.
    setFlagsFromString('--semi-space-growth-factor=1');
    const source = await openFiles(from, flags, io);
    await noteSkipped(source, (note) => {
      io.writeError(`${note}\n`);
    });
    return source;
  }
  const { openCluster } = await import('../source/live/open-cluster.ts');
  return openCluster(flags, { ...io, signal: io.interrupted() }, VERSION);
}

/** @param from what `--from` names; nothing for the example. */
async function openFiles(from: readonly string[], flags: GlobalFlags, io: Io): Promise<Source> {
  const { complete, namespace } = flags;
  const { readInput, cwd, now } = io;
  if (from.length > 0) {
    const { openFilesSource } = await import('../source/files/files-source.ts');
    return openFilesSource(from, { namespace: namespace ?? 'default', complete, readInput, cwd, now });
  }
  const { DEMO_NAMESPACE, openDemoSource } = await import('../source/files/demo-source.ts');
  return openDemoSource({ namespace: namespace ?? DEMO_NAMESPACE, complete, readInput, cwd, now });
}

/** Notes what the files hold beside objects; nothing is hidden by it. */
export async function noteSkipped(source: Source, note: (text: string) => void): Promise<void> {
  const skipped = source.skipped?.() ?? [];
  if (skipped.length === 0) return;
  const [{ sayOfSkipped }, { escapeControl }] = await Promise.all([
    import('../view/say/skipped.ts'),
    import('../text/escape.ts'),
  ]);
  for (const sentence of sayOfSkipped(skipped)) note(`Note: ${escapeControl(sentence)}`);
}

/** The namespace that is asked for; undefined: all of them. */
export function askedNamespace(
  flags: Pick<GetFlags, 'namespace' | 'allNamespaces'>,
  source: Pick<Source, 'defaultNamespace'>,
): string | undefined {
  return flags.allNamespaces === true ? undefined : (flags.namespace ?? source.defaultNamespace);
}

/**
 * Files and the example can be read, not changed.
 * @throws UsageError when a verb that changes objects is given `--from` or `--demo`.
 */
export function refuseFiles(flags: Pick<GlobalFlags, 'from' | 'demo'>, verb: string): void {
  if (flags.demo === true) throw new UsageError(`${verb} changes a cluster: --demo is only there to look at`);
  if ((flags.from ?? []).length > 0) throw new UsageError(`${verb} changes a cluster: use -f instead of --from`);
}

/**
 * Whether output is coloured: `--color`, else what the environment says (no-color.org, force-color.org, bixense.com/clicolors),
 * else whether it is a terminal.
 */
export function wantsColor(flags: Pick<GlobalFlags, 'color'>, io: Pick<Io, 'env' | 'outIsTerminal'>): boolean {
  if (flags.color === 'always') return true;
  if (flags.color === 'never') return false;
  const { env } = io;
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  // Any value but the empty one, also 0.
  if ((env['FORCE_COLOR'] ?? '') !== '' || !['', '0'].includes(env['CLICOLOR_FORCE'] ?? '')) return true;
  return io.outIsTerminal && env['TERM'] !== 'dumb' && env['CLICOLOR'] !== '0';
}

/** How text for people looks here: its colour, its marks, and on a terminal its width. */
export function pageStyle(
  flags: Pick<GlobalFlags, 'color'>,
  io: Pick<Io, 'env' | 'os' | 'outIsTerminal' | 'columns'>,
): { readonly color: boolean; readonly unicode: boolean; readonly columns: number | undefined } {
  return {
    color: wantsColor(flags, io),
    unicode: wantsUnicode(io),
    columns: io.outIsTerminal ? io.columns : undefined,
  };
}

/** Whether the terminal can show marks such as ✓: UTF-8 in the first set of LC_ALL, LC_CTYPE, LANG; Windows can. */
export function wantsUnicode(io: Pick<Io, 'env' | 'os'>): boolean {
  if (io.os === 'windows') return true;
  const locale = [io.env['LC_ALL'], io.env['LC_CTYPE'], io.env['LANG']].find((value) => (value ?? '') !== '') ?? '';
  return /utf-?8/i.test(locale);
}
