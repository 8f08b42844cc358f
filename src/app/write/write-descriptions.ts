import type { Io } from '../../cli/io.ts';
import type { Gap } from '../../model/gap.ts';
import { isRecord } from '../../model/read.ts';
import { openDescriptionPrinter } from '../../print/description.ts';
import type { DescriptionStyle } from '../../print/description.ts';
import { openDocumentWriter } from '../../print/document-list.ts';
import { escapeLines } from '../../text/escape.ts';
import type { Description } from '../../view/description.ts';
import { documentGaps } from '../../view/document-gaps.ts';
import type { ResourceDescription } from '../../documents/resource-description-list.ts';

/** Text is written when this much of it has come together. */
const PIECE = 64 * 1024;

/** Writes pages, two blank lines between, as kubectl does. */
export async function writePages(
  pages: AsyncIterable<Description>,
  style: DescriptionStyle,
  io: Pick<Io, 'writeOut'>,
): Promise<void> {
  const print = await openDescriptionPrinter(style);
  let text = '';
  let first = true;
  for await (const page of pages) {
    text += `${first ? '' : '\n\n'}${print(page)}`;
    first = false;
    if (text.length < PIECE) continue;
    await io.writeOut(text);
    text = '';
  }
  if (text !== '') await io.writeOut(text);
}

/** Writes a `ResourceDescriptionList`, item by item; to a terminal without control characters from the cluster. */
export async function writeDescriptions(
  items: AsyncIterable<ResourceDescription>,
  { format, gaps }: { readonly format: 'json' | 'yaml'; readonly gaps: readonly Gap[] },
  io: Pick<Io, 'writeOut' | 'outIsTerminal'>,
): Promise<void> {
  const write = (text: string): Promise<void> => io.writeOut(io.outIsTerminal ? escapeLines(text) : text);
  const fields = { gaps: withoutUndefined(documentGaps(gaps)) };
  const writer = openDocumentWriter('ResourceDescriptionList', fields, format);
  let text = '';
  for await (const item of items) {
    text += writer.item(withoutUndefined(item));
    if (text.length < PIECE) continue;
    await write(text);
    text = '';
  }
  await write(text + writer.end());
}

/** JSON has no undefined: what is not said is left out. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (!isRecord(value)) return value;
  const fields: Record<string, unknown> = Object.create(null);
  for (const [key, entry] of Object.entries(value)) if (entry !== undefined) fields[key] = withoutUndefined(entry);
  return fields;
}
