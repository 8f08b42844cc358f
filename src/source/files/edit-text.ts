import type yamlModule from 'yaml';
import type { Edit, EditPath } from '../../model/edit.ts';

/** A stretch of a text, in characters, and what is to stand in its place. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Works out splices of one document. */
export interface TextEditor {
  /** The splices that make an edit; undefined where the text is written in a way that leaves no single answer. */
  splices(edit: Edit): readonly Splice[] | undefined;
  /** The value that the text stands for. */
  readonly value: unknown;
}

type YamlModule = typeof yamlModule;
type Collection = InstanceType<YamlModule['YAMLMap']> | InstanceType<YamlModule['YAMLSeq']>;

/** A node on the way, and how it stands in what holds it. */
interface Found {
  readonly holder: Collection;
  /** Its place in the holder. */
  readonly index: number;
  /** Of a field: where its name stands. */
  readonly key: Extent | undefined;
  readonly value: unknown;
}

interface Extent {
  readonly start: number;
  readonly end: number;
}

/**
 * Parses a document of YAML or JSON for editing.
 * @returns undefined where it has errors.
 */
export function openTextEditor(yaml: YamlModule, text: string): TextEditor | undefined {
  const document = yaml.parseDocument(text, { uniqueKeys: true, keepSourceTokens: false });
  if (document.errors.length > 0) return undefined;
  const value: unknown = document.toJS({ maxAliasCount: 1000 });
  const isJson = /^\s*[[{]/.test(text);
  const find = (path: EditPath): Found | undefined => findNode(yaml, document.contents, path);
  return {
    value,
    splices(edit) {
      const found = find(edit.path);
      if (found === undefined || yaml.isAlias(found.value)) return undefined;
      switch (edit.op) {
        case 'set':
          return replaceScalar(yaml, found.value, edit.value, isJson);
        case 'rename':
          return found.key === undefined
            ? undefined
            : [{ ...found.key, text: rewritten(text, found.key, edit.name, isJson) }];
        case 'remove':
          return found.holder.flow === true ? removeInFlow(yaml, text, found) : removeInBlock(text, found);
        case 'wrap':
          return wrap(yaml, text, found.value);
      }
    },
  };
}

function findNode(yaml: YamlModule, root: unknown, path: EditPath): Found | undefined {
  let node: unknown = root;
  let found: Found | undefined;
  for (const step of path) {
    if (yaml.isMap(node)) {
      const index = node.items.findIndex(({ key }) => yaml.isScalar(key) && String(key.value) === String(step));
      const pair = node.items[index];
      if (pair === undefined) return undefined;
      found = { holder: node, index, key: extentOf(pair.key), value: pair.value };
    } else if (yaml.isSeq(node) && typeof step === 'number') {
      const value: unknown = node.items[step];
      if (value === undefined) return undefined;
      found = { holder: node, index: step, key: undefined, value };
    } else return undefined;
    node = found.value;
  }
  return found;
}

/** Where a node's own text begins and ends; of one with an anchor or a tag nothing is said. */
function extentOf(node: unknown): Extent | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  if ('anchor' in node && node.anchor !== undefined) return undefined;
  if ('tag' in node && node.tag !== undefined) return undefined;
  if (!('range' in node) || !Array.isArray(node.range)) return undefined;
  const [start, end]: unknown[] = node.range;
  return typeof start === 'number' && typeof end === 'number' ? { start, end } : undefined;
}

function replaceScalar(yaml: YamlModule, node: unknown, value: string, isJson: boolean): readonly Splice[] | undefined {
  const extent = extentOf(node);
  if (!yaml.isScalar(node) || extent === undefined) return undefined;
  const style = isJson || node.type === 'QUOTE_DOUBLE' ? 'double' : node.type === 'PLAIN' ? 'plain' : 'single';
  if (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL') return undefined;
  return [{ ...extent, text: scalarText(value, style) }];
}

function rewritten(text: string, key: Extent, name: string, isJson: boolean): string {
  const first = text.charAt(key.start);
  return scalarText(name, isJson || first === '"' ? 'double' : first === "'" ? 'single' : 'plain');
}

function scalarText(value: string, style: 'plain' | 'single' | 'double'): string {
  if (style === 'double') return JSON.stringify(value);
  // Names, versions and the like; what could be read as something else than a text is quoted.
  const isPlain =
    style === 'plain' && /^[A-Za-z][\w./-]*$/.test(value) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(value);
  return isPlain ? value : `'${value.replaceAll("'", "''")}'`;
}

/** An entry of `[…]` or `{…}` with the comma behind it, or before the last one. */
function removeInFlow(
  yaml: YamlModule,
  text: string,
  { holder, index, key, value }: Found,
): readonly Splice[] | undefined {
  const whole = wholeOf(key, extentOf(value));
  if (whole === undefined) return undefined;
  const comma = /^\s*,/.exec(text.slice(whole.end))?.[0];
  if (comma !== undefined) {
    const end = whole.end + comma.length;
    const rest = /^[ \t]*\r?\n/.exec(text.slice(end))?.[0];
    const begin = lineStart(text, whole.start);
    const isAlone = text.slice(begin, whole.start).trim() === '';
    if (isAlone && rest !== undefined) return [{ start: begin, end: end + rest.length, text: '' }];
    const blank = /^[ \t]*/.exec(text.slice(end))?.[0] ?? '';
    return [{ start: whole.start, end: end + blank.length, text: '' }];
  }
  const before: unknown = holder.items[index - 1];
  const last = extentOf(yaml.isPair(before) ? before.value : before);
  if (last === undefined || text.slice(last.end, whole.start).includes('#')) return undefined;
  return [{ start: last.end, end: whole.end, text: '' }];
}

/** The lines of an entry of a list, or of a field; not the only one, which would leave nothing, nor one that stands behind a dash. */
function removeInBlock(text: string, { holder, key, value }: Found): readonly Splice[] | undefined {
  const whole = wholeOf(key, extentOf(value));
  if (whole === undefined || holder.items.length < 2) return undefined;
  const start = lineStart(text, whole.start);
  const lead = text.slice(start, whole.start);
  if (!(key === undefined ? /^ *- +$/ : /^ *$/).test(lead)) return undefined;
  const behind = text.indexOf('\n', Math.max(whole.start, whole.end - 1));
  return [{ start, end: behind < 0 ? text.length : behind + 1, text: '' }];
}

function wholeOf(key: Extent | undefined, value: Extent | undefined): Extent | undefined {
  if (value === undefined) return undefined;
  return { start: key?.start ?? value.start, end: value.end };
}

function wrap(yaml: YamlModule, text: string, node: unknown): readonly Splice[] | undefined {
  const extent = extentOf(node);
  if (extent === undefined) return undefined;
  const isBlock = yaml.isCollection(node) && node.flow !== true;
  if (!isBlock) {
    return [
      { start: extent.start, end: extent.start, text: '[' },
      { start: extent.end, end: extent.end, text: ']' },
    ];
  }
  const first = lineStart(text, extent.start);
  if (text.slice(first, extent.start).trim() !== '') return undefined;
  const splices: Splice[] = [{ start: extent.start, end: extent.start, text: '- ' }];
  for (let at = text.indexOf('\n', extent.start) + 1; at > 0 && at < extent.end; at = text.indexOf('\n', at) + 1) {
    const isBlank = /^[ \t]*\r?(?:\n|$)/.test(text.slice(at, extent.end));
    if (!isBlank) splices.push({ start: at, end: at, text: '  ' });
  }
  return splices;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}
