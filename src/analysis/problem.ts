import type { ObjectRef } from '../model/ref.ts';
import type { Because } from './verdict.ts';

/** How much stands still because of a problem, the worst first. */
export const PROBLEM_RANKS = [
  'invalid',
  'class',
  'gateway',
  'listener',
  'route',
  'backend',
  'reference',
  'policy',
  'note',
  'stale',
] as const;

/** One of them. */
export type ProblemRank = (typeof PROBLEM_RANKS)[number];

/** Something that is not right by what statuses and references show of one object, whether or not another one is to blame. */
export interface Symptom {
  readonly rank: ProblemRank;
  readonly subject: ObjectRef;
  /** The field or condition in question: `spec.parentRefs[0]`, `Programmed`. Empty where the object as a whole is meant. */
  readonly path: string;
  readonly because: Because;
}

/** One fault, once: where it lies, and what else is wrong or stands still because of it. */
export interface Problem extends Symptom {
  /** Other objects, or parts of objects, that wait for it to be mended: each once, by their keys. */
  readonly consequences: readonly ObjectRef[];
}

/** Something of which nobody can tell whether it is right. */
export type Doubt = Pick<Symptom, 'subject' | 'path' | 'because'>;
