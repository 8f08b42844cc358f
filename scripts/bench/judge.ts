import type { Budget, Figure, Line } from './lines.ts';
import type { Figures } from './measure.ts';

/** The medians of one program, with the counts of its requests where it tells them. */
export interface Result extends Figures {
  readonly requests?: number | undefined;
  readonly eventLists?: number | undefined;
}

/** How a budget was met. */
export interface Verdict {
  readonly text: string;
  readonly held: boolean;
}

const UNITS: Readonly<Record<Figure, readonly [name: string, unit: string]>> = {
  wall: ['wall', ' ms'],
  cpu: ['CPU', ' ms'],
  memory: ['memory', ' MB'],
  heap: ['heap', ' MB'],
  requests: ['requests', ''],
  eventLists: ['lists of events', ''],
};

/** The median of each figure over some runs of one program. */
export function medianOf(runs: readonly Figures[]): Figures {
  const of = (figure: 'wall' | 'cpu' | 'memory' | 'heap'): number | undefined =>
    middle(runs.flatMap((run) => run[figure] ?? []));
  return { wall: of('wall') ?? Number.NaN, cpu: of('cpu') ?? Number.NaN, memory: of('memory'), heap: of('heap') };
}

function middle(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half];
  const lower = sorted[half - 1];
  return sorted.length % 2 === 1 || upper === undefined || lower === undefined ? upper : (upper + lower) / 2;
}

/**
 * Holds a line's results against its budgets; the results by the names of their subjects. A figure that this machine cannot
 * tell (memory without /proc) is not judged, one of a program that is not there neither.
 */
export function judge(line: Line, results: ReadonlyMap<string, Result>): readonly Verdict[] {
  const ours = results.get(line.subject.name);
  return line.budgets.flatMap((budget) => {
    const value = ours?.[budget.figure];
    const verdict = value === undefined ? undefined : judgeOne(budget, value, results);
    return verdict ?? [];
  });
}

function judgeOne(budget: Budget, value: number, results: ReadonlyMap<string, Result>): Verdict | undefined {
  const [name, unit] = UNITS[budget.figure];
  if ('times' in budget) {
    const other = results.get(budget.of)?.[budget.figure];
    if (other === undefined) return undefined;
    const ratio = value / other;
    return { text: `${name} ${ratio.toFixed(2)}x ${budget.of}, at most ${budget.times}x`, held: ratio <= budget.times };
  }
  if ('above' in budget) {
    const other = results.get(budget.above)?.[budget.figure];
    if (other === undefined) return undefined;
    const more = value - other;
    return {
      text: `${name} +${more.toFixed(0)}${unit} over ${budget.above}, at most +${budget.most}${unit}`,
      held: more <= budget.most,
    };
  }
  const why = budget.why === undefined ? '' : ` (${budget.why})`;
  return {
    text: `${name} ${value.toFixed(0)}${unit}, at most ${budget.most}${unit}${why}`,
    held: value <= budget.most,
  };
}
