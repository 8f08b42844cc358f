import { JsonPathError } from './jsonpath-nodes.ts';
import type { JsonPathNode, ListNode, SliceBound } from './jsonpath-nodes.ts';
import { unquote } from './jsonpath-unquote.ts';
import { append } from '../model/append.ts';

const TERMINATORS = new Set(['', ' ', '\t', '\r', '\n', '.', ',', '[', ']', '$', '@', '{', '}']);
const WORD = /[\p{L}\p{Nd}_]/u;
const DIGIT = /\p{Nd}/u;
const DICT_KEY = /^'([^']*)'$/;
const SLICE = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/;
const COMPARISON = /^([^!<>=]+)([!<>=]+)(.+?)$/;

/** What nests deeper than anybody means would end in memory, not in an answer. */
const MOST_RANGES = 500;

/**
 * Parses a template in kubectl's dialect: text, and between braces fields, indexes, slices, unions, filters, recursive
 * descent, quoted text, `range` and `end`.
 * @returns the template's pieces in order: texts and lists of steps.
 * @throws JsonPathError in client-go's words.
 */
export function parseJsonPath(template: string): readonly JsonPathNode[] {
  return new Parser(template).parse();
}

/** Follows client-go's `Parser` step by step, so that the same templates fail with the same words. */
class Parser {
  readonly #input: string;
  #at = 0;
  /** Ranges that are open. */
  #ranges = 0;

  constructor(input: string) {
    this.#input = input;
  }

