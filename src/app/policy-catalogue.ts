import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Io } from '../cli/io.ts';
import { CannotRunError, messageOf } from '../model/errors.ts';
import { fieldText } from '../model/field-reader.ts';
import type { CatalogueEntry } from '../policy/catalogue-entry.ts';
import { readCatalogue } from '../policy/user-catalogue.ts';
import { escapeControl } from '../text/escape.ts';
import type { GlobalFlags } from '../cli/global-flags.ts';

/** Gives the user's own catalogue of policies; read when it is first asked for. */
export type LearnEntries = () => Promise<readonly CatalogueEntry[]>;

/** The user's catalogue as `--policy-catalogue` and the configuration folder name it. @throws CannotRunError when asked */
export function learnFrom(
  flags: Pick<GlobalFlags, 'policyCatalogue'>,
  io: Pick<Io, 'cwd' | 'env' | 'writeError'>,
): LearnEntries {
  let entries: Promise<readonly CatalogueEntry[]> | undefined;
  return () => {
    entries ??= loadPolicyCatalogue(flags.policyCatalogue ?? [], io);
    return entries;
  };
}

/**
 * The user's own catalogue of policy kinds: every `*.yaml`, `*.yml` and `*.json` of
 * `$XDG_CONFIG_HOME/gwctl/policy-catalogue` (`~/.config/…`), then the files named by `--policy-catalogue`, which win.
 * A fault in a named file ends the run; one in the folder is warned of and costs only its entry.
 * @throws CannotRunError `error: FILE:LINE: …`.
 */
export async function loadPolicyCatalogue(
  files: readonly string[],
  io: Pick<Io, 'cwd' | 'env' | 'writeError'>,
): Promise<readonly CatalogueEntry[]> {
  const entries: CatalogueEntry[] = [];
  for (const file of await listFolder(io.env)) {
    const { found, faults } = await readFileEntries(file);
    for (const fault of faults) io.writeError(`Warning: ${escapeControl(fault)}\n`);
    entries.push(...found);
  }
  for (const file of files) {
    const { found, faults } = await readFileEntries(resolve(io.cwd, file));
    if (faults.length > 0) throw new CannotRunError(faults.map((fault) => `error: ${fault}`).join('\n'));
    entries.push(...found);
  }
  return entries;
}

async function listFolder(env: Io['env']): Promise<readonly string[]> {
  const home = env['HOME'] ?? env['USERPROFILE'];
  const config = env['XDG_CONFIG_HOME'] ?? '';
  const base = config !== '' ? config : home === undefined || home === '' ? undefined : join(home, '.config');
  if (base === undefined) return [];
  const folder = join(base, 'gwctl', 'policy-catalogue');
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => /\.(ya?ml|json)$/.test(name))
      .toSorted()
      .map((name) => join(folder, name));
  } catch {
    // No folder is the rule; one that cannot be read is as good as none.
    return [];
  }
}

interface FileEntries {
  readonly found: readonly CatalogueEntry[];
  /** `FILE:LINE: path message`. */
  readonly faults: readonly string[];
}

async function readFileEntries(file: string): Promise<FileEntries> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return { found: [], faults: [`${file}: ${messageOf(error)}`] };
  }
  const { LineCounter, isNode, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const message = broken.code === 'MULTIPLE_DOCS' ? 'a second document: one is expected' : broken.message;
    return { found: [], faults: [`${file}:${lines.linePos(broken.pos[0]).line}: ${message}`] };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    // Aliases without their anchor, or so many that they would fill the memory.
    return { found: [], faults: [`${file}: ${messageOf(error)}`] };
  }
  const { entries, faults } = readCatalogue(value, file);
  const lineOf = (path: readonly (string | number)[]): number => {
    // The field itself, or where it is absent the nearest that is there.
    for (let length = path.length; length > 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range !== undefined && node.range !== null) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  return {
    found: entries,
    faults: faults.map(({ path, message }) => `${file}:${lineOf(path)}: ${fieldText(path)} ${message}`),
  };
}
