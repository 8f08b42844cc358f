import { AnswerError } from '../../model/errors.ts';
import { ROUTE_KINDS } from '../../gateway-api/kinds.ts';
import { groupKindKey } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import type { Source } from '../../model/source.ts';
import { understandType } from '../select/requested-type.ts';

/** Whether objects of a type are drawn. */
export type KindFilter = (type: GroupKind) => boolean;

/** What `--kinds` says. */
export interface ChosenKinds {
  readonly shows: KindFilter;
  /** Whether one of the kinds was named that fit. */
  readonly names: (fits: KindFilter) => boolean;
}

/**
 * Understands `--kinds`: types as `get` takes them, with commas or repeated; `routes` and `policies` stand for all of their
 * kinds. Without any, all kinds are drawn.
 * @throws AnswerError for a type that the source does not have, or that is no kind of objects.
 */
export async function readKinds(
  values: readonly string[],
  source: Source,
  policyKinds: readonly GroupKind[],
): Promise<ChosenKinds> {
  const words = values.flatMap((value) => value.split(',')).filter((word) => word !== '');
  if (words.length === 0) return { shows: () => true, names: () => false };
  const kinds = new Map<string, GroupKind>();
  const add = (type: GroupKind): void => void kinds.set(groupKindKey(type), type);
  for (const word of words) {
    for (const requested of (await understandType(word, source)).requested) {
      if (requested.kind === 'resource') add(requested.type);
      else if (requested.virtual === 'routes') ROUTE_KINDS.forEach(add);
      else if (requested.virtual === 'policies') policyKinds.forEach(add);
      else throw new AnswerError(`--kinds does not take ${word}: use types of objects, routes or policies`);
    }
  }
  return { shows: (type) => kinds.has(groupKindKey(type)), names: (fits) => kinds.values().some(fits) };
}
