import type { Command } from '../../src/cli/define-command.ts';
import { completionOf } from '../../src/cli/flag.ts';
import type { Flag, FlagTable } from '../../src/cli/flag.ts';
import { globalFlags } from '../../src/cli/global-flags.ts';
import { showLines } from './fill-page.ts';
import type { VerbExamples } from './verb-examples.ts';

/** What stands above everything that is written whole. */
export const WRITTEN = '<!-- Written by `node scripts/docs.ts`: change what it is made from. -->\n\n';

/** The page of a verb: synopsis, examples, flags, notes, and what it prints for the bundled example. */
export async function verbPage(command: Command, { shown, more }: VerbExamples): Promise<string> {
  const { name, alias, parameters, summary, examples, flags, notes } = command;
  const own = Object.entries(flags).filter(([flag]) => !Object.hasOwn(globalFlags, flag));
  const parts = [
    `# gwctl ${name}`,
    `${summary}.`,
    block('sh', `gwctl ${name} ${parameters}`.trimEnd()),
    ...(alias === undefined ? [] : [`\`gwctl ${alias}\` is the same.`]),
    ...(examples.length === 0 ? [] : ['## Examples', examplesBlock(examples)]),
    '## Flags',
    ...(own.length === 0 ? [] : [flagTable(Object.fromEntries(own))]),
    `Every verb also takes the [global flags](global-flags.md).`,
    ...(notes === undefined ? [] : ['## Notes', block('text', notes)]),
  ];
  if (shown.length > 0) {
    parts.push('## On the bundled example');
    for (const line of shown) {
      const printed = await showLines([line]);
      if (/^error: /m.test(printed)) throw new Error(`an example of ${name} fails: ${printed}`);
      parts.push(printed);
    }
  }
  if (more.length > 0) {
    parts.push(
      '## More',
      more.map(([page, about]) => `* [${page.replace(/#.*/, '')}](../${page}): ${about}`).join('\n'),
    );
  }
  return `${WRITTEN}${parts.join('\n\n')}\n`;
}

/** The page of the flags that every verb takes. */
export function globalFlagsPage(): string {
  return `${WRITTEN}# Global flags

Every verb takes these flags. Those of the connection are kubectl's, with kubectl's meaning; \`kubectl gw\` takes them behind the verb, since kubectl
hands none of its own to a plugin.

${flagTable(globalFlags)}
`;
}

/** The table of all verbs, which links to their pages. */
export function verbIndex(commands: readonly Command[]): string {
  const rows = commands.map(({ name, summary }) => `| [\`${name}\`](verbs/${name}.md) | ${summary} |`);
  return ['| verb | |', '|---|---|', ...rows].join('\n');
}

function examplesBlock(examples: Command['examples']): string {
  return block('sh', examples.map(([line, meaning]) => `# ${meaning}\ngwctl ${line}`).join('\n\n'));
}

function flagTable(flags: FlagTable): string {
  const rows = Object.entries(flags).map(
    ([name, flag]) => `| ${flagWords(name, flag)} | ${cell(flag.describe)}${repeatable(flag)} |`,
  );
  return ['| flag | |', '|---|---|', ...rows].join('\n');
}

function flagWords(name: string, flag: Flag): string {
  const value = valueWord(flag);
  const long = value === '' ? `--${name}` : `--${name} ${value}`;
  return `${flag.alias === undefined ? '' : `\`-${flag.alias}\`, `}\`${cell(long)}\``;
}

/** What stands for the value of a flag. */
function valueWord(flag: Flag): string {
  if (flag.type === 'boolean') return '';
  if (flag.type === 'number') return 'N';
  const completes = completionOf(flag);
  if (typeof completes !== 'string') {
    const isShort = completes.length <= 4 && completes.every((word) => /^[a-z]+$/i.test(word));
    return isShort ? completes.join('|') : 'VALUE';
  }
  return VALUE_WORDS[completes] ?? 'VALUE';
}

const VALUE_WORDS: Readonly<Record<string, string>> = {
  files: 'PATH',
  namespaces: 'NAMESPACE',
  contexts: 'NAME',
  clusters: 'NAME',
  users: 'NAME',
  labelSelector: 'SELECTOR',
};

function repeatable(flag: Flag): string {
  return flag.array === true && !/repeatable/.test(flag.describe) ? '; repeatable' : '';
}

/** A text inside of a table. */
function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`);
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
