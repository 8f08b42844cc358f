import { AnswerError } from '../../model/errors.ts';
import type { PolicyKind } from '../../policy/policy-kind.ts';

/**
 * The policy kinds that the user means by `--kind`: the kind, its plural, or either with the group, in any letter case.
 * Undefined: all.
 * @throws AnswerError where a word means none of them.
 */
export function chooseKinds(words: readonly string[], kinds: readonly PolicyKind[]): readonly PolicyKind[] | undefined {
  if (words.length === 0) return undefined;
  return words.flatMap((word) => {
    const wanted = word.toLowerCase();
    const found = kinds.filter(({ group, kind, crdName }) => {
      const own = kind.toLowerCase();
      const plural = crdName.slice(0, crdName.length - group.length - 1).toLowerCase();
      return [own, plural, `${own}.${group}`, crdName.toLowerCase()].includes(wanted);
    });
    if (found.length > 0) return found;
    const known = kinds.map(({ kind }) => kind).toSorted();
    throw new AnswerError(
      known.length === 0
        ? `no policy kind is named "${word}": no policy kinds were found`
        : `no policy kind is named "${word}"; the policy kinds are ${known.join(', ')}`,
    );
  });
}
