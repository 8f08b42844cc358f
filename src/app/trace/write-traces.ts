import type { TraceFlags } from '../../../commands/trace.ts';
import { sendTarget } from '../../answers/send-context.ts';
import type { ExitCode, Io } from '../../cli/io.ts';
import type { TraceResult, TraceResultList } from '../../documents/trace-result.ts';
import type { TraceAsk } from '../../routing/trace-request.ts';
import { wantsColor } from '../scope.ts';
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
  { tracing }: OpenTracing,
  { format, flags, io, sending }: TraceWriting,
): Promise<ExitCode> {
  const [results, target] = await tracing.ask((tracer) => {
    const traced = tracer.documents(ask);
    const [likeliest] = traced;
    return [traced, likeliest === undefined ? undefined : sendTarget(tracer.routing, likeliest)] as const;
  });
  const [first, ...others] = results;
  const sent =
    sending === undefined || first === undefined || target === undefined
      ? undefined
      : await (
          await import('../send/send-traced.ts')
        ).sendTraced(
          first,
          { services: target.services, address: ask.address ?? target.address, body: undefined },
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
    await io.writeOut(formatTracePage(pages, paint(wantsColor(flags, io))));
  } else {
    await writeDocument(documentOf(shown), format, io);
  }
  const isOther = sent !== undefined && sent.findings.length > 0;
  return isOther || results.some(({ outcome: { state } }) => state === 'unknown') ? 1 : 0;
}

/** One answer stands alone. */
function documentOf(results: readonly TraceResult[]): TraceResult | TraceResultList {
  const [only] = results;
  if (results.length === 1 && only !== undefined) return only;
  return { apiVersion: 'gwctl.dev/v1alpha1', kind: 'TraceResultList', items: results };
}
