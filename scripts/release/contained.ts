import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { readList, readPath, readString } from '../../src/model/read.ts';
import { root } from '../bundle.ts';
import { bundledPackages } from '../third-party-notices.ts';
import type { Contained } from './sbom.ts';

/** What Graphviz in WebAssembly is made of: by its address in the provenance that the package brings. */
const OBJECT_CODE = [
  { name: 'graphviz', licence: 'EPL-2.0', at: /graphviz-([\d.]+)\.tar\.gz$/ },
  { name: 'expat', licence: 'MIT', at: /expat-([\d.]+)\.tar\.gz$/ },
];

/**
 * All that the executables contain: the packages in the bundle, with the checksums that package-lock.json pins, what one of them holds in
 * object code, and the runtime.
 * @throws Error where something cannot be found out: a bill that lacks a line is wrong.
 */
export async function containedIn(metafile: Metafile): Promise<readonly Contained[]> {
  const lock: unknown = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const bundled = await bundledPackages(metafile);
  const packages = new Map<string, Contained>();
  for (const { name, version, licence, folder } of bundled) {
    const purl = packageUrl(name, version);
    packages.set(purl, { name, version, licence, purl, hash: pinned(readPath(lock, 'packages', folder, 'integrity')) });
  }
  const version = readString(readPath(lock, 'packages', 'node_modules/bun', 'version'));
  if (version === undefined) throw new Error('package-lock.json has no bun');
  const bun = { name: 'bun', version, licence: 'MIT', purl: packageUrl('bun', version) };
  return [...packages.values(), ...(await objectCode()), bun];
}

async function objectCode(): Promise<readonly Contained[]> {
  const file = join(root, 'node_modules/@viz-js/viz/lib/provenance.json');
  const provenance: unknown = JSON.parse(await readFile(file, 'utf8'));
  const sources = readList(readPath(provenance, 'predicate', 'buildDefinition', 'resolvedDependencies'));
  return OBJECT_CODE.map(({ name, licence, at }) => {
    for (const source of sources) {
      const uri = readString(readPath(source, 'uri')) ?? '';
      const [, version] = at.exec(uri) ?? [];
      const digits = readString(readPath(source, 'digest', 'sha256'));
      if (version === undefined || digits === undefined) continue;
      const purl = `pkg:generic/${name}@${version}?download_url=${encodeURIComponent(uri)}`;
      return { name, version, licence, purl, hash: { algorithm: 'SHA-256', digits } };
    }
    throw new Error(`@viz-js/viz does not say which ${name} it holds`);
  });
}

/** The at-sign of a scope is escaped in URLs of packages. */
function packageUrl(name: string, version: string): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

function pinned(integrity: unknown): Contained['hash'] {
  const [, base64] = /^sha512-(.+)$/.exec(readString(integrity) ?? '') ?? [];
  if (base64 === undefined) return undefined;
  return { algorithm: 'SHA-512', digits: Buffer.from(base64, 'base64').toString('hex') };
}
