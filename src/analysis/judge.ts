import type { Reported } from '../graph/graph.ts';
import { isOpen } from '../graph/condition.ts';
import { isOwn, ownWord } from '../graph/status/own-word.ts';
import { meaningOf } from '../model/condition-polarity.ts';
import { isDefaulted } from '../model/conditions.ts';
import type { ComputedCondition } from '../model/computed-condition.ts';
import type { Because, JudgedCondition, ReportedWord, Verdict } from './verdict.ts';

/** What is bad of a condition. */
const BAD: Readonly<Record<JudgedCondition, 'True' | 'False'>> = {
  Accepted: 'False',
  Conflicted: 'True',
  Programmed: 'False',
  ResolvedRefs: 'False',
};

/** What refuses the whole, in the order in which it is reported: later failures add nothing. */
const REFUSALS = ['Accepted', 'Conflicted', 'Programmed'] as const;
/** What fails of a thing that is not refused. */
const PARTS = ['Programmed', 'ResolvedRefs'] as const;
const KNOWN = ['Accepted', 'Conflicted', 'ResolvedRefs'] as const;

/** Both sides of one thing. */
export interface Sides {
  readonly computed: Verdict['computed'];
  readonly reported: readonly Reported[];
  /** The controller whose word counts; undefined: any. */
  readonly controller: string | undefined;
}

/** Holds what the rules say beside what the controllers say. */
export function judge(
  { computed, reported, controller }: Sides,
  refusing: readonly JudgedCondition[] = REFUSALS,
): Verdict {
  const words: readonly ReportedWord[] = reported.map((entry) => ({ ...entry, own: isOwn(entry, controller) }));
  const own = words.filter((word) => word.own);
  // What is refused is neither free of conflicts nor programmed: the first says it.
  const found = refusing.map((type) => failures(type, computed[type], own));
  const refused = found.map((ofType) => ofType.filter((one) => !isChoice(one))).find(({ length }) => length > 0) ?? [];
  const parts = PARTS.filter((type) => !refusing.includes(type));
  const failed = [
    ...parts.flatMap((type) => failures(type, computed[type], own)),
    // What is refused has such conditions for that reason.
    ...(refused.length > 0 ? [] : troubles(own, [...refusing, ...parts])),
  ];
  // What a controller may refuse or not, and nobody has said, is no refusal yet.
  const open = found.flat().find(isChoice);
  const unknown = [
    ...(refused.length > 0 || open === undefined ? [] : [open]),
    ...KNOWN.flatMap((type) => doubts(type, computed[type], own)),
  ];
  const state = refused.length > 0 ? 'broken' : failed.length > 0 ? 'warning' : unknown.length > 0 ? 'unknown' : 'ok';
  return { state, computed, reported: words, because: [...refused, ...failed, ...unknown] };
}

/**
 * The same for what is accepted before its references matter: a doubt about that comes first, but for what its controller
 * itself calls wrong.
 */
export function judgeAdmission(sides: Sides, refusing?: readonly JudgedCondition[]): Verdict {
  const verdict = judge(sides, refusing);
  const doubt = verdict.state === 'warning' ? verdict.because.find(isDoubt) : undefined;
  if (doubt === undefined || verdict.because.some(({ code }) => code === 'reported')) return verdict;
  return { ...verdict, state: 'unknown', because: [doubt, ...verdict.because.filter((one) => one !== doubt)] };
}

function isDoubt(because: Because): boolean {
  return because.code === 'computed' && because.type === 'Accepted';
}

/** What the rules call bad, then what the controller does. */
function failures(
  type: JudgedCondition,
  computed: ComputedCondition | undefined,
  own: readonly ReportedWord[],
): readonly Because[] {
  const word = ownWord(own, type, BAD[type]);
  // Where the specification leaves it to the controller, its word decides: what it accepts has no conflict for it.
  const decision = type === 'Conflicted' ? (word ?? ownWord(own, 'Accepted')) : word;
  const isDecided = decision !== undefined && computed !== undefined && isOpen(computed) && type !== 'ResolvedRefs';
  return [
    ...(computed?.status === BAD[type] && !isDecided
      ? ([{ code: 'computed', type, condition: computed }] as const)
      : []),
    ...(word?.condition.status === BAD[type] ? ([{ code: 'reported', ...word }] as const) : []),
  ];
}

/** Whether a refusal is one that the specification leaves to the controller. */
function isChoice(because: Because): boolean {
  return because.code === 'computed' && isOpen(because.condition);
}

/** What else the controller calls wrong of the object as it is now, by the polarity of the conditions. */
function troubles(own: readonly ReportedWord[], judged: readonly string[]): readonly Because[] {
  return own.flatMap(({ controllerName, conditions }) =>
    conditions
      .filter((condition) => !judged.includes(condition.type) && !condition.stale && !isDefaulted(condition))
      .filter((condition) => meaningOf(condition) === 'trouble')
      .map((condition) => ({ code: 'reported', controllerName, condition }) as const),
  );
}

/** What cannot be computed is as its controller says. */
function doubts(
  type: JudgedCondition,
  computed: ComputedCondition | undefined,
  own: readonly ReportedWord[],
): readonly Because[] {
  if (computed?.status !== 'Unknown' || ownWord(own, type, BAD[type]) !== undefined) return [];
  return [{ code: 'computed', type, condition: computed }];
}

/** What controllers whose word counts said of an older generation, or did not say at all. */
export function outdated({ reported }: Pick<Verdict, 'reported'>, types: readonly string[]): readonly Because[] {
  return reported.flatMap(({ own, controllerName, conditions }): readonly Because[] =>
    own
      ? conditions.flatMap((condition): readonly Because[] => {
          if (!types.includes(condition.type)) return [];
          if (isDefaulted(condition)) return [{ code: 'pending', condition }];
          return condition.stale ? [{ code: 'stale', controllerName, condition }] : [];
        })
      : [],
  );
}
