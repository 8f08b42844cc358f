import { readRecord } from '../model/read.ts';

/** What many write for the core group, which the API names by the empty string: some controllers take it, most refuse it. */
const CORE = 'core';

/** The group of a reference as it is meant: `core` is the core group, an absent one that of the field. */
export function readGroup(written: unknown, fallback: string): string {
  if (typeof written !== 'string') return fallback;
  return written === CORE ? '' : written;
}

/** Whether a reference writes `core` where the API wants the empty string. */
export function writesCore(reference: unknown): boolean {
  return readRecord(reference)['group'] === CORE;
}
