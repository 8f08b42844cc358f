import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { readPath, readString } from '../src/model/read.ts';
import { root } from './bundle.ts';

/** A package of which something stands in the bundle. */
export interface Bundled {
  readonly name: string;
  readonly version: string;
  /** As the package names it: an SPDX expression. */
  readonly licence: string;
  readonly text: string;
  /** Where it stands: `node_modules/yargs`. */
  readonly folder: string;
}

/** The licences that packages do not bring, and those of what they hold in object code. */
const TEXTS: Readonly<Record<string, string>> = { '@viz-js/viz': 'scripts/third-party/viz.txt' };

const HEAD = `gwctl contains the third-party software below, under the licences that follow. It is licensed itself under the Apache
License 2.0, see LICENSE; so are the schemas and rules of the custom resource definitions of the Kubernetes Gateway API
that it contains (https://github.com/kubernetes-sigs/gateway-api, by the Kubernetes authors).
`;

const LINE = '-'.repeat(80);

/**
 * The notices that the licences of bundled packages ask for. Packages with the same text share it.
 * @param metafile what went into which chunk.
 * @throws Error where a package has no licence text.
 */
export async function thirdPartyNotices(metafile: Metafile): Promise<string> {
  const byText = Map.groupBy(await bundledPackages(metafile), ({ text }) => text);
  const parts = [...byText].map(([text, holders]) => {
    const names = new Set(holders.map(({ name, version, licence }) => `${name} ${version} (${licence})`));
    return `${LINE}\n${[...names].join('\n')}\n${LINE}\n\n${text}\n`;
  });
  return [HEAD, ...parts].join('\n');
}

/** The packages of which something stands in the bundle, by name. @throws Error where one has no licence text. */
export async function bundledPackages({ outputs }: Metafile): Promise<readonly Bundled[]> {
  const folders = new Set<string>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = bytesInOutput === 0 ? undefined : packageOf(file);
      if (folder !== undefined) folders.add(folder);
    }
  }
  const packages = await Promise.all([...folders].map(readPackage));
  return packages.toSorted((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

/** The folder of the package that a file belongs to: `node_modules/yargs`; undefined for one of ours. */
export function packageOf(file: string): string | undefined {
  return /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

async function readPackage(folder: string): Promise<Bundled> {
  const manifest: unknown = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
  const [name = folder, version = '', licence = ''] = ['name', 'version', 'license'].map((key) =>
    readString(readPath(manifest, key)),
  );
  const names = (await readdir(join(root, folder))).filter((file) => /^(?:licen[cs]e|copying|notice)\b/i.test(file));
  const files = names.toSorted().map((file) => join(folder, file));
  const [own] = Object.hasOwn(TEXTS, name) ? [TEXTS[name]] : [];
  if (own !== undefined) files.push(own);
  if (files.length === 0) throw new Error(`${name} ${version} brings no licence text: add one to scripts/third-party`);
  const texts = await Promise.all(files.map((file) => readFile(join(root, file), 'utf8')));
  return {
    name,
    version,
    licence,
    folder,
    text: texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n'),
  };
}
