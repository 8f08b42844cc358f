import type { AnalyzeFlags } from '../../commands/analyze.ts';
import { SEVERITIES } from '../analysis/rules/order-findings.ts';
import { RULES } from '../analysis/rules/registry.ts';
import { ruleNamed } from '../analysis/rules/select-rules.ts';
import { readSuppression } from '../analysis/rules/suppression.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import type { AnalysisReport, Finding, Severity } from '../documents/analysis-report.ts';
import { UsageError } from '../model/errors.ts';
import type { Source } from '../model/source.ts';
import { isStandardInput } from '../source/files/standard-input.ts';
import { escapeControl } from '../text/escape.ts';
import { remembering } from '../world/remembering-source.ts';
import { readBaseline, writeBaseline } from './analyze/baseline.ts';
import { fixFiles } from './analyze/fix.ts';
import type { Fixed } from './analyze/fix.ts';
import { readAnalysis } from './analyze/read-analysis.ts';
import type { Analysis, AnalysisSelection } from './analyze/read-analysis.ts';
import { readRelease } from './analyze/read-release.ts';
import { readReport } from './analyze/read-report.ts';
import { readConfig } from './analyze/read-config.ts';
import { ANALYZE_FORMATS, writeReport } from './analyze/write-report.ts';
import { layOver, namesChange } from './change/lay-over.ts';
import { learnFrom } from './policy-catalogue.ts';
import { askedNamespace, openSource } from './scope.ts';
import type { ReadingPlace } from './select/plan-listings.ts';
import { readAsked } from './select/read-asked.ts';
import type { Asked } from './select/read-asked.ts';
import { readSelectors } from './select/read-selectors.ts';
import { statusNamespace } from './status.ts';
import { Problems } from './write/problems.ts';
import { checkOutput } from './write/structured-output.ts';

/**
 * `gwctl analyze [TYPE/NAME…]`: what is wrong, each with its code, where it is and what to do.
 * @returns 0; 1 where something as bad as `--fail-on` was found or a part could not be read; 3 where nothing could be examined.
 * @throws UsageError, AnswerError, CannotRunError, ServerError when nothing can be answered.
 */
export async function analyze(
  words: readonly string[],
  flags: AnalyzeFlags,
  io: Io,
  open: typeof openSource = openSource,
): Promise<ExitCode> {
  const format = checkOutput(flags.output, ANALYZE_FORMATS);
  const asked = readWords(words, flags, io);
  for (const word of [...(flags.rule ?? []), ...(flags.skip ?? [])]) ruleNamed(RULES, word);
  const own = (flags.suppress ?? []).map((text) => readSuppression(text, `--suppress ${text}`, RULES));
  const config = await readConfig(flags.config, io);
  const baseline = flags.baseline === undefined ? undefined : await readBaseline(flags.baseline, io);
  const isChange = checkChange(flags);
  if (flags.write === true && flags.fix !== true) throw new UsageError('--write says where --fix goes: it needs --fix');
  if (flags.fix === true && format !== undefined) throw new UsageError('--fix prints a patch: it does not go with -o');
  const gatewayApi = flags.gatewayApi === undefined ? undefined : await readRelease(flags.gatewayApi);
  const conformance = flags.report === undefined ? undefined : await readReport(flags.report, io);
  const learn = learnFrom(flags, io);
  const source = await open(flags, io);
  const problems = new Problems();
  const rules = {
    only: flags.rule ?? [],
    skip: [...(flags.skip ?? []), ...config.skip],
    severities: config.severities,
  };
  const fails = failing(flags.failOn ?? 'error');
  const namespace = placeOf(source, flags, words.length > 0);
  try {
    if (flags.fix === true && source.revise === undefined) {
      throw new UsageError('--fix changes files: name them with --from');
    }
    const selection = {
      ...asked,
      namespace,
      now: io.now(),
      rules,
      suppressions: [...own, ...config.suppressions],
      baseline,
      gatewayApi,
      conformance,
      revalidates: flags.revalidate,
      certificates: flags.certificates,
    };
    const { report, isPart, mends } = isChange
      ? await readChange(selection, source, { problems, learn }, flags, io)
      : await readAnalysis(selection, { source, problems, learn });
    const isKnown = flags.writeBaseline !== undefined;
    const fixed = flags.fix === true ? await fixFiles(mends, source, flags.write === true, io) : undefined;
    // A change of a grant or a Service is told, though nothing else is examined in its namespace.
    const isAnswered = report.examined > 0 || (report.change?.difference.objects.items.length ?? 0) > 0;
    if (fixed === undefined && (isAnswered || format !== undefined)) {
      await writeReport(shownOf(report, showFrom(flags)), format, { rules, fails }, flags, io);
    }
    const code = problems.report(io, isAnswered, (flags.v ?? 0) > 0);
    if (flags.writeBaseline !== undefined) await keep(flags.writeBaseline, report, flags.baseline, io);
    if (!isAnswered && code === 0) {
      const where = namespace === undefined ? '' : ` in namespace ${escapeControl(namespace)}`;
      io.writeError(`error: nothing to analyze: no classes, Gateways, routes or policies found${where}\n`);
      return 3;
    }
    if (code !== 0) return code;
    if (isPart || fixed?.hasFailed === true) return 1;
    const remaining = report.findings.filter((one) => !isMended(one, fixed));
    return !isKnown && remaining.some(({ severity }) => fails(severity)) ? 1 : 0;
  } finally {
    source.close();
  }
}

