import type { Command } from '../../src/cli/define-command.ts';
import type { Flag, FlagTable } from '../../src/cli/flag.ts';
import { globalFlags } from '../../src/cli/global-flags.ts';
import { ROOT_FLAGS } from '../../src/cli/read-line.ts';
import { wrap } from '../../src/text/wrap.ts';

/** Lines of a source are not longer: mandoc finds fault with them. */
const COLUMNS = 78;

/** What all verbs have in common, and stands in gwctl(1) only. */
const EXIT_CODES = [
  ['0', 'The question was answered.'],
  ['1', 'The answer is no, or a part of it could not be read.'],
  ['2', 'Wrong usage.'],
  ['3', 'gwctl could not run, or there was nothing to examine.'],
] as const;

const ENVIRONMENT = [
  ['KUBECONFIG', 'The kubeconfig files, as kubectl reads them.'],
  ['HTTPS_PROXY, HTTP_PROXY, NO_PROXY', 'The proxy on the way to the API server, as kubectl takes them.'],
  ['NO_COLOR, FORCE_COLOR', 'Colour: never, or wherever the output goes.'],
  ['LC_ALL, LC_CTYPE, LANG', 'Whether marks and lines may be other characters than ASCII.'],
] as const;

const FILES = [
  ['~/.kube/config', 'The kubeconfig where KUBECONFIG names none.'],
  [
    '$XDG_CONFIG_HOME/gwctl/policy-catalogue/',
    'Policy kinds of your own. Where XDG_CONFIG_HOME is not set, the folder is ~/.config.',
  ],
] as const;

/** When and of what a page is. */
interface Edition {
  readonly version: string;
  /** `2026-12-01`. */
  readonly date: string;
}

/** The manual pages by their file's name: `gwctl.1`, and `gwctl-get.1` for each verb. */
export function manPages(commands: readonly Command[], edition: Edition): ReadonlyMap<string, string> {
  const pages = commands.map((command) => [`gwctl-${command.name}.1`, verbPage(command, edition)] as const);
  return new Map([['gwctl.1', mainPage(commands, edition)], ...pages]);
}

function mainPage(commands: readonly Command[], edition: Edition): string {
  const verbs = commands.map(({ name, summary }) => entry(`\\fBgwctl\\-${roff(name)}\\fR(1)`, summary));
  return page('gwctl', edition, [
    ['NAME', paragraph('gwctl - a kubectl companion for the Kubernetes Gateway API')],
    ['SYNOPSIS', '.B gwctl\n.I COMMAND\n.RI [ flags ]\n.br\n.B kubectl gw\n.I COMMAND\n.RI [ flags ]'],
    [
      'DESCRIPTION',
      paragraph(
        'gwctl shows what is there, how resources connect, and why something fails. It reads a cluster, found as kubectl finds it, or files, and changes nothing but by apply and delete.',
      ),
    ],
    ['COMMANDS', verbs.join('\n')],
    ['GLOBAL FLAGS', flagList({ ...globalFlags, ...ROOT_FLAGS })],
    ['EXIT STATUS', EXIT_CODES.map(([code, meaning]) => entry(roff(code), meaning)).join('\n')],
    ['ENVIRONMENT', ENVIRONMENT.map(([name, meaning]) => entry(`\\fB${roff(name)}\\fR`, meaning)).join('\n')],
    ['FILES', FILES.map(([name, meaning]) => entry(`\\fI${roff(name)}\\fR`, meaning)).join('\n')],
    ['SEE ALSO', seeAlso(['kubectl', ...commands.map(({ name }) => `gwctl-${name}`)])],
  ]);
}

function verbPage({ name, parameters, summary, alias, flags, examples, notes }: Command, edition: Edition): string {
  const own = Object.fromEntries(Object.entries(flags).filter(([flag]) => !Object.hasOwn(globalFlags, flag)));
  const synopsis = [`.B gwctl ${roff(name)}`, ...(parameters === '' ? [] : [guard(roff(parameters))]), '.RI [ flags ]'];
  const shown = examples.map(([line, meaning]) => `${paragraph(meaning)}\n.PP\n${verbatim(`gwctl ${line}`)}`);
  return page(`gwctl-${name}`, edition, [
    ['NAME', paragraph(`gwctl-${name} - ${summary.slice(0, 1).toLowerCase()}${summary.slice(1)}`)],
    ['SYNOPSIS', synopsis.join('\n')],
    [
      'DESCRIPTION',
      [paragraph(`${summary}.`), ...(alias === undefined ? [] : ['.PP', paragraph(`Also: ${alias}.`)])].join('\n'),
    ],
    ['FLAGS', flagList(own)],
    ['NOTES', notes === undefined ? '' : verbatim(notes)],
    ['EXAMPLES', shown.join('\n.PP\n')],
    ['SEE ALSO', `${seeAlso(['gwctl'])}\n${paragraph('has the global flags, exit codes, environment and files.')}`],
  ]);
}

function page(name: string, { version, date }: Edition, sections: readonly (readonly [string, string])[]): string {
  const title = `.TH ${roff(name.toUpperCase())} 1 ${date} "gwctl ${version}" "gwctl manual"`;
  const written = sections.filter(([, text]) => text !== '').map(([heading, text]) => `.SH ${heading}\n${text}\n`);
  return `${title}\n${written.join('')}`;
}

function flagList(flags: FlagTable): string {
  return Object.entries(flags)
    .map(([name, flag]) => entry(flagNames(name, flag), `${flag.describe}.`))
    .join('\n');
}

function flagNames(name: string, flag: Flag): string {
  const names = [`--${name}`, ...(flag.alias === undefined ? [] : [`-${flag.alias}`])];
  const value = flag.type === 'boolean' ? '' : ` \\fI${flag.choices?.map(roff).join('\\fR|\\fI') ?? 'VALUE'}\\fR`;
  return `${names.map((each) => `\\fB${roff(each)}\\fR`).join(', ')}${value}`;
}

/** A term, and below it what it means. */
function entry(term: string, meaning: string): string {
  return `.TP\n${term}\n${paragraph(meaning)}`;
}

function seeAlso(names: readonly string[]): string {
  return names.map((name) => `.BR ${roff(name)} (1)`).join(' ,\n');
}

/** Lines as they are, with nothing filled. */
function verbatim(text: string): string {
  const lines = text.split('\n').map((line) => guard(roff(line)));
  return ['.RS 4', '.nf', ...lines, '.fi', '.RE'].join('\n');
}

/** A sentence, its source broken into lines. */
function paragraph(text: string): string {
  const lines = wrap(roff(text), (line) => line, { columns: COLUMNS, at: 0, fallback: 0 });
  return lines.map((line) => guard(line.trim())).join('\n');
}

/** A text whose characters mean themselves to roff. */
function roff(text: string): string {
  return text
    .replaceAll('\\', String.raw`\e`)
    .replaceAll('-', String.raw`\-`)
    .replaceAll(/[^\n -~]/gu, (letter) => `\\[u${codeOf(letter)}]`);
}

function codeOf(letter: string): string {
  return (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

/** A line that a dot or an apostrophe would make a request. */
function guard(line: string): string {
  return /^[.']/.test(line) ? `\\&${line}` : line;
}
