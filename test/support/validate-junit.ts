import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';

/** Holds a JUnit file against the schema, as xmllint reads it. */
export async function validateJunit(xml: string): Promise<Awaited<ReturnType<typeof validateXML>>> {
  return validateXML({ xml, schema: await readFile(join(import.meta.dirname, 'junit.xsd'), 'utf8') });
}
