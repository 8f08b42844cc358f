import type { TestFlags } from '../../commands/test.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import { UsageError } from '../model/errors.ts';
import { layOver } from './change/lay-over.ts';
import { learnFrom } from './policy-catalogue.ts';
import { openSource } from './scope.ts';
import { readSending } from './send/sending.ts';
import { checkTest } from './test/test-ask.ts';
import { generateTests } from './test/generate-tests.ts';
import { EXPLAIN_TESTS, runTests } from './test/run-tests.ts';
import { readTestFiles } from './test/test-files.ts';
import { leastCoverage, writeReport } from './test/write-report.ts';
import { couldNotBegin } from './trace/could-not-begin.ts';
import { openTracing } from './trace/open-tracing.ts';
import { Problems } from './write/problems.ts';
import { checkOutput } from './write/structured-output.ts';

/**
 * `gwctl test FILE|DIR…`: whether requests go where they should; with `--generate` the tests of all that there is.
 * @returns 0 all pass; 1 some do not, could not be determined, were answered otherwise, or reach too few matches; 3 no Gateway
 * could be read.
 * @throws UsageError, CannotRunError, ServerError when nothing can be tested.
 */
export async function test(
  words: readonly string[],
  flags: TestFlags,
  io: Io,
  open: typeof openSource = openSource,
): Promise<ExitCode> {
  const format = checkOutput(flags.output, ['json', 'yaml', 'tap', 'junit']);
  checkWords(words, flags, format);
  const sending = await readSending(flags, io);
  const namespace = flags.namespace ?? 'default';
  // What is wrong with the tests is told before anything else is read.
  const tests = flags.generate === true ? [] : await readTestFiles(words, io, (one) => checkTest(one, namespace));
  const opened = await open(flags, io);
  try {
    const source = await layOver(opened, flags, io);
    const place = flags.namespace ?? source.defaultNamespace;
    const tracing = await openTracing(source, place, learnFrom(flags, io), EXPLAIN_TESTS, flags.asImplemented === true);
    const code =
      flags.generate === true
        ? await generateTests(tracing, flags.gateway, place, io)
        : await writeReport(
            await runTests(tests, { tracing, source, namespace: place, flags, sending }),
            format,
            flags,
            io,
          );
    const problems = new Problems();
    const { snapshot, gaps } = tracing.reader.world();
    for (const gap of gaps) problems.addGap(gap);
    if (Math.max(code, problems.report(io, true, (flags.v ?? 0) > 0)) === 0) return 0;
    return couldNotBegin(snapshot) ? 3 : 1;
  } finally {
    opened.close();
  }
}

function checkWords(words: readonly string[], flags: TestFlags, format: string | undefined): void {
  if (flags.generate === true) {
    if (words.length > 0) throw new UsageError('--generate writes tests, and takes no files of them');
    if (format !== undefined || flags.send === true) throw new UsageError('--generate takes neither -o nor --send');
    return;
  }
  if (words.length === 0) throw new UsageError('test needs a file or directory of routing tests, or --generate');
  if (words.filter((word) => word === '-').length + (flags.from ?? []).filter((word) => word === '-').length > 1) {
    throw new UsageError('standard input can be read only once');
  }
  leastCoverage(flags);
  if (flags.onlyFailures === true && (format === 'tap' || format === 'junit')) {
    throw new UsageError(`--only-failures does not go with -o ${format}, which lists every test`);
  }
}
