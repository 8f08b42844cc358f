import type { TraceResult } from '../documents/trace-result.ts';
import type { Explain } from '../routing/near-rows.ts';
import type { CompilePattern } from '../routing/pattern.ts';
import { routingWorld } from '../routing/routing-world.ts';
import type { RoutingWorld } from '../routing/routing-world.ts';
import type { Trace } from '../routing/trace.ts';
import { traceRequest } from '../routing/trace-request.ts';
import type { TraceAsk } from '../routing/trace-request.ts';
import { documentGaps } from '../view/document-gaps.ts';
import { traceDocument } from '../view/trace.ts';
import type { World } from '../world/world.ts';

/** What routes are asked with. */
export interface TraceTools {
  readonly compile: CompilePattern;
  readonly explain: Explain;
}

/** Answers requests one by one from a world that was read: the tables are made once. */
export interface Tracer {
  /** Every Gateway that could answer, the likeliest first. */
  trace(ask: TraceAsk): readonly Trace[];
  /** The same as documents. */
  documents(ask: TraceAsk, id?: string): readonly TraceResult[];
}

/** Makes the tracer of a world. */
export function tracerOf({ snapshot, policyKinds, gaps }: World, { compile, explain }: TraceTools): Tracer {
  const routing: RoutingWorld = routingWorld(snapshot, policyKinds, compile);
  const told = documentGaps(gaps);
  return {
    trace: (ask) => traceRequest(routing, ask, explain),
    documents: (ask, id) => traceRequest(routing, ask, explain).map((trace) => traceDocument(trace, told, id)),
  };
}
