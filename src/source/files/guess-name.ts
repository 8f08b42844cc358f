/** What a document that does not parse is called. */
export interface GuessedName {
  readonly name: string;
  /** Undefined where the text names none. */
  readonly namespace: string | undefined;
}

const METADATA = /^metadata: *(?:#.*)?\r?\n((?:(?: +.*| *#.*| *)(?:\r?\n|$))+)/m;
const FIELD = /^( +)(name|namespace): *(["']?)([a-z0-9][a-z0-9.-]*)\3 *(?:#.*)?\r?$/gm;
const FIRST_INDENT = /^( *)[^ #\r\n]/m;

/**
 * The name of an object of YAML that does not parse, where its metadata stand there unbroken, so that only this object is
 * unknown, and no other of its kind.
 * @param text the document, beginning at its margin.
 * @param brokenLine the line that does not parse, counted from 1.
 */
export function guessName(text: string, brokenLine: number): GuessedName | undefined {
  const block = METADATA.exec(text);
  if (block === null) return undefined;
  const [, body = ''] = block;
  const first = lineOf(text, block.index);
  const last = lineOf(text, block.index + block[0].trimEnd().length);
  // A parser may stumble a line late.
  if (brokenLine >= first && brokenLine <= last + 1) return undefined;
  const indent = FIRST_INDENT.exec(body)?.[1]?.length ?? 0;
  const found = new Map<string, string>();
  for (const [, margin = '', field = '', , value = ''] of body.matchAll(FIELD)) {
    if (margin.length === indent && !found.has(field)) found.set(field, value);
  }
  const name = found.get('name');
  return name === undefined ? undefined : { name, namespace: found.get('namespace') };
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
