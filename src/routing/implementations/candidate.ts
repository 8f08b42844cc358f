import type { ListenerTable } from '../gateway-table.ts';
import type { Row } from '../row.ts';

/** A row that may answer for the host of a request, whatever else it asks for. */
export interface Candidate {
  readonly row: Row;
  /** What the listener and the route share. */
  readonly hostname: string;
  /** As the route wrote it. */
  readonly written: string;
  /** Its place in the order of the specification; lower wins. */
  readonly rank: number;
  readonly listener: ListenerTable;
}
