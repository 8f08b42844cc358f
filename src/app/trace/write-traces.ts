import type { TraceFlags } from '../../../commands/trace.ts';
import type { ExitCode, Io } from '../../cli/io.ts';
import type { TraceResult, TraceResultList } from '../../documents/trace-result.ts';
import type { TraceAsk } from '../../routing/trace-request.ts';
import { documentGaps } from '../../view/document-gaps.ts';
import { traceDocument } from '../../view/trace.ts';
import { wantsColor } from '../scope.ts';
import { writeDocument } from '../write/structured-output.ts';
import type { OpenTracing } from './open-tracing.ts';

/** Answers one request: of several Gateways each, the likeliest first. */
export async function writeTraces(
  ask: TraceAsk,
  { tracing, reader }: OpenTracing,
  { format, flags, io }: { readonly format: 'json' | 'yaml' | undefined; readonly flags: TraceFlags; readonly io: Io },
): Promise<ExitCode> {
  const traces = await tracing.ask((tracer) => tracer.trace(ask));
  const results = traces.map((trace) => traceDocument(trace, documentGaps(reader.world().gaps)));
  if (format === undefined) {
    const [{ tracePage }, { formatTracePage }, { paint }] = await Promise.all([
      import('../../view/trace-page.ts'),
      import('../../print/trace-page.ts'),
      import('../../print/paint.ts'),
    ]);
    const pages = results.map((result) => tracePage(result));
    await io.writeOut(formatTracePage(pages, paint(wantsColor(flags, io))));
  } else {
    await writeDocument(documentOf(results), format, io);
  }
  // What was named is not there, or what decides could not be read.
  return traces.some(({ outcome: { state, reason } }) => state === 'unknown' || reason?.code === 'parentMissing')
    ? 1
    : 0;
}

/** One answer stands alone. */
function documentOf(results: readonly TraceResult[]): TraceResult | TraceResultList {
  const [only] = results;
  if (results.length === 1 && only !== undefined) return only;
  return { apiVersion: 'gwctl.dev/v1alpha1', kind: 'TraceResultList', items: results };
}
