import type { TraceFlags } from '../../../commands/trace.ts';
import { sendTarget } from '../../answers/send-context.ts';
import type { ExitCode, Io } from '../../cli/io.ts';
import type { TraceResult, TraceResultList } from '../../documents/trace-result.ts';
import type { TraceAsk } from '../../routing/trace-request.ts';
import { documentGaps } from '../../view/document-gaps.ts';
import { pageStyle } from '../scope.ts';
import type { Sending } from '../send/sending.ts';
import { writeDocument } from '../write/structured-output.ts';
import type { OpenTracing } from './open-tracing.ts';

/** How answers are written, and whether the request is sent for real. */
export interface TraceWriting {
  readonly format: 'json' | 'yaml' | undefined;
  readonly flags: TraceFlags;
  readonly io: Io;
  readonly sending: Sending | undefined;
}

/** Answers one request: of several Gateways each, the likeliest first, which alone is sent to. */
export async function writeTraces(
  ask: TraceAsk,
  { tracing, reader }: OpenTracing,
  { format, flags, io, sending }: TraceWriting,
): Promise<ExitCode> {
  // Sentences may look up more, such as names that were meant: they are part of the question.
  const [traced, target] = await tracing.ask((tracer) => {
    const found = tracer.trace(ask).map((trace) => ({ trace, document: tracer.document(trace) }));
    const [likeliest] = found;
    const isSent = sending !== undefined && likeliest !== undefined;
    return [found, isSent ? sendTarget(tracer.routing, likeliest.document) : undefined] as const;
  });
  const gaps = documentGaps(reader.world().gaps);
  const results = traced.map(({ document }): TraceResult => ({ ...document, gaps }));
  const [first, ...others] = results;
  const sent =
    sending === undefined || first === undefined || target === undefined
      ? undefined
      : await (
          await import('../send/send-traced.ts')
        ).sendTraced(
          first,
          { services: target.services, address: ask.address ?? target.address, body: sending.body },
          sending,
        );
  const shown = first === undefined || sent === undefined ? results : [{ ...first, sent }, ...others];
  if (format === undefined) {
    const [{ tracePage }, { formatTracePage }, { paint }] = await Promise.all([
      import('../../view/trace-page.ts'),
      import('../../print/trace-page.ts'),
      import('../../print/paint.ts'),
    ]);
    const pages = shown.map((result) => tracePage(result));
    const { color, columns } = pageStyle(flags, io);
    await io.writeOut(formatTracePage(pages, { paint: paint(color), columns }));
  } else {
    await writeDocument(documentOf(shown), format, io);
  }
  // The answer is another, what was named is not there, or what decides could not be read.
  const isOther = sent !== undefined && sent.findings.length > 0;
  return isOther ||
    traced.some(({ trace: { outcome } }) => outcome.state === 'unknown' || outcome.reason?.code === 'parentMissing')
    ? 1
    : 0;
}

/** One answer stands alone. */
function documentOf(results: readonly TraceResult[]): TraceResult | TraceResultList {
  const [only] = results;
  if (results.length === 1 && only !== undefined) return only;
  return { apiVersion: 'gwctl.dev/v1alpha1', kind: 'TraceResultList', items: results };
}