/** Whether a change is asked about. @throws UsageError where it cannot be read beside the rest. */
function checkChange(flags: AnalyzeFlags): boolean {
  const { from = [], filename = [], fix } = flags;
  if (!namesChange(flags)) return false;
  if (fix === true) throw new UsageError('--fix mends files that are: it does not go with -f or -k');
  if (flags.writeBaseline !== undefined)
    throw new UsageError('--write-baseline keeps what is, and -f or -k asks what would be');
  if ([...from, ...filename].filter(isStandardInput).length > 1) {
    throw new UsageError('standard input can be read only once');
  }
  return true;
}

/** The same of a change: it is laid over what is there, which is read once. */
async function readChange(
  selection: AnalysisSelection,
  source: Source,
  { problems, learn }: Pick<ReadingPlace, 'problems' | 'learn'>,
  flags: AnalyzeFlags,
  io: Io,
): Promise<Analysis> {
  const { readWhatIf } = await import('./analyze/read-what-if.ts');
  const before = remembering(source);
  return readWhatIf(selection, { before, after: await layOver(before, flags, io) }, { problems, learn });
}

/** Of files all namespaces are meant, unless one is named: names are looked for in one, as by every verb. */
function placeOf(source: Source, flags: AnalyzeFlags, areNamed: boolean): string | undefined {
  return areNamed ? askedNamespace(flags, source) : statusNamespace(source, flags.allNamespaces, flags.namespace);
}

/** Without words all objects are meant, with `-l` those with the labels. */
function readWords(words: readonly string[], flags: AnalyzeFlags, { program }: Io): Asked {
  const lists = { selector: flags.selector, fieldSelector: undefined, allNamespaces: flags.allNamespaces };
  if (words.length === 0) return { requested: [], selectors: readSelectors(lists) };
  return readAsked(words, lists, { program, verb: 'analyze' });
}

/** What fails is shown. */
function showFrom({ show, failOn = 'error' }: AnalyzeFlags): Severity {
  if (show !== undefined) return show;
  return failOn === 'info' ? 'info' : 'warning';
}

function shownOf(report: AnalysisReport, least: Severity): AnalysisReport {
  const isShown = isAsBad(least);
  const shown = (findings: readonly Finding[]): readonly Finding[] =>
    findings.filter(({ severity }) => isShown(severity));
  const { change } = report;
  return {
    ...report,
    findings: shown(report.findings),
    ...(change !== undefined && {
      change: { ...change, fixed: shown(change.fixed), unchanged: shown(change.unchanged) },
    }),
  };
}

/** Which severities `--fail-on` names. */
function failing(failOn: Severity | 'never'): (severity: Severity) => boolean {
  return failOn === 'never' ? () => false : isAsBad(failOn);
}

function isAsBad(least: Severity): (severity: Severity) => boolean {
  const rank = SEVERITIES.indexOf(least);
  return (severity) => SEVERITIES.indexOf(severity) <= rank;
}

function isMended({ fingerprint }: Finding, fixed: Fixed | undefined): boolean {
  return fixed?.mended.has(fingerprint) === true;
}

/** What a baseline knew before and is still found stays in it. */
async function keep(file: string, report: AnalysisReport, baseline: string | undefined, io: Io): Promise<void> {
  const known = report.suppressed.filter(({ by }) => by === baseline).map(({ finding }) => finding);
  const findings = [...known, ...report.findings];
  await writeBaseline(file, findings, io);
  const { length } = findings;
  io.writeError(`Wrote ${length} ${length === 1 ? 'finding' : 'findings'} to ${escapeControl(file)}\n`);
}
