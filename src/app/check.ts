import type { CheckFlags } from '../../commands/check.ts';
import { checkReport, checksFor } from '../answers/check.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import type { CheckReport } from '../documents/check-report.ts';
import { UsageError } from '../model/errors.ts';
import { checkPage } from '../view/check-page.ts';
import { readRelease } from './analyze/read-release.ts';
import { readReadiness } from './check/read-readiness.ts';
import { learnFrom } from './policy-catalogue.ts';
import { openSource, pageStyle } from './scope.ts';
import { checkOutput, writeDocument } from './write/structured-output.ts';

/**
 * `gwctl check`: whether a cluster is ready for the Gateway API, and what one may read of it; with `--rbac` the role that verbs need, with
 * `--upgrade-to` what the CRDs of another release would drop or refuse.
 * @param open opens the cluster or the files that the flags name.
 * @returns 0, or 1 where a check failed or could not be answered.
 * @throws UsageError, CannotRunError, ServerError when nothing can be answered.
 */
export async function check(
  words: readonly string[],
  flags: CheckFlags,
  io: Io,
  open: typeof openSource = openSource,
): Promise<ExitCode> {
  const format = checkOutput(flags.output, ['json', 'yaml']);
  if (flags.rbac === true && flags.upgradeTo !== undefined) {
    throw new UsageError('--rbac and --upgrade-to ask for different things: use one of them');
  }
  if (flags.rbac === true) return (await import('./check/write-role.ts')).writeRole(words, { flags, format, io, open });
  if (words.length > 0) throw new UsageError(`check takes no arguments without --rbac: [${words.join(' ')}]`);
  const upgradeTo = flags.upgradeTo === undefined ? undefined : await readRelease(flags.upgradeTo, '--upgrade-to');
  const source = await open(flags, io);
  try {
    const input = await readReadiness(source, flags.namespace, learnFrom(flags, io), upgradeTo);
    const report = checkReport(input, checksFor(io.program));
    if (format === undefined) await print(report, flags, io);
    else await writeDocument(report, format, io);
    return report.summary.failed + report.summary.unknown > 0 ? 1 : 0;
  } finally {
    source.close();
  }
}

async function print(report: CheckReport, flags: CheckFlags, io: Io): Promise<void> {
  const { openDescriptionPrinter } = await import('../print/description.ts');
  const printer = await openDescriptionPrinter(pageStyle(flags, io));
  await io.writeOut(printer(checkPage(report)));
}