  parse(): readonly JsonPathNode[] {
    const nodes: JsonPathNode[] = [];
    while (this.#at < this.#input.length) {
      const brace = this.#input.indexOf('{', this.#at);
      const end = brace < 0 ? this.#input.length : brace;
      if (end > this.#at) nodes.push({ type: 'text', text: this.#input.slice(this.#at, end) });
      this.#at = end;
      if (brace < 0) break;
      this.#at++;
      nodes.push(this.#parseAction());
    }
    return nodes;
  }

  /** Reads up to the closing brace. */
  #parseAction(): ListNode {
    const nodes: JsonPathNode[] = [];
    for (;;) {
      if (this.#takes('}')) return { type: 'list', nodes };
      if (this.#takes('[?(')) {
        nodes.push(this.#parseFilter());
        continue;
      }
      if (this.#takes('..')) {
        if (nodes.at(-1)?.type === 'recursive') throw new JsonPathError('invalid multiple recursive descent');
        nodes.push({ type: 'recursive' });
        if (WORD.test(this.#peek())) nodes.push(this.#parseField());
        continue;
      }
      const character = this.#next();
      if (character === '' || character === '\r' || character === '\n') throw new JsonPathError('unclosed action');
      if (character === ' ' || character === '@' || character === '$') continue;
      if (character === '[') append(nodes, this.#parseArray());
      else if (character === '"' || character === "'") nodes.push(this.#parseQuote(character));
      else if (character === '.') nodes.push(this.#parseField());
      else if (character === '+' || character === '-' || DIGIT.test(character))
        nodes.push(this.#parseNumber(character));
      else if (WORD.test(character)) nodes.push(this.#parseIdentifier(character));
      else throw new JsonPathError(`unrecognized character in action: ${unicodeName(character)}`);
    }
  }

  #parseIdentifier(first: string): JsonPathNode {
    const name = first + this.#takeUntilTerminator();
    if (name === 'range') this.#ranges++;
    else if (name === 'end') this.#ranges--;
    if (this.#ranges > MOST_RANGES) throw new JsonPathError(`ranges are nested deeper than ${MOST_RANGES} levels`);
    if (name === 'true' || name === 'false') return { type: 'boolean', value: name === 'true' };
    return { type: 'identifier', name };
  }

  #parseNumber(first: string): JsonPathNode {
    let text = first;
    while (this.#peek() === '.' || DIGIT.test(this.#peek())) text += this.#next();
    if (/^[+-]?\d+$/.test(text)) return { type: 'number', value: Number(text), isInteger: true };
    if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text)) return { type: 'number', value: Number(text), isInteger: false };
    throw new JsonPathError(`cannot parse number ${text}`);
  }

  /** Reads `[…]`: a union, a quoted key, or a slice. */
  #parseArray(): readonly JsonPathNode[] {
    let text = '';
    for (;;) {
      const character = this.#next();
      if (character === '' || character === '\n') throw new JsonPathError('unterminated array');
      if (character === ']') break;
      text += character;
    }
    if (text === '*') text = ':';
    const parts = text.split(',');
    if (parts.length > 1) {
      const members = parts.map((part) => parseFragment(`[${part.replaceAll(/^ +| +$/g, '')}]`));
      return [{ type: 'union', members }];
    }
    const key = DICT_KEY.exec(text);
    if (key !== null) return parseFragment(`.${key[1] ?? ''}`).nodes;
    const slice = SLICE.exec(text);
    if (slice === null) throw new JsonPathError(`invalid array index ${text}`);
    return [readSlice(slice)];
  }

  #parseFilter(): JsonPathNode {
    let text = '';
    let quote: string | undefined;
    let closed = false;
    for (;;) {
      const character = this.#next();
      if (character === '' || character === '\n') throw new JsonPathError('unterminated filter');
      if (character === '"' || character === "'") {
        if (quote === undefined) quote = character;
        else if (character === quote && !text.endsWith('\\')) closed = true;
      } else if (character === ')' && (quote !== undefined) === closed) {
        break;
      }
      text += character;
    }
    if (this.#next() !== ']') throw new JsonPathError('unclosed array expect ]');
    const comparison = COMPARISON.exec(text);
    if (comparison === null) {
      return { type: 'filter', left: parseFragment(text), right: { type: 'list', nodes: [] }, operator: 'exists' };
    }
    const [, left = '', operator = '', right = ''] = comparison;
    return { type: 'filter', left: parseFragment(left), right: parseFragment(right), operator };
  }

  #parseQuote(quote: string): JsonPathNode {
    let text = quote;
    for (;;) {
      const character = this.#next();
      if (character === '' || character === '\n') throw new JsonPathError('unterminated quoted string');
      const escaped = text.endsWith('\\');
      text += character;
      if (character === quote && !escaped) break;
    }
    return { type: 'text', text: unquote(text) };
  }

  #parseField(): JsonPathNode {
    let name = '';
    for (;;) {
      const character = this.#peek();
      if (TERMINATORS.has(character)) break;
      name += this.#next();
      // A backslash takes the next character as it is: `.metadata.labels.app\.kubernetes\.io/name`.
      if (character === '\\') name += this.#next();
    }
    return name === '*' ? { type: 'wildcard' } : { type: 'field', name: name.replaceAll('\\', '') };
  }

  #takeUntilTerminator(): string {
    let text = '';
    while (!TERMINATORS.has(this.#peek())) text += this.#next();
    return text;
  }

  #takes(prefix: string): boolean {
    if (!this.#input.startsWith(prefix, this.#at)) return false;
    this.#at += prefix.length;
    return true;
  }

  /** The next character, or an empty text at the end. */
  #peek(): string {
    const point = this.#input.codePointAt(this.#at);
    return point === undefined ? '' : String.fromCodePoint(point);
  }

  #next(): string {
    const character = this.#peek();
    this.#at += character.length;
    return character;
  }
}

/** Parses a piece as if it stood alone between braces. */
function parseFragment(text: string): ListNode {
  const [first] = parseJsonPath(`{${text}}`);
  return first?.type === 'list' ? first : { type: 'list', nodes: [] };
}

function readSlice([, start = '', end = '', step = '']: RegExpExecArray): JsonPathNode {
  const first = readBound(start);
  // Without a second part the index stands alone: `[3]` is `[3:4]`.
  const last = end === '' ? { known: true, value: first.value + 1, derived: true } : readBound(end.slice(1));
  return { type: 'array', start: first, end: last, step: readBound(step.slice(1)) };
}

function readBound(text: string): SliceBound {
  if (text === '') return { known: false, value: 0, derived: false };
  if (text === '-') throw new JsonPathError(`array index ${text} is not a number`);
  return { known: true, value: Number(text), derived: false };
}

/** Go's `%#U`: `U+0026 '&'`. */
function unicodeName(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `U+${hex} '${character}'`;
}
