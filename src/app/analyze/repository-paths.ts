import { isAbsolute, relative, resolve } from 'node:path';
import type { AnalysisReport, Finding } from '../../documents/analysis-report.ts';
import type { Io } from '../../cli/io.ts';

/** Where GitHub Actions, GitLab CI and Azure Pipelines say that the repository lies: jobs may run in a folder below it. */
const ROOTS = ['GITHUB_WORKSPACE', 'CI_PROJECT_DIR', 'BUILD_SOURCESDIRECTORY'] as const;

/** A report whose files are named from the root of the repository, as what shows findings beside the sources expects it. */
export function fromRepositoryRoot(report: AnalysisReport, { env, cwd }: Pick<Io, 'env' | 'cwd'>): AnalysisReport {
  const root = ROOTS.map((name) => env[name] ?? '').find((folder) => isAbsolute(folder)) ?? cwd;
  const renamed = (finding: Finding): Finding => {
    const { origin } = finding;
    return origin === undefined
      ? finding
      : { ...finding, origin: { ...origin, file: pathFrom(root, cwd, origin.file) } };
  };
  return {
    ...report,
    findings: report.findings.map(renamed),
    suppressed: report.suppressed.map(({ finding, by }) => ({ finding: renamed(finding), by })),
  };
}

/** What lies elsewhere, comes from standard input or has an address keeps its name. */
function pathFrom(root: string, cwd: string, file: string): string {
  if (file === 'stdin' || /^[a-z]{2,}:/i.test(file)) return file;
  const path = relative(root, resolve(cwd, file));
  return path.startsWith('..') || isAbsolute(path) ? file : path;
}
