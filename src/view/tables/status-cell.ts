import type { ReportedStatus } from '../../analysis/reported-status.ts';
import type { Cell, Tone } from '../table.ts';

const TONES: Readonly<Record<ReportedStatus, Tone>> = {
  True: 'good',
  False: 'bad',
  Partial: 'warning',
  Stale: 'warning',
  Pending: 'warning',
  Unknown: 'muted',
};

/** The cell of a condition or of conditions summed up. */
export function statusCell(status: ReportedStatus): Cell {
  return { text: status, tone: TONES[status] };
}
