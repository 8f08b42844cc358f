import type { Note } from '../model/fact.ts';
import { isAttached } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** What is noted of something that works is worth a warning; what fails of it is said first. */
export function withNotes(verdict: Verdict, notes: readonly Note[]): Verdict {
  if (notes.length === 0 || !isAttached(verdict)) return verdict;
  const noted = notes.map((note) => ({ code: 'noted', note }) as const);
  const because = verdict.state === 'unknown' ? [...noted, ...verdict.because] : [...verdict.because, ...noted];
  return { ...verdict, state: 'warning', because };
}
