import { isRecord } from '../../src/model/read.ts';

/** A step into a JSON value. */
export type Step = string | number;

/** A changed copy of an object, and what was changed. */
export interface Mutant {
  readonly change: string;
  readonly object: unknown;
}

/** Values that a schema may take or refuse in place of one, by the type of that one. */
export function replacements(value: unknown): readonly unknown[] {
  if (typeof value === 'string') {
    return ['', 'Upper_case!', '*', '*.example.com', '1.2.3.4', '/a//b', 'x'.repeat(300), 7, '5m', '0s', null];
  }
  if (typeof value === 'number') return [0, -1, 65536, 3_000_000_000, 1.5, '80'];
  if (typeof value === 'boolean') return ['true', !value];
  if (Array.isArray(value)) {
    return ['text', [], [...value, ...value], Array.from({ length: 70 }, () => value[0]), [...value, {}]];
  }
  return ['text', {}, []];
}

/** Every single change of a value: each field left out, and replaced by values of its own type and of others. */
export function* mutantsOf(object: unknown, start: string): Generator<Mutant> {
  for (const path of pathsOf(isRecord(object) ? object[start] : undefined, [start])) {
    yield { change: `${path.join('.')} left out`, object: changed(object, path, undefined) };
    for (const value of replacements(valueAt(object, path))) {
      yield {
        change: `${path.join('.')} = ${JSON.stringify(value).slice(0, 60)}`,
        object: changed(object, path, value),
      };
    }
  }
}

/** Every path in a value, behind the path to it. */
export function* pathsOf(value: unknown, path: readonly Step[]): Generator<readonly Step[]> {
  yield path;
  const entries: readonly (readonly [Step, unknown])[] = Array.isArray(value)
    ? value.map((entry, index) => [index, entry] as const)
    : isRecord(value)
      ? Object.entries(value)
      : [];
  for (const [step, child] of entries) yield* pathsOf(child, [...path, step]);
}

/** The value at a path; undefined where nothing stands there. */
export function valueAt(value: unknown, path: readonly Step[]): unknown {
  let current = value;
  for (const step of path) {
    if (Array.isArray(current)) current = current[Number(step)];
    else current = isRecord(current) ? current[String(step)] : undefined;
  }
  return current;
}

/** A copy with another value at a path; with undefined, without it. */
export function changed(value: unknown, path: readonly Step[], to: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return to;
  if (Array.isArray(value)) {
    const list = value.map((entry, index) => (index === step ? changed(entry, rest, to) : entry));
    return list.filter((entry, index) => index !== step || entry !== undefined);
  }
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(
    ([key, child]) => [key, key === step ? changed(child, rest, to) : child] as const,
  );
  return Object.fromEntries(entries.filter(([key, child]) => key !== step || child !== undefined));
}
