import { readFile, readdir } from 'node:fs/promises';

/** A file of the example. */
export interface DemoFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The files of the bundled example, in the order of their names. The sources read examples/shop; what is built holds the
 * files themselves in place of this module (scripts/demo-files.ts), so that they are there wherever the program is.
 */
export async function readDemoFiles(): Promise<readonly DemoFile[]> {
  const folder = new URL('../../../examples/shop/', import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).toSorted();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(new URL(name, folder), 'utf8') })));
}
