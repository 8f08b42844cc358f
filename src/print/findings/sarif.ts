import type {
  Invocation,
  Location,
  Log,
  Notification,
  PhysicalLocation,
  ReportingDescriptor,
  Result,
  Suppression,
} from 'sarif';
import type { AnalysisReport, Finding, Severity } from '../../documents/analysis-report.ts';
import type { ObjectRef } from '../../documents/ref.ts';
import type { RuleEntry } from '../../documents/rule-list.ts';
import { escapeLines } from '../../text/escape.ts';
import { indentedJson } from '../sorted-json.ts';
import { addressOf, findingFile, moreAbout, objectText, repositoryPath } from './finding-subject.ts';

/** The root of the sources: that of the repository in a pipeline, else the folder that gwctl was started in. */
const ROOT = '%SRCROOT%';
/** The fingerprint by which a finding is known again in another run. */
const FINGERPRINT = 'gwctl/v1';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, Result.level>;

/**
 * A report as SARIF 2.1.0, for code scanning.
 * @param rules what was looked for; a rule that a finding names is added where it is not among them.
 * @param version of gwctl.
 */
export function formatSarif(report: AnalysisReport, rules: readonly RuleEntry[], version: string): string {
  const known = new Map(rules.map((rule) => [rule.code, rule]));
  const everyFinding = [...report.findings, ...report.suppressed.map(({ finding }) => finding)];
  const descriptors = new Map(rules.map((rule) => [rule.code, descriptor(rule)]));
  for (const finding of everyFinding) {
    if (!known.has(finding.code)) descriptors.set(finding.code, descriptorOf(finding));
  }
  const indices = new Map([...descriptors.keys()].map((code, index) => [code, index]));
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'gwctl', version, semanticVersion: version, rules: [...descriptors.values()] } },
        originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository' } } },
        columnKind: 'utf16CodeUnits',
        invocations: [invocation(report)],
        results: [
          ...report.findings.map((finding) => result(finding, indices)),
          ...report.suppressed.map(({ finding, by }) => ({
            ...result(finding, indices),
            suppressions: [suppression(by)],
          })),
        ],
      },
    ],
  };
  return `${indentedJson(log)}\n`;
}

function descriptor(rule: RuleEntry): ReportingDescriptor {
  const { code, name, severity, what, why, fix, docs } = rule;
  return {
    id: code,
    name,
    shortDescription: { text: messageText(what) },
    fullDescription: { text: messageText(`${what} ${why}`) },
    help: { text: messageText([why, fix, moreAbout(rule)].join('\n\n')) },
    defaultConfiguration: { level: LEVELS[severity] },
    ...helpUri(docs),
  };
}

function descriptorOf({ code, name, severity, docs }: Finding): ReportingDescriptor {
  return {
    id: code,
    name,
    shortDescription: { text: messageText(name === '' ? code : name) },
    defaultConfiguration: { level: LEVELS[severity] },
    ...helpUri(docs),
  };
}

/** SARIF wants an absolute address; a page of this package has none. */
function helpUri(docs: string): Pick<ReportingDescriptor, 'helpUri'> {
  const address = addressOf(docs);
  return address === undefined ? {} : { helpUri: address };
}

function result(finding: Finding, indices: ReadonlyMap<string, number>): Result {
  const { code, severity, message, fix, related, fingerprint } = finding;
  const text = fix === undefined ? message : `${message}\nfix: ${fix}`;
  return {
    ruleId: code,
    ruleIndex: indices.get(code) ?? -1,
    level: LEVELS[severity],
    message: { text: messageText(`${objectText(finding.subject)}: ${text}`) },
    locations: [location(finding)],
    ...(related.length > 0 && {
      relatedLocations: related.map((ref, id) => ({
        id,
        message: { text: messageText(objectText(ref)) },
        logicalLocations: [logicalLocation(ref, '')],
      })),
    }),
    partialFingerprints: { [FINGERPRINT]: fingerprint },
  };
}

function location(finding: Finding): Location {
  const file = findingFile(finding);
  const { subject, path } = finding;
  return {
    ...(file !== undefined && { physicalLocation: physicalLocation(file) }),
    logicalLocations: [logicalLocation(subject, path)],
  };
}

function logicalLocation(ref: ObjectRef, path: string): NonNullable<Location['logicalLocations']>[number] {
  const { group, kind, namespace, name, section } = ref;
  const object = [
    group === '' ? kind : `${kind}.${group}`,
    ...(namespace === undefined ? [] : [namespace]),
    name,
    ...(section === undefined ? [] : [section]),
  ].join('/');
  return {
    name: escapeLines(name),
    fullyQualifiedName: escapeLines(path === '' ? object : `${object}:${path}`),
    kind: path === '' ? 'object' : 'property',
  };
}

function physicalLocation({ file, line }: { readonly file: string; readonly line: number }): PhysicalLocation {
  return { artifactLocation: artifactLocation(file), region: { startLine: Math.max(1, line) } };
}

/** A file of the folder as a relative address in it; a whole path, or an address, as what it is. */
function artifactLocation(file: string): NonNullable<PhysicalLocation['artifactLocation']> {
  if (/^https?:\/\//i.test(file) && URL.canParse(file)) return { uri: new URL(file).href };
  const path = repositoryPath(file);
  const encoded = path.split('/').map((part) => encodeURIComponent(part.toWellFormed()));
  if (/^[a-z]:\//i.test(path)) return { uri: `file:///${path.slice(0, 2)}/${encoded.slice(1).join('/')}` };
  if (path.startsWith('/')) return { uri: `file://${encoded.join('/')}` };
  return { uri: encoded.join('/'), uriBaseId: ROOT };
}

function suppression(by: string): Suppression {
  return { kind: by === 'annotation' ? 'inSource' : 'external', justification: escapeLines(by) };
}

/** What could not be asked is no silence. */
function invocation({ skippedRules, gaps, examined }: AnalysisReport): Invocation {
  const notes: Notification[] = [
    ...(examined > 0 ? [] : [{ level: 'error', message: { text: 'nothing to analyze' } } satisfies Notification]),
    ...gaps.map(({ kind, namespace, message }): Notification => ({
      level: 'warning',
      message: {
        text: messageText(
          `cannot read ${kind}${namespace === undefined ? '' : ` in namespace ${namespace}`}: ${message}`,
        ),
      },
    })),
    ...skippedRules.map(({ code, name, because }): Notification => ({
      level: 'note',
      message: { text: messageText(`${code} ${name} was skipped: ${because}`) },
    })),
  ];
  return {
    executionSuccessful: examined > 0,
    ...(notes.length > 0 && { toolExecutionNotifications: notes }),
  };
}

/**
 * A text as a message: `{0}` would be a place for an argument, and `[a](b)` a link (SARIF 2.1.0, 3.11.5 and 3.11.6), which
 * nothing that comes from a cluster or file is meant to be.
 */
function messageText(text: string): string {
  return escapeLines(text)
    .replaceAll(/\{(\d+)\}/g, '{{$1}}')
    .replaceAll('](', '] (');
}
