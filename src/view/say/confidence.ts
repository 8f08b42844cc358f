import type { TraceDeviation } from '../../documents/trace-result.ts';

/** How what is said of a controller is known. */
export const CONFIDENCE: Readonly<Record<TraceDeviation['confidence'], string>> = {
  live: 'seen live',
  code: 'in its code',
  documented: 'documented',
  inferred: 'inferred, may be wrong',
};
