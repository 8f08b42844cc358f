import { UsageError } from '../../model/errors.ts';

/** One type word with the names that were asked of it; no names means all. */
export interface ResourceArgument {
  readonly type: string;
  readonly names: readonly string[];
}

/** What limits the arguments: kubectl refuses these combinations. */
export interface ArgumentLimits {
  readonly program: string;
  readonly verb: string;
  readonly hasSelector: boolean;
  readonly allNamespaces: boolean;
}

/**
 * Reads `TYPE[,TYPE…] [NAME…]` or `TYPE/NAME…` as kubectl's resource builder does: types are de-duplicated, tuples keep
 * their order, neighbours of one type are read together.
 * @throws UsageError in kubectl's words.
 */
export function parseResourceArguments(
  words: readonly string[],
  { program, verb, hasSelector, allNamespaces }: ArgumentLimits,
): readonly ResourceArgument[] {
  const [first] = words;
  if (first === undefined) {
    throw new UsageError(
      `Required resource not specified.\nUse "${program} api-resources" for a list of the Gateway API's resources.\nSee '${program} ${verb} -h' for help and examples`,
    );
  }
  const isTuples = words.some((word) => word.includes('/'));
  const requested = isTuples ? parseTuples(words, program, verb) : parseTypes(words);
  if (requested.some(({ names }) => names.length > 0)) {
    if (hasSelector && isTuples) {
      throw new UsageError('selectors and the all flag cannot be used when passing resource/name arguments');
    }
    if (hasSelector) throw new UsageError('name cannot be provided when a selector is specified');
    if (allNamespaces) throw new UsageError('a resource cannot be retrieved by name across all namespaces');
  }
  return requested;
}

function parseTypes([types = '', ...names]: readonly string[]): readonly ResourceArgument[] {
  const distinct = [...new Set(types.split(',').filter((type) => type !== ''))];
  if (distinct.length === 0)
    throw new UsageError('arguments in resource/name form must have a single resource and name');
  if (names.includes('')) throw new UsageError('resource name may not be empty');
  return distinct.map((type) => ({ type, names }));
}

function parseTuples(words: readonly string[], program: string, verb: string): readonly ResourceArgument[] {
  const groups: { type: string; names: string[] }[] = [];
  for (const word of words) {
    const parts = word.split('/');
    if (parts.length === 1) {
      throw new UsageError(
        `there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. '${program} ${verb} resource/<resource_name>' instead of '${program} ${verb} resource resource/<resource_name>'`,
      );
    }
    if (parts.length > 2) throw new UsageError('arguments in resource/name form may not have more than one slash');
    const [type = '', name = ''] = parts;
    if (type === '' || name === '' || type.includes(',')) {
      throw new UsageError('arguments in resource/name form must have a single resource and name');
    }
    const last = groups.at(-1);
    if (last?.type === type) last.names.push(name);
    else groups.push({ type, names: [name] });
  }
  return groups;
}
