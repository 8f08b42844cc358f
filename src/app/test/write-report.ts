import type { TestFlags } from '../../../commands/test.ts';
import type { ExitCode, Io } from '../../cli/io.ts';
import { UsageError } from '../../model/errors.ts';
import type { TestReport } from '../../documents/test-report.ts';
import { pageStyle } from '../scope.ts';
import { writeDocument } from '../write/structured-output.ts';

/** Writes a report in the format that is asked for. @returns 1 where a test does not pass, or too few matches are reached. */
export async function writeReport(
  report: TestReport,
  format: 'json' | 'yaml' | 'tap' | 'junit' | undefined,
  flags: TestFlags,
  io: Io,
): Promise<ExitCode> {
  const shown =
    flags.onlyFailures === true ? { ...report, tests: report.tests.filter(({ state }) => state !== 'passed') } : report;
  await write(shown, format, flags, io);
  const { summary, coverage } = report;
  const least = leastCoverage(flags);
  const isUncovered = least !== undefined && coverage !== undefined && coverage.percent < least;
  if (isUncovered) io.writeError(`error: the tests reach less than ${least} % of the matches\n`);
  return summary.passed < summary.total || isUncovered ? 1 : 0;
}

/** The percentage of matches that the tests are to reach. @throws UsageError for what is none. */
export function leastCoverage({ failUnder }: Pick<TestFlags, 'failUnder'>): number | undefined {
  if (failUnder === undefined) return undefined;
  const percent = /^\d{1,3}(?:\.\d+)?%?$/.test(failUnder) ? Number.parseFloat(failUnder) : Number.NaN;
  if (percent >= 0 && percent <= 100) return percent;
  throw new UsageError('--fail-under must be a percentage from 0 to 100');
}

async function write(
  report: TestReport,
  format: 'json' | 'yaml' | 'tap' | 'junit' | undefined,
  flags: TestFlags,
  io: Io,
): Promise<void> {
  switch (format) {
    case 'json':
    case 'yaml':
      return writeDocument(report, format, io);
    case 'tap':
      return io.writeOut((await import('../../print/tap.ts')).formatTap(report));
    case 'junit':
      return io.writeOut((await import('../../print/junit.ts')).formatJunit(report));
    case undefined: {
      const { formatTestReport } = await import('../../print/test-report.ts');
      const text = formatTestReport(report, pageStyle(flags, io));
      return io.writeOut(text);
    }
  }
}
