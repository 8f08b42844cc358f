import { isRecord, readPath, readRecord, readRecords, readString } from '../../src/model/read.ts';
import type { JsonRecord } from '../../src/model/read.ts';

/**
 * Where an answer that was given with fewer rights contradicts the whole one: a reference, a condition or a problem that
 * says something else than `unknown`. What the part leaves out is no contradiction.
 * @param part a document of `graph`, `describe` or `status`.
 * @param whole the same with all rights.
 */
export function contradictions(part: unknown, whole: unknown): readonly string[] {
  const known = new Map(factsOf(whole));
  const problems = readRecords(readPath(whole, 'problems'));
  const faults = new Set(problems.map(faultOf));
  const waiting = new Set(problems.flatMap(({ consequences }) => readRecords(consequences).map(objectOf)));
  // Who cannot see a cause sees a problem of each that waits; of the fields that fail for one reason the first is named.
  const isSaid = new Set(
    readRecords(readPath(part, 'problems'))
      .filter((problem) => faults.has(faultOf(problem)) || waiting.has(objectOf(problem['subject'])))
      .map((problem) => keyOf(problem, 'subject', 'path')),
  );
  return factsOf(part)
    .filter(([about, state]) => !isLess(state, known.get(about)) && !isSaid.has(about))
    .map(([about, state]) => `${about}: ${state}, which is ${known.get(about) ?? 'not said'}`);
}

/** The object and what is wrong with it, whichever field shows it. */
function faultOf({ subject, message }: JsonRecord): string {
  return `${objectOf(subject)} ${String(message)}`;
}

function objectOf(ref: unknown): string {
  const { section: _, ...object } = readRecord(ref);
  return JSON.stringify(object);
}

function isLess(state: string, whole: string | undefined): boolean {
  return state === whole || state.toLowerCase() === 'unknown';
}

/** Everything that a document says, as what it is about and its state. */
function factsOf(document: unknown): readonly (readonly [string, string])[] {
  return [
    ...readRecords(readPath(document, 'edges')).map(
      (edge) => [keyOf(edge, 'from', 'relation', 'path', 'to'), text(edge, 'state')] as const,
    ),
    ...readRecords(readPath(document, 'items')).flatMap(factsOfObject),
    ...readRecords(readPath(document, 'problems')).map(
      (problem) => [keyOf(problem, 'subject', 'path'), 'problem'] as const,
    ),
  ];
}

function factsOfObject(item: JsonRecord): readonly (readonly [string, string])[] {
  const own = JSON.stringify(item['ref']);
  const conditions = ['accepted', 'conflicted', 'resolvedRefs'];
  const sections = [
    { place: own, value: item },
    ...['attachments', 'listeners', 'ancestors'].flatMap((list) =>
      readRecords(item[list]).map((value) => ({
        place: `${own} ${list} ${keyOf(value, 'path', 'name', 'parentRef', 'ancestorRef')}`,
        value,
      })),
    ),
  ];
  return [
    ...sections.flatMap(({ place, value }) =>
      conditions.flatMap((condition) => {
        const status = readString(readPath(value, condition, 'status'));
        return status === undefined ? [] : [[`${place} ${condition}`, status] as const];
      }),
    ),
    ...readRecords(item['related']).map(
      (related) =>
        [`${own} ${keyOf(related, 'relation', 'direction', 'path', 'ref')}`, text(related, 'state')] as const,
    ),
  ];
}

function keyOf(value: JsonRecord, ...fields: readonly string[]): string {
  return JSON.stringify(fields.map((field) => value[field]));
}

function text(value: unknown, field: string): string {
  return (isRecord(value) ? readString(value[field]) : undefined) ?? '';
}
