import { array, constantFrom, integer, tuple } from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { changed, pathsOf, replacements, valueAt } from './mutants.ts';
import type { Mutant } from './mutants.ts';

/**
 * Objects with up to three changes: a field left out, replaced by a value of its own type or of another, or by what stands
 * in a field of the same name elsewhere.
 */
export function randomMutants(objects: readonly unknown[]): Arbitrary<Mutant> {
  const donors = new Map<string, unknown[]>();
  for (const object of objects) {
    for (const path of pathsOf(valueAt(object, ['spec']), ['spec'])) {
      const name = String(path.findLast((step) => typeof step === 'string'));
      const values = donors.get(name) ?? [];
      donors.set(name, values);
      values.push(valueAt(object, path));
    }
  }
  const change = tuple(integer({ min: 0 }), integer({ min: 0 }), integer({ min: 0, max: 2 }));
  return tuple(constantFrom(...objects), array(change, { minLength: 1, maxLength: 3 })).map(([object, changes]) => {
    let current = object;
    const words: string[] = [];
    for (const [where, which, how] of changes) {
      const paths = [...pathsOf(valueAt(current, ['spec']), ['spec'])];
      const path = paths[where % paths.length] ?? ['spec'];
      const name = String(path.findLast((step) => typeof step === 'string'));
      const values =
        how === 0 ? [undefined] : how === 1 ? replacements(valueAt(current, path)) : (donors.get(name) ?? []);
      const value = values[which % Math.max(1, values.length)];
      current = changed(current, path, value);
      words.push(`${path.join('.')} = ${JSON.stringify(value)?.slice(0, 80) ?? 'left out'}`);
    }
    return { change: words.join('; '), object: current };
  });
}
