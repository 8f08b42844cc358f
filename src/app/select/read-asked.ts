import type { GetFlags } from '../../../commands/get.ts';
import { parseResourceArguments } from './parse-resource-arguments.ts';
import type { ArgumentLimits, ResourceArgument } from './parse-resource-arguments.ts';
import { isSelecting, readSelectors } from './read-selectors.ts';
import type { Selectors } from './read-selectors.ts';

/** What a verb is asked about. */
export interface Asked {
  readonly requested: readonly ResourceArgument[];
  readonly selectors: Selectors;
}

/**
 * Reads the words of a verb together with its selectors.
 * @param words `TYPE[,TYPE…] [NAME…]` or `TYPE/NAME…`.
 * @throws UsageError in kubectl's words.
 */
export function readAsked(
  words: readonly string[],
  flags: Pick<GetFlags, 'selector' | 'fieldSelector' | 'allNamespaces'>,
  { program, verb }: Pick<ArgumentLimits, 'program' | 'verb'>,
): Asked {
  const selectors = readSelectors(flags);
  const allNamespaces = flags.allNamespaces === true;
  const limits = { program, verb, hasSelector: isSelecting(selectors), allNamespaces };
  return { requested: parseResourceArguments(words, limits), selectors };
}
