import { dirname, resolve } from 'node:path';
import type { Gap } from '../../model/gap.ts';
import type { Skipped } from '../../model/skipped.ts';
import { systemReason } from '../file-error.ts';
import type { FoundInput } from './find-inputs.ts';
import { readBytes } from './read-bytes.ts';
import { readObjects } from './read-objects.ts';
import type { FoundObject, Reading } from './read-objects.ts';

/** What the inputs held. */
export interface ReadInputs {
  readonly objects: readonly FoundObject[];
  /** What could not be read, or may be an object. */
  readonly gaps: readonly Gap[];
  readonly skipped: readonly Skipped[];
  /** Why anything was not read, in its order. */
  readonly reasons: readonly Gap[];
}

/** Reads all inputs. What a Kustomization among them applies as a patch is a part of an object only, and skipped. */
export async function readInputs(
  inputs: readonly FoundInput[],
  readInput: () => AsyncIterable<Uint8Array>,
): Promise<ReadInputs> {
  const objects: FoundObject[] = [];
  const gaps: Gap[] = [];
  const skipped: Skipped[] = [];
  const reasons: Gap[] = [];
  const readings: (Reading & Pick<FoundInput, 'name' | 'path'>)[] = [];
  const patches = new Set<string>();
  for (const { name, path, ...input } of inputs) {
    try {
      const { input: opened, bytes } = await readBytes({ name, path, ...input }, readInput);
      const reading = readObjects(opened, bytes);
      readings.push({ ...reading, name, path });
      if (path !== undefined) for (const patch of reading.patches) patches.add(resolve(dirname(path), patch));
    } catch (error) {
      const gap: Gap = { what: name, reason: 'failed', message: systemReason(error) };
      gaps.push(gap);
      reasons.push(gap);
    }
  }
  for (const { name, path, objects: held, refused } of readings) {
    if (path !== undefined && patches.has(path)) {
      skipped.push({ reason: 'patch', file: name, line: 1, isWholeFile: true });
      continue;
    }
    for (const object of held) objects.push(object);
    for (const { line, skipped: reason, ...refusal } of refused) {
      reasons.push(refusal);
      if (reason === undefined) gaps.push(refusal);
      else skipped.push({ reason, file: name, line, isWholeFile: held.length === 0 });
    }
  }
  return { objects, gaps, skipped, reasons };
}
