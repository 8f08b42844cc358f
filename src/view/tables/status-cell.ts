import type { SummedStatus } from '../../analysis/reported-status.ts';
import type { Cell, Tone } from '../table.ts';

const TONES: Readonly<Record<SummedStatus, Tone>> = {
  True: 'good',
  False: 'bad',
  Partial: 'warning',
  Stale: 'warning',
  Pending: 'warning',
  NotReported: 'warning',
  Unknown: 'muted',
};

/** The cell of a condition or of conditions summed up. */
export function statusCell(status: SummedStatus): Cell {
  return { text: status, tone: TONES[status] };
}
