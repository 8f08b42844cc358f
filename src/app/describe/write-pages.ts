import type { Io } from '../../cli/io.ts';
import type { Gap } from '../../model/gap.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { isRecord } from '../../model/read.ts';
import { openDescriptionPrinter } from '../../print/description.ts';
import type { DescriptionStyle } from '../../print/description.ts';
import { openDocumentWriter } from '../../print/document-list.ts';
import type { DescribeContext } from '../../view/describe/context.ts';
import { describeAsData } from '../../view/describe/document.ts';
import { escapeLines } from '../../text/escape.ts';
import { describeObject } from '../../view/describe/registry.ts';
import type { DocumentGap } from '../../view/resource-description.ts';

/** Text is written when this much of it has come together. */
const PIECE = 64 * 1024;

/** Writes the page of each object, two blank lines between, as kubectl does. */
export async function writePages(
  objects: Iterable<KubernetesObject>,
  context: DescribeContext,
  style: DescriptionStyle,
  io: Pick<Io, 'writeOut'>,
): Promise<void> {
  const print = await openDescriptionPrinter(style);
  let text = '';
  let first = true;
  for (const object of objects) {
    text += `${first ? '' : '\n\n'}${print(describeObject(object, context))}`;
    first = false;
    if (text.length < PIECE) continue;
    await io.writeOut(text);
    text = '';
  }
  if (text !== '') await io.writeOut(text);
}

/** Writes the same as a `ResourceDescriptionList`, item by item; to a terminal without a stranger's control characters. */
export async function writeDocuments(
  objects: Iterable<KubernetesObject>,
  context: DescribeContext,
  { format, gaps }: { readonly format: 'json' | 'yaml'; readonly gaps: readonly Gap[] },
  io: Pick<Io, 'writeOut' | 'outIsTerminal'>,
): Promise<void> {
  const write = (text: string): Promise<void> => io.writeOut(io.outIsTerminal ? escapeLines(text) : text);
  const fields = { gaps: withoutUndefined(documentGaps(gaps)) };
  const writer = openDocumentWriter('ResourceDescriptionList', fields, format);
  let text = '';
  for (const object of objects) {
    text += writer.item(withoutUndefined(describeAsData(object, context)));
    if (text.length < PIECE) continue;
    await write(text);
    text = '';
  }
  await write(text + writer.end());
}

/** The gaps, each once; a kind that cannot be read hides the references to it and the objects that refer by it. */
export function documentGaps(gaps: readonly Gap[]): readonly DocumentGap[] {
  const distinct = new Map<string, DocumentGap>();
  for (const { what, kind, namespace, reason, message } of gaps) {
    const key = `${what}\n${namespace ?? ''}\n${reason}\n${message}`;
    if (!distinct.has(key)) distinct.set(key, { kind: what, namespace, reason, message, affects: affectedBy(kind) });
  }
  return [...distinct.values()];
}

function affectedBy(kind: string | undefined): readonly string[] {
  if (kind === undefined) return [];
  if (kind.endsWith('Route')) return ['listeners.attachedRoutes', 'related'];
  if (kind.endsWith('Policy')) return ['policies'];
  switch (kind) {
    case 'Event':
      return ['events'];
    case 'ListenerSet':
    case 'XListenerSet':
      return ['attachedListenerSets', 'related'];
    case 'Gateway':
    case 'Namespace':
    case 'ReferenceGrant':
      return ['attachments', 'listeners', 'related'];
    case 'CustomResourceDefinition':
      return ['policies'];
    default:
      return ['attachments.resolvedRefs', 'listeners.resolvedRefs', 'related'];
  }
}

/** JSON has no undefined: what is not said is left out. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (!isRecord(value)) return value;
  const fields: Record<string, unknown> = Object.create(null);
  for (const [key, entry] of Object.entries(value)) if (entry !== undefined) fields[key] = withoutUndefined(entry);
  return fields;
}
