import type { TraceResult } from '../documents/trace-result.ts';
import { asImplemented } from '../routing/implementations/as-implemented.ts';
import { anchoring } from '../routing/implementations/match-as.ts';
import type { Explain } from '../routing/near-rows.ts';
import type { CompilePattern } from '../routing/pattern.ts';
import { routingWorld } from '../routing/routing-world.ts';
import type { RoutingWorld } from '../routing/routing-world.ts';
import type { Trace } from '../routing/trace.ts';
import { traceRequest } from '../routing/trace-request.ts';
import type { TraceAsk } from '../routing/trace-request.ts';
import { documentGaps } from '../view/document-gaps.ts';
import { deviationFields } from '../view/trace-deviations.ts';
import { traceDocument } from '../view/trace.ts';
import type { World } from '../world/world.ts';

/** What routes are asked with. */
export interface TraceTools {
  readonly compile: CompilePattern;
  readonly explain: Explain;
  /** Whether what the controller is known to answer stands first, where it differs. */
  readonly prefersController?: boolean | undefined;
}

/** Answers requests one by one from a world that was read: the tables are made once. */
export interface Tracer {
  readonly routing: RoutingWorld;
  /** Every Gateway that could answer, the likeliest first. @param told how much of what did not answer, where not as usual. */
  trace(ask: TraceAsk, told?: Explain): readonly Trace[];
  /** An answer as a document, with what its controller is known to do otherwise. */
  document(trace: Trace, id?: string): TraceResult;
  /** The same as documents. */
  documents(ask: TraceAsk, id?: string): readonly TraceResult[];
}

/** Makes the tracer of a world. */
export function tracerOf(
  { snapshot, policyKinds, gaps }: World,
  { compile, explain, prefersController = false }: TraceTools,
): Tracer {
  const routing: RoutingWorld = routingWorld(snapshot, policyKinds, compile);
  const missing = documentGaps(gaps);
  const compileAnchored = anchoring(compile);
  const documentOf = (trace: Trace, id?: string): TraceResult => {
    const document = traceDocument(trace, missing, id);
    const implemented = asImplemented(routing, trace, compileAnchored);
    if (implemented === undefined) return document;
    const fields = deviationFields(trace, implemented);
    return {
      ...document,
      ...fields,
      outcome: (prefersController ? fields.implementation : undefined) ?? document.outcome,
    };
  };
  return {
    routing,
    trace: (ask, told = explain) => traceRequest(routing, ask, told),
    document: documentOf,
    documents: (ask, id) => traceRequest(routing, ask, explain).map((trace) => documentOf(trace, id)),
  };
}
