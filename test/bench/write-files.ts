import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { dump } from 'js-yaml';
import { makeRoute } from './route.ts';

/** Writes routes into a folder as a stream of documents (documents.yaml) and as one List (list.yaml). */
export async function writeFiles(folder: string, routes: number): Promise<void> {
  const documents = createWriteStream(join(folder, 'documents.yaml'));
  const list = createWriteStream(join(folder, 'list.yaml'));
  list.write('apiVersion: v1\nkind: List\nitems:\n');
  for (let index = 0; index < routes; index++) {
    const text = dump(makeRoute(index));
    documents.write(`---\n${text}`);
    list.write(`- ${text.trimEnd().replaceAll('\n', '\n  ')}\n`);
  }
  documents.end();
  list.end();
  await Promise.all([finished(documents), finished(list)]);
}
