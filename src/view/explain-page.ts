import type { ConditionEntry, ConditionState, ReasonEntry, RuleEntry, RuleList } from '../documents/rule-list.ts';
import type { Block, Description } from './description.ts';

/** What is known of rules, conditions and reasons as pages. @param program how gwctl was started. */
export function explainPages({ rules, conditions, reasons }: RuleList, program: string): readonly Description[] {
  return [
    ...rules.map(rulePage),
    ...conditions.map((condition) => conditionPage(condition)),
    ...reasons.map((reason) => reasonPage(reason, program)),
  ];
}

function rulePage({ code, name, severity, what, why, fix, bad, good, docs }: RuleEntry): Description {
  return {
    blocks: [
      field('Rule', `${code} ${name}`),
      field('Severity', severity),
      field('Finds', what),
      field('Why', why),
      field('Fix', fix),
      field('Page', docs),
      ...exampleBlocks('Bad', bad),
      ...exampleBlocks('Good', good),
    ],
  };
}

function conditionPage({ type, on, means, healthy, state, reasons }: ConditionEntry): Description {
  return {
    blocks: [
      field('Condition', type),
      field('On', on.join(', ')),
      ...stateField(state),
      field('Means', means),
      field('Healthy', healthy),
      ...(reasons.length === 0 ? [] : [field('Reasons', reasons.join(', '))]),
    ],
  };
}

function reasonPage(
  { reason, condition, statuses, on, state, means, why, fix, see }: ReasonEntry,
  program: string,
): Description {
  return {
    blocks: [
      field('Reason', reason),
      field('Condition', statuses.map((status) => `${condition}=${status}`).join(', ')),
      field('On', on.join(', ')),
      ...stateField(state),
      field('Means', means),
      ...(why === undefined ? [] : [field('Why', why)]),
      ...(fix === undefined ? [] : [field('Fix', fix)]),
      ...(see.length === 0
        ? []
        : [{ type: 'field' as const, label: 'See', values: see.map((line) => `${program} ${line}`) }]),
    ],
  };
}

function exampleBlocks(label: string, manifest: string | undefined): readonly Block[] {
  if (manifest === undefined) return [];
  const lines = manifest.trim().split('\n');
  return [{ type: 'lines', label, lines: lines.map((line) => ({ cells: [line] })) }];
}

/** What is as usual is not said. */
function stateField(state: ConditionState): readonly Block[] {
  return state === 'standard' ? [] : [field('State', state)];
}

function field(label: string, value: string): Block {
  return { type: 'field', label, values: [value] };
}
