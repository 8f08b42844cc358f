import { append } from '../model/append.ts';
import { escapeLines } from '../text/escape.ts';

/** A suite of a JUnit file. */
export interface JunitSuite {
  readonly name: string;
  readonly properties?: readonly (readonly [name: string, value: string])[] | undefined;
  readonly cases: readonly JunitCase[];
}

/** A case of it; without an outcome it passed. */
export interface JunitCase {
  readonly name: string;
  readonly classname: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly outcome?: JunitOutcome | undefined;
  /** What a case that passed has to say. */
  readonly output?: string | undefined;
}

/** Why a case did not pass. */
export interface JunitOutcome {
  readonly element: 'failure' | 'error' | 'skipped';
  readonly message: string;
  /** None of what is skipped. */
  readonly type?: string | undefined;
  /** None of what is skipped. */
  readonly body?: string | undefined;
}

/** Suites as JUnit XML. */
export function formatJunitSuites(suites: readonly JunitSuite[]): string {
  const all = suites.flatMap(({ cases }) => cases);
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites ${counts(all)}>`];
  for (const { name, properties = [], cases } of suites) {
    lines.push(`  <testsuite${attribute('name', name)} ${counts(cases)}${skipped(cases)}>`);
    if (properties.length > 0) {
      lines.push(
        '    <properties>',
        ...properties.map(([key, value]) => `      <property${attribute('name', key)}${attribute('value', value)}/>`),
        '    </properties>',
      );
    }
    for (const one of cases) append(lines, caseLines(one));
    lines.push('  </testsuite>');
  }
  return `${[...lines, '</testsuites>'].join('\n')}\n`;
}

function counts(cases: readonly JunitCase[]): string {
  return `tests="${cases.length}" failures="${count(cases, 'failure')}" errors="${count(cases, 'error')}"`;
}

function skipped(cases: readonly JunitCase[]): string {
  const found = count(cases, 'skipped');
  return found === 0 ? '' : ` skipped="${found}"`;
}

function count(cases: readonly JunitCase[], element: JunitOutcome['element']): number {
  return cases.filter(({ outcome }) => outcome?.element === element).length;
}

function caseLines({ name, classname, file, line, outcome, output }: JunitCase): readonly string[] {
  const place =
    (file === undefined ? '' : attribute('file', file)) + (line === undefined ? '' : attribute('line', String(line)));
  const head = `    <testcase${attribute('name', name)}${attribute('classname', classname)}${place}`;
  const content = [
    ...(outcome === undefined ? [] : [outcomeLine(outcome)]),
    ...(output === undefined ? [] : [`      <system-out>${xmlText(output)}</system-out>`]),
  ];
  return content.length === 0 ? [`${head}/>`] : [`${head}>`, ...content, '    </testcase>'];
}

function outcomeLine({ element, message, type, body }: JunitOutcome): string {
  const head = `      <${element}${attribute('message', message)}${type === undefined ? '' : attribute('type', type)}`;
  return body === undefined ? `${head}/>` : `${head}>${xmlText(body)}</${element}>`;
}

function attribute(name: string, value: string): string {
  return ` ${name}="${xmlText(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`;
}

/** XML 1.0 forbids most control characters even when they are escaped: they are written visibly, as everywhere. */
function xmlText(text: string): string {
  return escapeLines(text)
    .replaceAll(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
