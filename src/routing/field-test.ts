import type { JsonRecord } from '../model/read.ts';
import { readString } from '../model/read.ts';
import type { MatchInput } from './match-input.ts';
import type { CompilePattern, Pattern } from './pattern.ts';

/** What a text must be: a value, or what an expression matches. */
export interface TextTest {
  readonly type: 'Exact' | 'RegularExpression';
  readonly value: string;
  /** Of an expression; undefined where it could not be compiled, so that only its controller knows what it matches. */
  readonly pattern: Pattern | undefined;
}

/** One header or query parameter that a match asks for. */
export interface FieldTest {
  readonly what: 'header' | 'query';
  /** Of a header in lower case. */
  readonly name: string;
  readonly test: TextTest;
}

/** Reads `type` and `value` of a test. */
export function readTextTest(type: string | undefined, value: string, compile: CompilePattern): TextTest {
  if (type !== 'RegularExpression') return { type: 'Exact', value, pattern: undefined };
  return { type, value, pattern: compile(value) };
}

/** Whether a text passes a test. */
export function passes({ type, value, pattern }: TextTest, text: string): boolean {
  return type === 'Exact' ? text === value : pattern?.matches(text) === true;
}

/**
 * The headers, or query parameters, that a match asks for. Of entries with equivalent names the first counts: names of headers
 * in any case, of parameters exactly (HR:637-645, HR:708-724).
 */
export function readFieldTests(
  what: FieldTest['what'],
  entries: readonly JsonRecord[],
  compile: CompilePattern,
): readonly FieldTest[] {
  if (entries.length === 0) return NO_TESTS;
  const tests = new Map<string, FieldTest>();
  for (const entry of entries) {
    const written = readString(entry['name']) ?? '';
    const name = what === 'header' ? written.toLowerCase() : written;
    if (tests.has(name)) continue;
    const value = typeof entry['value'] === 'string' ? entry['value'] : '';
    tests.set(name, { what, name, test: readTextTest(readString(entry['type']), value, compile) });
  }
  return [...tests.values()];
}

const NO_TESTS: readonly FieldTest[] = [];

/** Whether a request has what is asked for; what is absent never matches. */
export function hasField({ what, name, test }: FieldTest, input: MatchInput): boolean {
  const value = what === 'header' ? input.header(name) : input.query(name);
  return value !== undefined && passes(test, value);
}
