import type { Io } from '../../cli/io.ts';
import { readReportedFeatures } from '../../gateway-api/conformance-report.ts';
import type { GivenReport } from '../../gateway-api/conformance-report.ts';
import { CONFORMANCE_REPORT } from '../../gateway-api/kinds.ts';
import { UsageError } from '../../model/errors.ts';
import { sameGroupKind } from '../../model/ref.ts';

/**
 * Reads the ConformanceReport of `--report`.
 * @throws UsageError where the file holds none, or several; CannotRunError where it cannot be read.
 */
export async function readReport(file: string, { readInput, cwd, now }: Io): Promise<GivenReport> {
  const { openFilesSource } = await import('../../source/files/files-source.ts');
  const source = await openFilesSource([file], { namespace: 'default', readInput, cwd, now });
  try {
    const { types } = await source.catalog();
    const type = types.find((one) => sameGroupKind(one, CONFORMANCE_REPORT));
    const reports = [];
    if (type !== undefined) for await (const page of source.list({ type })) reports.push(...page);
    const [report, ...others] = reports;
    if (report === undefined) throw new UsageError(`--report ${file}: holds no ConformanceReport`);
    if (others.length > 0) {
      throw new UsageError(`--report ${file}: holds ${reports.length} ConformanceReports: name the file of one`);
    }
    return { ...readReportedFeatures(report), file };
  } finally {
    source.close();
  }
}
