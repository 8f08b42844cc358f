import type { TraceDeviation, TraceResult } from '../documents/trace-result.ts';
import type { Implemented } from '../routing/implementations/as-implemented.ts';
import type { Trace } from '../routing/trace.ts';
import { say } from './say/say.ts';
import { traceOutcome } from './trace.ts';

/** What a document says of a controller that answers otherwise: both answers, and each thing that makes the difference. */
export function deviationFields(
  trace: Trace,
  { implementation: { name, version }, outcome, departures }: Implemented,
): Pick<TraceResult, 'specification' | 'implementation' | 'deviations'> {
  const { statusCode, grpcStatus, backends, redirect } = outcome;
  const answer = {
    statusCode,
    grpcStatus,
    backends: backends.map(({ ref, port, share }) => ({ ref, port, share })),
    location: redirect?.location,
  };
  return {
    specification: traceOutcome(trace.outcome),
    implementation: traceOutcome(outcome),
    deviations: departures.map(({ fact, known: { confidence, source } }): TraceDeviation => ({
      controllerName: trace.controller ?? '',
      implementation: name,
      version,
      text: say({ code: 'answersOtherwise', ...answer, because: fact }),
      confidence,
      source,
    })),
  };
}
