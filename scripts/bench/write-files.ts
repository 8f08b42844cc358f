import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { dump } from 'js-yaml';
import { makeRoute } from './world.ts';
import type { WorldSize } from './world.ts';

/** The generated files, with their sizes in bytes. */
export interface RouteFiles {
  /** One document a route. */
  readonly documents: { readonly path: string; readonly bytes: number };
  /** One List of all routes, as `kubectl get -o yaml` writes it. */
  readonly list: { readonly path: string; readonly bytes: number };
}

/** Writes the routes of a world as YAML into a folder. */
export async function writeFiles(folder: string, size: WorldSize): Promise<RouteFiles> {
  const [documents, list] = await Promise.all([
    write(join(folder, 'documents.yaml'), asDocuments(size)),
    write(join(folder, 'list.yaml'), asList(size)),
  ]);
  return { documents, list };
}

async function write(
  path: string,
  texts: Iterable<string>,
): Promise<{ readonly path: string; readonly bytes: number }> {
  await pipeline(Readable.from(texts), createWriteStream(path));
  return { path, bytes: (await stat(path)).size };
}

function* asDocuments(size: WorldSize): Generator<string> {
  for (const text of yamlOfRoutes(size)) yield `---\n${text}`;
}

function* asList(size: WorldSize): Generator<string> {
  yield 'apiVersion: v1\nitems:\n';
  for (const text of yamlOfRoutes(size)) yield `- ${text.trimEnd().replaceAll('\n', '\n  ')}\n`;
  yield 'kind: List\nmetadata:\n  resourceVersion: ""\n';
}

function* yamlOfRoutes(size: WorldSize): Generator<string> {
  for (let index = 0; index < size.routes; index++) yield dump(makeRoute(index, size), { seqNoIndent: true });
}
