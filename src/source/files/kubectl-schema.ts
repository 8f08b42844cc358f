import {
  boolYaml11Tag,
  defineScalarTag,
  floatCoreTag,
  floatYaml11Tag,
  intCoreTag,
  intYaml11Tag,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  nullCoreTag,
  Schema,
  seqTag,
  strTag,
} from 'js-yaml';
import type { ScalarTagDefinition } from 'js-yaml';

/**
 * YAML as kubectl reads it: the booleans and numbers of YAML 1.1 (`on`, `012` is 10, `1_000`, `0b11`) and of 1.2 (`0o14`),
 * merge keys, no dates and no sexagesimals (`12:30:45` is a string), no binary and no local tags.
 */
export const KUBECTL_SCHEMA = new Schema([
  strTag,
  seqTag,
  mapTag,
  nullCoreTag,
  boolYaml11Tag,
  either(intYaml11Tag, intCoreTag),
  either(floatYaml11Tag, floatCoreTag),
  mergeTag,
]);

/** A number by the older rules, else by the newer; a colon makes neither. */
function either(older: ScalarTagDefinition<number>, newer: ScalarTagDefinition<number>): ScalarTagDefinition<number> {
  return defineScalarTag(older.tagName, {
    implicit: true,
    implicitFirstChars: ['+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    identify: (data) => newer.identify(data),
    resolve: (source, isExplicit, tagName) => {
      if (source.includes(':')) return NOT_RESOLVED;
      const value = older.resolve(source, isExplicit, tagName);
      const number = value === NOT_RESOLVED ? newer.resolve(source, isExplicit, tagName) : value;
      // JSON has no such numbers, so kubectl refuses them.
      if (typeof number === 'number' && !Number.isFinite(number)) throw new Error(`unsupported value: ${source}`);
      return number;
    },
  });
}
