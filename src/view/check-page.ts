import type { Check, CheckReport, CheckSection, CheckState } from '../documents/check-report.ts';
import type { Block, Description, Line, Mark } from './description.ts';

const TITLES: Readonly<Record<CheckSection, string>> = {
  crds: 'Gateway API',
  controllers: 'Controllers',
  permissions: 'Permissions',
  upgrade: 'Upgrade',
};

const MARKS: Readonly<Record<CheckState, Mark>> = {
  passed: 'ok',
  warning: 'note',
  failed: 'broken',
  unknown: 'unknown',
};

/** A report as one page: a line a check, below what did not pass what to do; at the end the sum. */
export function checkPage(report: CheckReport): Description {
  const blocks: Block[] = [...Map.groupBy(report.checks, ({ section }) => section)].map(([section, checks]) => ({
    type: 'lines',
    label: TITLES[section],
    // What is to be done about several checks is said once, below the last of them.
    lines: checks.map((check, at) => checkLine(check, checks[at + 1]?.hint !== check.hint)),
  }));
  return { blocks: [...blocks, { type: 'field', label: 'Result', values: [resultText(report)] }] };
}

function checkLine({ state, message, hint }: Check, isLast: boolean): Line {
  return {
    mark: MARKS[state],
    cells: [message],
    ...(hint !== undefined && isLast && state !== 'passed' && { details: [[`hint: ${hint}`]] }),
  };
}

function resultText({ summary: { passed, failed, warning, unknown } }: CheckReport): string {
  const parts = [
    `${passed} passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(warning > 0 ? [warning === 1 ? '1 warning' : `${warning} warnings`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
  ];
  const result = failed > 0 ? 'not ready' : unknown > 0 ? 'ready, as far as is known' : 'ready';
  return `${result}: ${parts.join(', ')}`;
}
