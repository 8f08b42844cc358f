import type { AnalysisReport } from '../../documents/analysis-report.ts';
import type { Io } from '../../cli/io.ts';
import { writeDocument } from '../write/structured-output.ts';
import { pageStyle } from '../scope.ts';
import type { AnalyzeFlags } from '../../../commands/analyze.ts';

/** A report as a text for another program. */
type Format = (report: AnalysisReport) => string;

/** The formats beside text, JSON and YAML: each loads its writer. */
const WRITERS = {} as const satisfies Readonly<Record<string, () => Promise<Format>>>;

/** What `-o` may name. */
export const ANALYZE_FORMATS: readonly string[] = ['json', 'yaml', ...Object.keys(WRITERS)];

/** Writes a report in the format that is asked for. @param format of `ANALYZE_FORMATS`; undefined: text for people. */
export async function writeReport(
  report: AnalysisReport,
  format: string | undefined,
  flags: AnalyzeFlags,
  io: Io,
): Promise<void> {
  if (format === 'json' || format === 'yaml') return writeDocument(report, format, io);
  const writer = new Map<string, () => Promise<Format>>(Object.entries(WRITERS)).get(format ?? '');
  if (writer !== undefined) return io.writeOut((await writer())(report));
  const { formatFindings } = await import('../../print/findings.ts');
  return io.writeOut(formatFindings(report, pageStyle(flags, io)));
}
