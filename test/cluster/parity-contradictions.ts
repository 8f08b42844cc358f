import { isRecord, readPath, readRecords, readString } from '../../src/model/read.ts';
import type { JsonRecord } from '../../src/model/read.ts';

/**
 * Where an answer that was given with fewer rights contradicts the whole one: a reference, a condition or a problem that
 * says something else than `unknown`. What the part leaves out is no contradiction.
 * @param part a document of `graph`, `describe` or `status`.
 * @param whole the same with all rights.
 */
export function contradictions(part: unknown, whole: unknown): readonly string[] {
  const known = new Map(factsOf(whole));
  return factsOf(part)
    .filter(([about, state]) => !isLess(state, known.get(about)))
    .map(([about, state]) => `${about}: ${state}, which is ${known.get(about) ?? 'not said'}`);
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
