import type { Io } from '../cli/io.ts';
import { UsageError } from '../model/errors.ts';

/**
 * Checks a verb's `-o` against the formats that it knows.
 * @throws UsageError in kubectl's words.
 */
export function checkOutput<Format extends string>(
  output: string | undefined,
  allowed: readonly Format[],
): Format | undefined {
  if (output === undefined || output === '') return undefined;
  const known = allowed.find((format) => format === output);
  if (known !== undefined) return known;
  throw new UsageError(
    `unable to match a printer suitable for the output format "${output}", allowed formats are: ${allowed.join(',')}`,
  );
}

/** Writes a document of our own as JSON or YAML. */
export async function writeDocument(
  document: object,
  format: 'json' | 'yaml',
  io: Pick<Io, 'writeOut'>,
): Promise<void> {
  if (format === 'json') {
    const { indentedJson } = await import('../print/sorted-json.ts');
    await io.writeOut(`${indentedJson(document)}\n`);
  } else {
    const { formatYaml } = await import('../print/yaml.ts');
    await io.writeOut(formatYaml(document));
  }
}
