import type { TraceFlags } from '../../commands/trace.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import { UsageError } from '../model/errors.ts';
import { learnFrom } from './policy-catalogue.ts';
import { openSource } from './scope.ts';
import { readSending } from './send/sending.ts';
import { couldNotBegin } from './trace/could-not-begin.ts';
import { readAsk } from './trace/read-ask.ts';
import { openTracing } from './trace/open-tracing.ts';
import { traceList } from './trace/trace-list.ts';
import { writeTraces } from './trace/write-traces.ts';
import { Problems } from './write/problems.ts';
import { checkOutput } from './write/structured-output.ts';

/** What did not answer is told of the nearest; of a list of requests few rows are looked at for it. */
const NEAREST = { looked: 50_000, told: 5 };
const OF_A_LIST = { looked: 40, told: 3 };
const ALL = { looked: Number.POSITIVE_INFINITY, told: Number.POSITIVE_INFINITY };

/**
 * `gwctl trace`: follows one request, or with `--requests` a list, from the address to the backends.
 * @returns 0 answered, 1 something that decides could not be read, or what was named is not there, 3 no Gateway could be read.
 * @throws UsageError, CannotRunError, ServerError when nothing can be answered.
 */
export async function trace(
  words: readonly string[],
  flags: TraceFlags,
  io: Io,
  open: typeof openSource = openSource,
): Promise<ExitCode> {
  const format = checkOutput(flags.output, ['json', 'yaml']);
  const isList = flags.requests !== undefined;
  if (isList && words.length > 0) throw new UsageError('a URL cannot be given together with --requests');
  if (flags.requests === '-' && (flags.from ?? []).includes('-')) {
    throw new UsageError('standard input cannot be both --from and --requests');
  }
  // Wrong words are told before anything is read.
  if (!isList) readAsk(words, flags, flags.namespace ?? 'default');
  const sending = await readSending(flags, io);
  if (sending !== undefined && isList) throw new UsageError('--send sends one request, not those of --requests');
  const source = await open(flags, io);
  try {
    const namespace = flags.namespace ?? source.defaultNamespace;
    const explain = flags.all === true ? ALL : isList ? OF_A_LIST : NEAREST;
    const opened = await openTracing(source, namespace, learnFrom(flags, io), explain, flags.asImplemented === true);
    const code = isList
      ? await traceList(flags, namespace, opened, format, io)
      : await writeTraces(readAsk(words, flags, namespace), opened, { format, flags, io, sending });
    const problems = new Problems();
    const { snapshot, gaps } = opened.reader.world();
    for (const gap of gaps) problems.addGap(gap);
    if (Math.max(code, problems.report(io, true, (flags.v ?? 0) > 0)) === 0) return 0;
    return couldNotBegin(snapshot) ? 3 : 1;
  } finally {
    source.close();
  }
}
