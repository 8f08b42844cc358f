import type { Fact } from '../../model/fact.ts';
import type { Departure } from './alter-outcome.ts';
import type { Behaviours, Known } from './behaviours.ts';
import type { Candidate } from './candidate.ts';
import { normalisePath } from './normalise-path.ts';
import { compareAs } from './order-as.ts';
import type { RequestView } from './request-view.ts';

/** What a choice may rest on, one thing at a time: the values that belong together, and the fact that says so. */
export interface Cause {
  readonly keys: readonly (keyof Behaviours)[];
  /** @param own the row of the implementation, `specified` that of the specification. */
  readonly fact: (context: CauseContext) => Fact;
}

/** What the facts speak of. */
export interface CauseContext {
  readonly behaviours: Behaviours;
  readonly view: RequestView;
  readonly own: Candidate | undefined;
  readonly specified: Candidate | undefined;
  /** The most specific hostname of all candidates. */
  readonly hostname: string;
}

/** The simplest explanation first. */
export const CAUSES: readonly Cause[] = [
  {
    keys: ['hostFallthrough'],
    fact: ({ behaviours, hostname }) =>
      behaviours.hostFallthrough?.value === true
        ? { code: 'hostFallsThrough' }
        : { code: 'hostDoesNotFallThrough', hostname },
  },
  { keys: ['hostKey'], fact: () => ({ code: 'hostComparedNarrowed' }) },
  {
    keys: ['regexAnchor'],
    fact: ({ behaviours: { regexAnchor } }) => ({
      code: 'expressionNotWhole',
      what: 'path',
      anchor: regexAnchor?.value === 'start' ? 'start' : 'none',
    }),
  },
  {
    keys: ['headerRegexAnchor'],
    fact: ({ behaviours: { headerRegexAnchor } }) => ({
      code: 'expressionNotWhole',
      what: 'header',
      anchor: headerRegexAnchor?.value === 'start' ? 'start' : 'none',
    }),
  },
  {
    keys: ['prefixTrailingSlash'],
    fact: ({ specified, own }) => ({
      code: 'prefixSlashCounts',
      value: `${(specified ?? own)?.row.path?.value ?? ''}/`,
    }),
  },
  { keys: ['prefixUnit'], fact: () => ({ code: 'prefixByCharacters' }) },
  { keys: ['wildcardsInExact'], fact: () => ({ code: 'exactHasWildcards' }) },
  {
    keys: ['normalise'],
    fact: ({ view, behaviours }) => ({
      code: 'pathNormalised',
      path: normalisePath(view.pathname, behaviours.normalise?.value),
    }),
  },
  {
    keys: ['duplicateRequestHeader'],
    fact: ({ behaviours: { duplicateRequestHeader } }) => ({
      code: 'headersOneByOne',
      how: duplicateRequestHeader?.value === 'split' ? 'split' : 'any',
    }),
  },
  { keys: ['queryDecoded'], fact: () => ({ code: 'queryNotDecoded' }) },
  {
    keys: ['queryRepeated'],
    fact: ({ behaviours: { queryRepeated } }) => ({
      code: 'queryOccurrence',
      which: queryRepeated?.value === 'last' ? 'last' : 'any',
    }),
  },
  {
    keys: ['grpcServiceOnly'],
    fact: ({ behaviours: { grpcServiceOnly } }) => ({
      code: 'serviceAloneNeverMatches',
      isRefused: grpcServiceOnly?.value === 'refused',
    }),
  },
  { keys: ['redirectSchemeGuard'], fact: ({ view }) => ({ code: 'redirectGuarded', scheme: view.request.scheme }) },
  { keys: ['listenerPick'], fact: () => ({ code: 'listenersNotIsolated' }) },
  { keys: ['portsShareRoutes'], fact: () => ({ code: 'portsShareRoutes' }) },
  {
    keys: ['order', 'sumWeights'],
    fact: ({ behaviours, own, specified }) => {
      if (own === undefined || specified === undefined) return { code: 'pathChosenAlone' };
      return { code: 'orderDiffers', by: compareAs(own, specified, behaviours).by ?? '' };
    },
  },
];

/** The behaviours of some causes alone. */
export function onlyOf(behaviours: Behaviours, causes: readonly Cause[]): Behaviours {
  const keys = new Set<string>(causes.flatMap((cause) => cause.keys));
  return Object.fromEntries(Object.entries(behaviours).filter(([key]) => keys.has(key)));
}

/** What is known of a cause; undefined where nothing is. */
export function knownOf(behaviours: Behaviours, { keys }: Cause): Known<unknown> | undefined {
  for (const key of keys) if (behaviours[key] !== undefined) return behaviours[key];
  return undefined;
}

/**
 * Why an implementation chooses another row: the one thing that is enough for it, else all without which it would not.
 * @param pickAs the row that a set of behaviours chooses.
 */
export function explainChoice(
  context: CauseContext,
  pickAs: (behaviours: Behaviours) => Candidate | undefined,
): readonly Departure[] {
  const { behaviours, own } = context;
  const causes = CAUSES.filter((cause) => knownOf(behaviours, cause) !== undefined);
  const isOwn = (some: readonly Cause[]): boolean => pickAs(onlyOf(behaviours, some))?.row === own?.row;
  const enough = causes.find((cause) => isOwn([cause]));
  const needed =
    enough === undefined ? causes.filter((cause) => !isOwn(causes.filter((other) => other !== cause))) : [enough];
  return needed.flatMap((cause) => {
    const known = knownOf(behaviours, cause);
    return known === undefined ? [] : [{ fact: cause.fact(context), known }];
  });
}
