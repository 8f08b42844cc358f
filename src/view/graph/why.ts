import { NOT_EVALUATED } from '../../model/computed-condition.ts';
import type { Cell, Tone } from '../table.ts';
import type { Health, NodeState } from './health.ts';

const TONES: Readonly<Record<NodeState, Tone>> = { ok: 'good', warning: 'warning', broken: 'bad', unknown: 'muted' };

/** Reason and sentence of what is not well, as one cell; none where all is. */
export function why({ state, reason, message }: Health): readonly Cell[] {
  if (state === 'ok') return [];
  const text = [reason === NOT_EVALUATED ? '' : reason, message].filter((part) => part !== '').join(': ');
  return text === '' ? [] : [{ text, tone: TONES[state] }];
}
