import type { Verdict, VerdictState } from '../../analysis/verdict.ts';
import { NOT_EVALUATED } from '../../model/computed-condition.ts';
import { sayVerdict } from '../say/verdicts.ts';
import type { Cell, Tone } from '../table.ts';

const TONES: Readonly<Record<VerdictState, Tone>> = { ok: 'good', warning: 'warning', broken: 'bad', unknown: 'muted' };

/** Reason and sentence of what is not well, as one cell; none where all is. */
export function why(verdict: Pick<Verdict, 'state' | 'because'>): readonly Cell[] {
  const { reason, message } = sayVerdict(verdict);
  const text = [reason === NOT_EVALUATED ? '' : reason, message].filter((part) => part !== '').join(': ');
  return text === '' ? [] : [{ text, tone: TONES[verdict.state] }];
}
