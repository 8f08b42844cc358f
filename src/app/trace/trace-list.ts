import type { TraceFlags } from '../../../commands/trace.ts';
import type { ExitCode, Io } from '../../cli/io.ts';
import { escapeLines } from '../../text/escape.ts';
import type { OpenTracing } from './open-tracing.ts';
import { readRequests } from './read-requests.ts';

/** Answers of about this size are written at once. */
const PIECE = 64 * 1024;

/**
 * Answers a list of requests one by one, in its order: of each the likeliest Gateway.
 * @param format undefined: one line a request.
 */
export async function traceList(
  flags: Pick<TraceFlags, 'requests'>,
  namespace: string,
  { tracing }: OpenTracing,
  format: 'json' | 'yaml' | undefined,
  io: Io,
): Promise<ExitCode> {
  const [{ openDocumentWriter }, { traceLine }] = await Promise.all([
    import('../../print/document-list.ts'),
    import('../../view/trace-page.ts'),
  ]);
  const writer = openDocumentWriter('TraceResultList', {}, format ?? 'json');
  let pending = '';
  let code: ExitCode = 0;
  const write = async (text: string): Promise<void> => {
    pending += text;
    if (pending.length < PIECE) return;
    await flush();
  };
  const flush = async (): Promise<void> => {
    const text = pending;
    pending = '';
    if (text !== '') await io.writeOut(io.outIsTerminal ? escapeLines(text) : text);
  };
  for await (const { id, ask } of readRequests(flags.requests ?? '-', namespace, io)) {
    const [result] = await tracing.ask((tracer) => tracer.documents(ask, id));
    if (result === undefined) continue;
    if (result.outcome.state === 'unknown') code = 1;
    await write(format === undefined ? `${traceLine(result)}\n` : writer.item(result));
  }
  if (format !== undefined) pending += writer.end();
  await flush();
  return code;
}
