import type { Graph, GraphEdge, Reported } from '../graph/graph.ts';
import type { ReportedCondition } from '../graph/status/own-word.ts';
import type { ComputedCondition } from '../model/computed-condition.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Violation } from '../model/violation.ts';

/** What was read, and how it connects. */
export interface JudgedWorld {
  readonly snapshot: Snapshot;
  readonly graph: Graph;
}

/** Whether something works as intended: `warning` if only a part of it does, `unknown` if that could not be determined. */
export type VerdictState = 'ok' | 'warning' | 'broken' | 'unknown';

/** The conditions that a verdict rests on. */
export type JudgedCondition = 'Accepted' | 'Conflicted' | 'Programmed' | 'ResolvedRefs';

/** One reason why something is not ok; a sentence is made of it where it is shown. */
export type Because =
  /** The rules of the specification say so. */
  | { readonly code: 'computed'; readonly type: JudgedCondition; readonly condition: ComputedCondition }
  /** The object's own controller says so. */
  | { readonly code: 'reported'; readonly controllerName: string; readonly condition: ReportedCondition }
  /** The controller spoke of an older generation only. */
  | {
      readonly code: 'stale';
      readonly controllerName: string;
      readonly condition: ReportedCondition;
      /** That of the object now, where it is known. */
      readonly generation?: number | undefined;
    }
  /** Only the default of the CRD is there. */
  | { readonly code: 'pending'; readonly condition: ReportedCondition }
  /** A reference that it holds leads nowhere, or might. */
  | { readonly code: 'reference'; readonly edge: GraphEdge }
  /** No API server would take it as it is written. `more` rules than this one refuse it. */
  | { readonly code: 'inadmissible'; readonly violation: Violation; readonly more: number }
  /** It does not exist, or could not be read; the edge names it. */
  | { readonly code: 'missing' | 'unread'; readonly edge: GraphEdge | undefined }
  /** A route without parents. */
  | { readonly code: 'noParents' };

/** What one controller reported, and whether its word counts. */
export interface ReportedWord extends Reported {
  readonly own: boolean;
}

/**
 * The one answer to "is it all right?" that every view shows. Its own controller's refusal counts whatever is computed; a
 * computed refusal counts whatever is reported; where nothing can be computed its own controller's admission counts. What
 * other controllers write, and what is about an older generation, is shown and decides nothing (semantics.md 6.2).
 */
export interface Verdict {
  readonly state: VerdictState;
  /** What the rules of the specification say, by the type of the condition; empty where they say nothing. */
  readonly computed: Readonly<Partial<Record<JudgedCondition, ComputedCondition>>>;
  /** What controllers said. */
  readonly reported: readonly ReportedWord[];
  /** Why it is not ok, the worst first; empty where it is. */
  readonly because: readonly Because[];
}

/** A verdict with nothing to complain of. */
export const FINE: Verdict = { state: 'ok', computed: {}, reported: [], because: [] };

/** Whether a route with this verdict has its place at the parent, whatever its references come to. */
export function isAttached({ state, because: [worst] }: Verdict): boolean {
  if (state !== 'unknown') return state !== 'broken';
  return worst?.code === 'computed' && worst.type === 'ResolvedRefs';
}

/** The API's word for a reason, or ours; empty where there is none. */
export function reasonOf(because: Because): string {
  switch (because.code) {
    case 'computed':
    case 'reported':
    case 'pending':
      return because.condition.reason;
    case 'stale':
      return 'Stale';
    case 'reference':
      return because.edge.reason;
    case 'inadmissible':
      return 'Invalid';
    case 'missing':
      return because.edge?.reason ?? '';
    case 'unread':
    case 'noParents':
      return '';
  }
}

/** The reason that weighs most; empty where all is well. */
export function worstReason({ because: [worst] }: Pick<Verdict, 'because'>): string {
  return worst === undefined ? '' : reasonOf(worst);
}

/** Whether it, or a part of it, is known to be wrong. */
export function isFlawed({ state }: Verdict): boolean {
  return state === 'broken' || state === 'warning';
}

/** What several parts come to: broken where all are, a warning where some are. */
export function sumVerdicts(verdicts: readonly Verdict[]): Verdict {
  const broken = verdicts.find(({ state }) => state === 'broken');
  if (broken !== undefined) {
    return verdicts.every(({ state }) => state === 'broken') ? broken : { ...broken, state: 'warning' };
  }
  return verdicts.find(({ state }) => state === 'warning') ?? verdicts.find(({ state }) => state === 'unknown') ?? FINE;
}
