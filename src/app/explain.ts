import type { ExplainFlags } from '../../commands/explain.ts';
import { everyExplanation, explain as explanationsOf } from '../answers/explain.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import type { RuleList } from '../documents/rule-list.ts';
import { UsageError } from '../model/errors.ts';
import { escapeControl } from '../text/escape.ts';
import type { Description } from '../view/description.ts';
import { explainPages } from '../view/explain-page.ts';
import { ruleEntries } from '../answers/rule-entries.ts';
import { pageStyle } from './scope.ts';
import { checkOutput, writeDocument } from './write/structured-output.ts';
import { writePages } from './write/write-descriptions.ts';

/**
 * `gwctl explain CODE|REASON|TYPE.CONDITION…`: what a rule, reason or condition means, why it happens and what to do.
 * @returns 1 where nothing is known of a word.
 */
export async function explain(words: readonly string[], flags: ExplainFlags, io: Io): Promise<ExitCode> {
  const format = checkOutput(flags.output, ['json', 'yaml']);
  if (flags.list === true) {
    if (words.length > 0) throw new UsageError('--list shows everything and takes no words');
    await write(everyExplanation(ruleEntries()), format, flags, io);
    return 0;
  }
  if (words.length === 0) {
    throw new UsageError(`nothing to explain: name a code, reason or condition, or use ${io.program} explain --list`);
  }
  const { document, unknown } = explanationsOf(words, ruleEntries());
  const isEmpty = document.rules.length + document.conditions.length + document.reasons.length === 0;
  if (!isEmpty || format !== undefined) await write(document, format, flags, io);
  for (const { word, near } of unknown) {
    const hint = near === undefined ? `see ${io.program} explain --list` : `did you mean ${near}?`;
    io.writeError(`error: nothing is known of "${escapeControl(word)}": ${escapeControl(hint)}\n`);
  }
  return unknown.length === 0 ? 0 : 1;
}

async function write(
  document: RuleList,
  format: 'json' | 'yaml' | undefined,
  flags: ExplainFlags,
  io: Io,
): Promise<void> {
  if (format !== undefined) return writeDocument(document, format, io);
  if (flags.list === true) return io.writeOut(await listText(document));
  return writePages(readPages(document, io.program), pageStyle(flags, io), io);
}

async function* readPages(document: RuleList, program: string): AsyncGenerator<Description> {
  yield* explainPages(document, program);
}

/** A line a rule, and a line a reason of each condition. */
async function listText({ rules, conditions, reasons }: RuleList): Promise<string> {
  const { formatTable } = await import('../print/table.ts');
  const style = { header: true, color: false };
  const tables = [
    {
      columns: ['CODE', 'NAME', 'SEVERITY', 'FINDS'],
      rows: rules.map(({ code, name, severity, what }) => [code, name, severity, what]),
    },
    {
      columns: ['CONDITION', 'STATUS', 'REASON', 'ON'],
      rows: [
        ...reasons.map(({ condition, statuses, reason, on }) => [condition, statuses.join(','), reason, on.join(',')]),
        ...conditions.flatMap((one) => (one.reasons.length > 0 ? [] : [[one.type, one.healthy, '', one.on.join(',')]])),
      ],
    },
  ];
  return tables
    .filter(({ rows }) => rows.length > 0)
    .map((table) => formatTable(table, style))
    .join('\n');
}
