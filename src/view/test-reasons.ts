import type { ObjectRef } from '../documents/ref.ts';
import type { TraceResult, TraceStep } from '../documents/trace-result.ts';
import { nodeText } from './say/paths.ts';
import { placeText } from './trace-page.ts';

/** A sentence of a trace and what it speaks of. */
export interface Reason {
  readonly text: string;
  readonly of?: ObjectRef | undefined;
  readonly field?: string | undefined;
}

/** The steps that say why this answer and no other; the rest of the way is for `trace`. */
const TELLING: ReadonlySet<TraceStep['step']> = new Set(['listener', 'route']);
/** How many near misses are told where nothing matched. */
const MOST_MISSES = 2;

/**
 * Why an answer is what it is, in as few sentences as that takes: what is to blame for an error, the rule that won, or the
 * nearest that did not match.
 */
export function testReasons({ outcome, route, decided, rejected }: TraceResult): readonly Reason[] {
  const reasons: Reason[] = [];
  if (outcome.reason !== undefined)
    reasons.push({ text: outcome.reason, of: outcome.of ?? route, field: outcome.field });
  const won = decided.findLast(({ step }) => TELLING.has(step));
  if (won !== undefined) {
    const isNamed = won.step === 'route' && won.of !== undefined;
    reasons.push({ text: isNamed ? `${nodeText(won.of)} ${won.text}` : won.text, of: won.of, field: won.field });
  }
  if (route === undefined) {
    for (const { text, of, field } of rejected.slice(0, MOST_MISSES)) {
      reasons.push({ text: `${placeText(of)}: ${text}`, of, field });
    }
  }
  return reasons;
}
