import { compareText } from './compare-text.ts';
import { UsageError } from './errors.ts';
import { labelKeyErrors, labelValueErrors } from './label-syntax.ts';
import { isRecord, readString } from './read.ts';

/** How a requirement compares a label; `Gt` and `Lt` compare integers. */
type LabelOperator = '=' | '==' | '!=' | 'in' | 'notin' | 'exists' | '!' | 'gt' | 'lt';

/** One requirement of a selector: all of them must hold. */
interface LabelRequirement {
  readonly key: string;
  readonly operator: LabelOperator;
  /** Sorted and without repetition; empty for `exists` and `!`. */
  readonly values: readonly string[];
}

/** A parsed label selector; its requirements are sorted by key. Empty selects everything. */
export interface LabelSelector {
  readonly requirements: readonly LabelRequirement[];
}

/**
 * Parses a label selector as `-l` and the API take it (apimachinery `labels.Parse`): `a=b`, `a==b`, `a!=b`, `a in (b,c)`,
 * `a notin (b)`, `a`, `!a`, `a>1`, `a<1`, joined by commas.
 * @throws UsageError in apimachinery's words: `unable to parse requirement: …`.
 */
export function parseLabelSelector(text: string): LabelSelector {
  return { requirements: new Parser(text).parse().toSorted((a, b) => compareText(a.key, b.key)) };
}

/** Whether labels fulfil a selector. */
export function matchLabelSelector({ requirements }: LabelSelector, labels: ReadonlyMap<string, string>): boolean {
  return requirements.every((requirement) => fulfils(requirement, labels));
}

/**
 * Whether labels fulfil a `LabelSelector` object of the API (`matchLabels` and `matchExpressions`, all of them): absent
 * selects nothing, `{}` selects everything.
 * @returns undefined where the object is no valid selector, so that nothing can be said.
 */
export function matchLabelSelectorObject(value: unknown, labels: ReadonlyMap<string, string>): boolean | undefined {
  if (value === undefined || value === null) return false;
  const selector = readLabelSelector(value);
  return selector === undefined ? undefined : matchLabelSelector(selector, labels);
}

/** A `LabelSelector` object of the API, read once for many objects; undefined where it is no valid selector. */
export function readLabelSelector(value: unknown): LabelSelector | undefined {
  const requirements = readRequirements(value);
  return requirements === undefined ? undefined : { requirements };
}

const EXPRESSION_OPERATORS: ReadonlyMap<string, LabelOperator> = new Map([
  ['In', 'in'],
  ['NotIn', 'notin'],
  ['Exists', 'exists'],
  ['DoesNotExist', '!'],
]);

function readRequirements(value: unknown): readonly LabelRequirement[] | undefined {
  if (!isRecord(value)) return undefined;
  const labels = value['matchLabels'] ?? {};
  const expressions = value['matchExpressions'] ?? [];
  if (!isRecord(labels) || !Array.isArray(expressions)) return undefined;
  const requirements: LabelRequirement[] = [];
  for (const [key, entry] of Object.entries(labels)) {
    if (typeof entry !== 'string') return undefined;
    requirements.push({ key, operator: '=', values: [entry] });
  }
  for (const expression of expressions) {
    const requirement = readExpression(expression);
    if (requirement === undefined) return undefined;
    requirements.push(requirement);
  }
  return requirements.every((requirement) => requirementErrors(requirement).length === 0) ? requirements : undefined;
}

function readExpression(value: unknown): LabelRequirement | undefined {
  if (!isRecord(value)) return undefined;
  const key = readString(value['key']);
  const operator = EXPRESSION_OPERATORS.get(readString(value['operator']) ?? '');
  const list = value['values'] ?? [];
  if (key === undefined || operator === undefined || !Array.isArray(list)) return undefined;
  const values = list.filter((entry): entry is string => typeof entry === 'string');
  return values.length === list.length ? { key, operator, values } : undefined;
}

function fulfils({ key, operator, values }: LabelRequirement, labels: ReadonlyMap<string, string>): boolean {
  const label = labels.get(key);
  switch (operator) {
    case '=':
    case '==':
    case 'in':
      return label !== undefined && values.includes(label);
    case '!=':
    case 'notin':
      return label === undefined || !values.includes(label);
    case 'exists':
      return label !== undefined;
    case '!':
      return label === undefined;
    case 'gt':
    case 'lt':
    default: {
      const actual = label === undefined ? undefined : readInteger(label);
      const wanted = readInteger(values[0] ?? '');
      if (actual === undefined || wanted === undefined) return false;
      return operator === 'gt' ? actual > wanted : actual < wanted;
    }
  }
}

/** What is wrong with a requirement (apimachinery `labels.NewRequirement`); paths as a selector without one has them. */
function requirementErrors({ key, operator, values }: LabelRequirement): readonly string[] {
  const errors = invalid('key', key, labelKeyErrors(key));
  if ((operator === 'in' || operator === 'notin') && values.length === 0) {
    errors.push("values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty");
  }
  if ((operator === 'exists' || operator === '!') && values.length > 0) {
    errors.push('values: Invalid value: values set must be empty for exists and does not exist');
  }
  for (const [index, value] of values.entries()) {
    if ((operator === 'gt' || operator === 'lt') && readInteger(value) === undefined) {
      const why = "for 'Gt', 'Lt' operators, the value must be an integer";
      errors.push(`values[${index}]: Invalid value: ${JSON.stringify(value)}: ${why}`);
    }
  }
  for (const [index, value] of values.entries()) {
    errors.push(...invalid(`values[${index}][${key}]`, value, labelValueErrors(value)));
  }
  return errors;
}

