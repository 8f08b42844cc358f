import type { Io } from '../../cli/io.ts';
import { UsageError } from '../../model/errors.ts';
import { escapeLines } from '../../text/escape.ts';

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

/** Writes a document of our own as JSON or YAML; to a terminal without control characters from the cluster. */
export async function writeDocument(
  document: object,
  format: 'json' | 'yaml',
  io: Pick<Io, 'writeOut' | 'outIsTerminal'>,
): Promise<void> {
  const write = (text: string): Promise<void> => io.writeOut(io.outIsTerminal ? escapeLines(text) : text);
  if (format === 'json') {
    const { indentedJson } = await import('../../print/sorted-json.ts');
    await write(`${indentedJson(document)}\n`);
  } else {
    const { formatYaml } = await import('../../print/yaml.ts');
    await write(formatYaml(document));
  }
}
