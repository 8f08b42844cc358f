import type { Verdict, VerdictState } from '../../analysis/verdict.ts';
import { NOT_EVALUATED } from '../../model/computed-condition.ts';
import { sayBecause } from '../because.ts';
import type { Cell, Tone } from '../table.ts';

const TONES: Readonly<Record<VerdictState, Tone>> = { ok: 'good', warning: 'warning', broken: 'bad', unknown: 'muted' };

/** Reason and sentence of what is not well, as one cell; none where all is. */
export function why({ state, because: [worst] }: Pick<Verdict, 'state' | 'because'>): readonly Cell[] {
  if (state === 'ok' || worst === undefined) return [];
  const { reason, message } = sayBecause(worst);
  const text = [reason === NOT_EVALUATED ? '' : reason, message].filter((part) => part !== '').join(': ');
  return text === '' ? [] : [{ text, tone: TONES[state] }];
}