function invalid(path: string, value: string, reasons: readonly string[]): string[] {
  return reasons.length === 0 ? [] : [`${path}: Invalid value: ${JSON.stringify(value)}: ${reasons.join('; ')}`];
}

/** Go's ParseInt of 64 bits. */
function readInteger(text: string): bigint | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const value = BigInt(text.replace(/^\+/, ''));
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

/** `word` is a key or a value; `in` and `notin` are words too where a key or value is due. */
interface Token {
  readonly kind: 'end' | 'word' | '(' | ')' | ',' | '!' | '==' | '=' | '!=' | '>' | '<';
  readonly text: string;
}

const OPERATORS: ReadonlyMap<string, LabelOperator> = new Map([
  ['in', 'in'],
  ['notin', 'notin'],
  ['=', '='],
  ['==', '=='],
  ['!=', '!='],
  ['>', 'gt'],
  ['<', 'lt'],
]);

/** Tokens of a selector; a word is any run of characters that are neither blank nor special. */
function* scan(text: string): Generator<Token> {
  for (const [word, symbol] of text.matchAll(/(==|!=|[=!(),<>])|[^ \t\r\n=!(),<>]+/g)) {
    yield { kind: isSymbol(symbol) ? symbol : 'word', text: word };
  }
}

function isSymbol(text: string | undefined): text is Exclude<Token['kind'], 'end' | 'word'> {
  return text !== undefined;
}

const END: Token = { kind: 'end', text: '' };

/** apimachinery's recursive descent, step for step, so that the same word is complained of. */
class Parser {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(text: string) {
    this.#tokens = [...scan(text)];
  }

  parse(): readonly LabelRequirement[] {
    const requirements: LabelRequirement[] = [];
    for (;;) {
      const { kind, text } = this.#peek();
      if (kind === 'end') return requirements;
      if (kind !== 'word' && kind !== '!') {
        throw new UsageError(`found '${text}', expected: !, identifier, or 'end of string'`);
      }
      requirements.push(this.#requirement());
      const separator = this.#next();
      if (separator.kind === 'end') return requirements;
      if (separator.kind !== ',') {
        throw new UsageError(`found '${separator.text}', expected: ',' or 'end of string'`);
      }
      const following = this.#peek();
      if (following.kind !== 'word' && following.kind !== '!') {
        throw new UsageError(`found '${following.text}', expected: identifier after ','`);
      }
    }
  }

  #requirement(): LabelRequirement {
    const negated = this.#peek().kind === '!';
    if (negated) this.#next();
    const { kind, text: key } = this.#next();
    if (kind !== 'word') throw unparsable(`found '${key}', expected: identifier`);
    const [keyError] = invalid('<nil>', key, labelKeyErrors(key));
    if (keyError !== undefined) throw unparsable(keyError);
    if (negated) return { key, operator: '!', values: [] };
    const following = this.#peek().kind;
    if (following === 'end' || following === ',') return { key, operator: 'exists', values: [] };
    const operator = this.#operator();
    const found = operator === 'in' || operator === 'notin' ? this.#valueSet() : [this.#value()];
    const requirement = { key, operator, values: [...new Set(found)].toSorted(compareText) };
    const errors = requirementErrors(requirement);
    if (errors.length > 0) throw unparsable(errors.length === 1 ? errors.join('') : `[${errors.join(', ')}]`);
    return requirement;
  }

  #operator(): LabelOperator {
    const { text } = this.#next();
    const operator = OPERATORS.get(text);
    if (operator === undefined) throw unparsable(`found '${text}', expected: in, notin, =, ==, !=, gt, lt`);
    return operator;
  }

  #value(): string {
    const { kind, text } = this.#peek();
    if (kind === 'end' || kind === ',') return '';
    if (kind !== 'word') throw unparsable(`found '${text}', expected: identifier`);
    this.#next();
    return text;
  }

  /** `(a,b)`; an empty place counts as the empty value. */
  #valueSet(): readonly string[] {
    const open = this.#next();
    if (open.kind !== '(') throw unparsable(`found '${open.text}' expected: '('`);
    const first = this.#peek();
    if (first.kind === ')') {
      this.#next();
      return [''];
    }
    if (first.kind !== 'word' && first.kind !== ',') {
      throw unparsable(`found '${first.text}', expected: ',', ')' or identifier`);
    }
    const values: string[] = [];
    for (;;) {
      const { kind, text } = this.#next();
      if (kind === 'word') {
        values.push(text);
        const following = this.#peek();
        if (following.kind === ')') break;
        if (following.kind !== ',') throw unparsable(`found '${following.text}', expected: ',' or ')'`);
      } else if (kind === ',') {
        if (values.length === 0) values.push('');
        const following = this.#peek().kind;
        if (following === ')' || following === ',') values.push('');
        if (following === ')') break;
      } else {
        throw unparsable(`found '${text}', expected: ',', or identifier`);
      }
    }
    this.#next();
    return values;
  }

  #peek(): Token {
    return this.#tokens[this.#position] ?? END;
  }

  #next(): Token {
    const token = this.#peek();
    this.#position++;
    return token;
  }
}

function unparsable(reason: string): UsageError {
  return new UsageError(`unable to parse requirement: ${reason}`);
}
