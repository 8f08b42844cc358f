import type { Verdict } from '../../analysis/verdict.ts';
import type { Drift, Reported } from '../../graph/graph.ts';
import { NOT_EVALUATED } from '../../model/computed-condition.ts';
import type { ComputedCondition } from '../../model/computed-condition.ts';
import { meaningOf } from '../../model/condition-polarity.ts';
import type { Meaning } from '../../model/condition-polarity.ts';
import { isDefaulted } from '../../model/conditions.ts';
import type { Condition } from '../../model/conditions.ts';
import type { Fact } from '../../model/fact.ts';
import { say, sayInLines } from '../say/say.ts';
import { cellText } from '../table.ts';
import type { Cell, Tone } from '../table.ts';
import { sayVerdict } from '../say/verdicts.ts';

const TONES: Readonly<Record<Meaning, Tone>> = { good: 'good', trouble: 'bad', note: 'warning', unknown: 'muted' };

/** `Accepted=True`, `ResolvedRefs=False BackendNotFound`, `Accepted not evaluated`. */
function computedCell(type: string, condition: ComputedCondition): Cell {
  const { status, reason } = condition;
  if (reason === NOT_EVALUATED) return { text: `${type} not evaluated`, tone: 'muted' };
  const meaning = meaningOf({ type, status, reason });
  return { text: `${type}=${status}${reasonText(type, reason, meaning)}`, tone: TONES[meaning] };
}

/** A reason that says no more than the condition itself is left out. */
function reasonText(type: string, reason: string, meaning: Meaning): string {
  const isDefault = meaning === 'good' && (reason === type || reason === 'NoConflicts');
  return reason === '' || isDefault ? '' : ` ${reason}`;
}

/** `Accepted=True`, with its reason where that says more; `Pending` where only the CRD's default is there. */
export function reportedCell(condition: Condition & { readonly stale?: boolean }): Cell {
  const { type, status, reason } = condition;
  if (isDefaulted(condition)) return { text: `${type}=Pending`, tone: 'muted' };
  const meaning = meaningOf(condition);
  const text = `${type}=${status}${reasonText(type, reason, meaning)}`;
  return { text, tone: condition.stale === true ? 'warning' : TONES[meaning] };
}

/** The two that everyone looks for first, then the others in the order in which they were written. */
function compareConditions(a: Condition, b: Condition): number {
  return rank(a.type) - rank(b.type);
}

const FIRST = ['Accepted', 'Conflicted', 'ResolvedRefs', 'Programmed'];

function rank(type: string): number {
  const at = FIRST.indexOf(type);
  return at < 0 ? FIRST.length : at;
}

/** What one controller reported, and how much it counts; `own` absent: whoever it is, it may. */
export interface ShownReport extends Reported {
  readonly own?: boolean;
  /** Nothing in the spec leads there any more. */
  readonly leftOver?: boolean;
}

/**
 * What controllers reported, a row each: `reported  Accepted=True  ResolvedRefs=True  by acme.io/x  stale: …`, and below
 * it what of it contradicts the specification, and the message of each condition that is not well. What does not count is
 * shown as it is, without a judgement.
 * @param types the conditions that have columns of their own, so that computed and reported stand below one another.
 */
export function reportedRows(
  reported: readonly ShownReport[],
  types: readonly string[],
  generation: number | undefined,
  drift: readonly Drift[],
): readonly (readonly Cell[])[] {
  return reported.flatMap(({ controllerName, conditions, own, leftOver = false }) => {
    const isForeign = own === false && !leftOver;
    const cellOf = isForeign || leftOver ? plainCell : reportedCell;
    const sorted = conditions.toSorted(compareConditions);
    const cells: Cell[] = ['reported'];
    for (const type of types) {
      const condition = sorted.find((entry) => entry.type === type);
      cells.push(condition === undefined ? '' : cellOf(condition));
    }
    const others = sorted.filter(({ type }) => !types.includes(type)).map(cellOf);
    const by = controllerName === '' ? [] : [`by ${controllerName}${isForeign ? ' (foreign)' : ''}`];
    const stale = isForeign || leftOver ? undefined : sorted.find((condition) => condition.stale);
    const note: Cell[] =
      stale === undefined ? [] : [{ text: staleText(stale.observedGeneration, generation), tone: 'warning' }];
    const contradictions = contradictionRows(drift.filter((point) => point.controllerName === controllerName));
    return [[...cells, ...others, ...by, ...note], ...contradictions, ...messageRows(sorted)];
  });
}

/** What contradicts the specification, below the report that says it: `! Accepted: reported True, but …`. */
export function contradictionRows(drift: readonly Drift[]): readonly (readonly Cell[])[] {
  return drift
    .filter(({ kind }) => kind === 'contradiction')
    .map(({ about, fact }) => {
      // Why the specification says so stands above, beside what is computed.
      const point = fact.code === 'contradiction' ? { ...fact, because: undefined } : fact;
      return [{ text: `! ${about}: ${say(point)}`, tone: 'warning' }];
    });
}

function plainCell(condition: Condition): Cell {
  return { text: cellText(reportedCell({ ...condition })), tone: 'muted' };
}

/** `! stale: generation 4, observed 3`. */
export function staleText(observed: number | undefined, generation: number | undefined): string {
  return `! stale: generation ${generation ?? '?'}, observed ${observed ?? '?'}`;
}

function messageRows(conditions: readonly Condition[]): readonly (readonly Cell[])[] {
  const rows: (readonly Cell[])[] = [];
  for (const condition of conditions) {
    const { type, message } = condition;
    if (message !== '' && meaningOf(condition) !== 'good') rows.push([{ text: `${type}: ${message}`, tone: 'muted' }]);
  }
  return rows;
}

/** One computed row: `computed  Accepted=True  ResolvedRefs=False BackendNotFound`. */
export function computedRow(
  conditions: readonly (readonly [string, ComputedCondition | undefined])[],
): readonly Cell[] {
  return [
    'computed',
    ...conditions.map(([type, condition]) => (condition === undefined ? '' : computedCell(type, condition))),
  ];
}

/** The reason of a verdict that weighs most, as sentences below its line. */
export function verdictRows(verdict: Verdict): readonly (readonly Cell[])[] {
  const [worst] = verdict.because;
  if (worst?.code === 'computed') return computedMessages([worst.condition]);
  const { message } = sayVerdict(verdict);
  return message === '' ? [] : [[message]];
}

/** What the specification leaves open, or the class has decided. */
function choiceText(choice: Fact): string {
  return choice.code === 'featureNotListed' ? say(choice) : `left to the implementation: ${say(choice)}`;
}

/** The messages of what was computed, each once: what is so, and what to change. */
export function computedMessages(conditions: readonly (ComputedCondition | undefined)[]): readonly (readonly Cell[])[] {
  const messages = new Set<string>();
  for (const condition of conditions) {
    if (condition === undefined) continue;
    const { status, because, choice } = condition;
    if (because !== undefined && status !== 'True') for (const line of sayInLines(because)) messages.add(line);
    if (choice !== undefined) messages.add(choiceText(choice));
  }
  return [...messages].map((message) => [message]);
}
