import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Gap } from '../../model/gap.ts';
import { isRecord, readNumber, readPath, readRecord, readRecords, readString, readStrings } from '../../model/read.ts';
import type { ResourceCatalog, ResourceType } from '../../model/resource-type.ts';

/** Of the file's shape: another number is another program's business. */
const FORMAT = 1;
/** As long as kubectl trusts its own. */
const FRESH = 6 * 60 * 60 * 1000;
/** With a broken group in it a cache is asked again sooner: the group may work again. */
const FRESH_WITH_GAPS = 10 * 60 * 1000;

/** Where the cache lies and who may say so. */
export interface CacheScope {
  /** `--cache-dir`. */
  readonly cacheDir: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The server's host and port. */
  readonly host: string;
}

/** The types of one server on disk, in a folder of our own beside kubectl's. Every failure means "no cache", never an error. */
export class DiscoveryCache {
  readonly #folder: string | undefined;
  readonly #now: () => number;

  constructor(scope: CacheScope, now: () => number) {
    this.#folder = cacheFolder(scope);
    this.#now = now;
  }

  /** The cached types while they are fresh. */
  async read(): Promise<ResourceCatalog | undefined> {
    if (this.#folder === undefined) return undefined;
    try {
      const document: unknown = JSON.parse(await readFile(this.#file(this.#folder), 'utf8'));
      const savedAt = readNumber(readPath(document, 'savedAt'));
      if (readPath(document, 'format') !== FORMAT || savedAt === undefined) return undefined;
      const types = readRecords(readPath(document, 'types')).flatMap(readType);
      const gaps = readRecords(readPath(document, 'gaps')).flatMap(readGap);
      const age = this.#now() - savedAt;
      const fresh = age >= 0 && age < (gaps.length === 0 ? FRESH : FRESH_WITH_GAPS);
      return fresh && types.length > 0 ? { types, gaps } : undefined;
    } catch {
      return undefined;
    }
  }

  /** Keeps the types: written aside and renamed, so that another process never reads half a file. */
  async write(catalog: ResourceCatalog): Promise<void> {
    if (this.#folder === undefined) return;
    const file = this.#file(this.#folder);
    const savedAt = this.#now();
    const temporary = `${file}.${savedAt.toString(36)}${Math.random().toString(36).slice(2)}`;
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o750 });
      await writeFile(temporary, JSON.stringify({ format: FORMAT, savedAt, ...catalog }), { mode: 0o600 });
      await rename(temporary, file);
    } catch {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }

  /** Forgets the types: a type of them is not served any more. */
  async clear(): Promise<void> {
    if (this.#folder !== undefined) await rm(this.#file(this.#folder), { force: true }).catch(() => undefined);
  }

  #file(folder: string): string {
    return join(folder, 'resource-types.json');
  }
}

/** kubectl's cache folder, our own part of it, one folder a server. */
function cacheFolder({ cacheDir, env, host }: CacheScope): string | undefined {
  const home = env['HOME'] ?? env['USERPROFILE'];
  const base =
    firstFilled(cacheDir, env['KUBECACHEDIR']) ?? (home === undefined ? undefined : join(home, '.kube', 'cache'));
  return base === undefined ? undefined : join(base, 'gwctl', host.replaceAll(/[^\w.-]/g, '_').replaceAll('..', '__'));
}

function firstFilled(...values: readonly (string | undefined)[]): string | undefined {
  return values.find((value) => value !== undefined && value !== '');
}

function readType(entry: Readonly<Record<string, unknown>>): readonly ResourceType[] {
  const { group } = entry;
  const version = readString(entry['version']);
  const kind = readString(entry['kind']);
  const plural = readString(entry['plural']);
  if (typeof group !== 'string' || version === undefined || kind === undefined || plural === undefined) return [];
  return [
    {
      group,
      version,
      kind,
      plural,
      singular: readString(entry['singular']) ?? kind.toLowerCase(),
      shortNames: readStrings(entry['shortNames']),
      categories: readStrings(entry['categories']),
      namespaced: entry['namespaced'] === true,
      verbs: readStrings(entry['verbs']),
      versions: readStrings(entry['versions']),
      subresources: readStrings(entry['subresources']),
    },
  ];
}

function readGap(entry: Readonly<Record<string, unknown>>): readonly Gap[] {
  const what = readString(entry['what']);
  const message = readString(readRecord(entry)['message']);
  if (what === undefined || message === undefined || !isRecord(entry)) return [];
  return [{ what, group: readString(entry['group']), reason: 'failed', message }];
}
