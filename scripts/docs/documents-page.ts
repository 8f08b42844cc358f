import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readList, readPath, readRecord, readString, readStrings } from '../../src/model/read.ts';
import type { JsonRecord } from '../../src/model/read.ts';
import { root } from '../../test/golden/harness.ts';
import { DOCUMENT_EXAMPLES } from './document-examples.ts';
import { showLines } from './fill-page.ts';
import { WRITTEN } from './verb-page.ts';

/** A published schema: its file's name without the ending, and what it says. */
interface Published {
  readonly file: string;
  readonly schema: JsonRecord;
}

const HEAD = `# Documents

What the verbs write with \`-o json\` (and \`-o yaml\`), and what [the library](library.md) answers: every document and every field. \`get -o json\` is the
exception: it prints the objects as they are. Each document is described by a JSON Schema, which the package ships in \`schemas/\`.

Within an \`apiVersion\`, fields are only added: none is taken away, renamed or changed in meaning, and a list of words such as \`state\` may grow.
Decide by \`state\`, \`reason\` and \`status\`; sentences (\`message\`, \`text\`, \`notes\`) are for people, and may be improved at any time. A field
that is marked \`?\` may be absent. What could not be read stands in \`gaps\`, and is never counted as missing.

The lines below run on the bundled example: without \`--demo\` they ask your cluster.
`;

/** The page of all documents, made from their schemas. */
export async function documentsPage(): Promise<string> {
  const published = await readPublished();
  const shared = sharedDefinitions(published);
  const parts: string[] = [HEAD, contents(published)];
  for (const one of published) parts.push(await documentSection(one, shared));
  parts.push('## Parts of several documents');
  for (const [name, definition] of shared) parts.push(definitionSection(name, definition));
  return `${WRITTEN}${parts.map((part) => part.trim()).join('\n\n')}\n`;
}

/** The published schemas, in the order of their examples. @throws Error where a schema has none. */
async function readPublished(): Promise<readonly Published[]> {
  const files = (await readdir(join(root, 'schemas'))).map((name) => basename(name, '.json'));
  const unknown = files.filter((file) => !Object.hasOwn(DOCUMENT_EXAMPLES, file));
  if (unknown.length > 0) throw new Error(`no entry in scripts/docs/document-examples.ts: ${unknown.join(', ')}`);
  return Promise.all(
    Object.keys(DOCUMENT_EXAMPLES).map(async (file) => ({
      file,
      schema: readRecord(JSON.parse(await readFile(join(root, `schemas/${file}.json`), 'utf8'))),
    })),
  );
}

function contents(published: readonly Published[]): string {
  const rows = published.map(
    ({ file, schema }) =>
      `| [${title(schema)}](#${title(schema).toLowerCase()}) | \`${cell(DOCUMENT_EXAMPLES[file]?.writtenBy ?? '')}\` |`,
  );
  return ['| document | written by |', '|---|---|', ...rows].join('\n');
}

async function documentSection({ file, schema }: Published, shared: ReadonlyMap<string, unknown>): Promise<string> {
  const { questions = [] } = DOCUMENT_EXAMPLES[file] ?? {};
  const parts = [
    `## ${title(schema)}`,
    `${text(schema['description'])} Schema: [${file}.json](../schemas/${file}.json).`,
  ];
  for (const [question, line] of questions) parts.push(`${question}:`, await showLines([line]));
  parts.push(fieldTable(schema));
  for (const [name, definition] of Object.entries(readRecord(schema['definitions']))) {
    if (!shared.has(name) && !isDocument(name)) parts.push(definitionSection(name, definition));
  }
  return parts.join('\n\n');
}

function definitionSection(name: string, definition: unknown): string {
  const { description, properties } = readRecord(definition);
  const parts = [`### ${name}`, text(description)];
  parts.push(properties === undefined ? `${typeText(definition)}.` : fieldTable(readRecord(definition)));
  return parts.join('\n\n');
}

function fieldTable(schema: JsonRecord): string {
  const required = new Set(readStrings(schema['required']));
  return ['| field | type | |', '|---|---|---|', ...fieldRows(schema, '', required)].join('\n');
}

function fieldRows(schema: JsonRecord, above: string, required: ReadonlySet<string>): readonly string[] {
  return Object.entries(readRecord(schema['properties'])).flatMap(([name, field]) => {
    const { description, properties } = readRecord(field);
    const path = `${above}${name}`;
    const row = `| \`${path}\`${required.has(name) ? '' : ' ?'} | ${typeText(field)} | ${cell(text(description))} |`;
    if (properties === undefined) return [row];
    return [row, ...fieldRows(readRecord(field), `${path}.`, new Set(readStrings(readPath(field, 'required'))))];
  });
}

/** What a field may hold, with links to the definitions that it names. */
function typeText(schema: unknown): string {
  const {
    $ref,
    type,
    items,
    additionalProperties,
    properties,
    anyOf,
    const: constant,
    enum: words,
  } = readRecord(schema);
  const reference = readString($ref)?.replace('#/definitions/', '');
  if (reference !== undefined) return `[${reference}](#${reference.toLowerCase()})`;
  if (constant !== undefined) return word(constant);
  if (words !== undefined) return readList(words).map(word).join(', ');
  if (anyOf !== undefined) return readList(anyOf).map(typeText).join(' or ');
  const types = typeof type === 'string' ? [type] : readStrings(type);
  return types.length === 0
    ? 'any value'
    : types.map((one) => plainType(one, { items, additionalProperties, properties })).join(' or ');
}

/** A value that is one of the schema's own, as code. */
function word(value: unknown): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

function plainType(type: string, { items, additionalProperties, properties }: JsonRecord): string {
  if (type === 'array') return Array.isArray(items) ? `list of ${items.length}` : `list of ${typeText(items)}`;
  if (type !== 'object' || properties !== undefined) return type;
  const values = readRecord(additionalProperties);
  return Object.keys(values).length === 0 ? 'object' : `object of ${typeText(values)}`;
}

/** Definitions that several documents hold, sorted by name; a document inside of a list is one itself. */
function sharedDefinitions(published: readonly Published[]): ReadonlyMap<string, unknown> {
  const counted = new Map<string, { count: number; definition: unknown }>();
  for (const { schema } of published) {
    for (const [name, definition] of Object.entries(readRecord(schema['definitions']))) {
      counted.set(name, { count: (counted.get(name)?.count ?? 0) + 1, definition });
    }
  }
  const shared = [...counted].filter(([name, { count }]) => count > 1 && !isDocument(name));
  return new Map(shared.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, { definition }]) => [name, definition]));
}

/** Whether a definition is a document that has a section of its own. */
function isDocument(name: string): boolean {
  return name === 'TraceResult';
}

function title(schema: JsonRecord): string {
  return readString(schema['title']) ?? '';
}

/** A description as one paragraph. */
function text(description: unknown): string {
  return (readString(description) ?? '').replaceAll(/\s*\n\s*/g, ' ');
}

/** A text inside of a table. */
function cell(words: string): string {
  return words.replaceAll('|', String.raw`\|`);
}
