import type { Verdict } from '../../model/conditions.ts';
import type { Cell, Tone } from '../table.ts';

const TONES: Readonly<Record<Verdict, Tone>> = {
  True: 'good',
  False: 'bad',
  Partial: 'warning',
  Stale: 'warning',
  Pending: 'warning',
  Unknown: 'muted',
};

/** The cell of a condition or of conditions summed up. */
export function verdictCell(verdict: Verdict): Cell {
  return { text: verdict, tone: TONES[verdict] };
}
