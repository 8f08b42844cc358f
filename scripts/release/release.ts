import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPath, readString, readStrings } from '../../src/model/read.ts';
import { readTarget } from './target.ts';
import type { Target } from './target.ts';

/** What every channel says of the program: package.json has its name, version, words and licence, release.json the rest. */
export interface Release {
  readonly version: string;
  readonly description: string;
  /** The same in few words, for lists that have room for no more. */
  readonly summary: string;
  readonly licence: string;
  /** `owner/name` on GitHub. */
  readonly repository: string;
  /** The page of the repository. */
  readonly homepage: string;
  /** Where the files of this release are downloaded from. */
  readonly downloads: string;
  /** The image without its tag. Registries want small letters. */
  readonly image: string;
  /** What the image is put upon. */
  readonly base: string;
  /** The first half of the identifier in winget. */
  readonly publisher: string;
  /** The name of the plugin in krew, behind `kubectl`. */
  readonly krewPlugin: string;
  readonly targets: readonly Target[];
}

/** @throws Error where package.json or release.json lacks something. */
export async function readRelease(root: string): Promise<Release> {
  const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const own: unknown = JSON.parse(await readFile(join(root, 'release.json'), 'utf8'));
  const repository = need(own, 'release.json', 'repository');
  const version = need(manifest, 'package.json', 'version');
  const homepage = `https://github.com/${repository}`;
  return {
    version,
    description: need(manifest, 'package.json', 'description'),
    summary: need(own, 'release.json', 'summary'),
    licence: need(manifest, 'package.json', 'license'),
    repository,
    homepage,
    downloads: `${homepage}/releases/download/v${version}`,
    image: `ghcr.io/${repository.toLowerCase()}`,
    base: need(own, 'release.json', 'base'),
    publisher: need(own, 'release.json', 'publisher'),
    krewPlugin: need(own, 'release.json', 'krewPlugin'),
    targets: readStrings(readPath(own, 'targets')).map(readTarget),
  };
}

function need(value: unknown, file: string, key: string): string {
  const text = readString(readPath(value, key));
  if (text === undefined) throw new Error(`${file} has no ${key}`);
  return text;
}
