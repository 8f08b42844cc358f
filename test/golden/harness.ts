import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from '../../src/main.ts';
import { runPacked } from '../packed/program.ts';
import type { Runtime } from '../packed/runtimes.ts';
import { captureIo } from '../support/captured-io.ts';

/** The folder that the command lines of transcripts start in. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url));

/** The time at which every transcript runs. */
const NOW = Date.parse('2026-11-25T00:00:00Z');

/** One command line of a transcript with the remarks above it (`## …`). */
export interface Step {
  readonly remarks: readonly string[];
  readonly line: string;
  /** What stands below the command line. */
  readonly expected: string;
}

/**
 * Takes a transcript apart: `## ` begins a remark, `$ ` a command line, everything below it is what it printed.
 * @throws Error where text stands before the first command line.
 */
function parseTranscript(text: string): readonly Step[] {
  const steps: { remarks: string[]; line: string; output: string[] }[] = [];
  let remarks: string[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) remarks.push(line);
    else if (line.startsWith('$ ')) {
      steps.push({ remarks, line: line.slice(2), output: [] });
      remarks = [];
    } else if (steps.length > 0) steps.at(-1)?.output.push(line);
    else if (line !== '') throw new Error(`a transcript begins with "## " or "$ ", not with: ${line}`);
  }
  return steps.map(({ remarks: said, line, output }) => ({
    remarks: said,
    line,
    expected: trimEnd(output.join('\n')),
  }));
}

/** Writes steps as a transcript. */
export function formatTranscript(steps: readonly Step[]): string {
  return steps
    .map(({ remarks, line, expected }) =>
      [...remarks, `$ ${line}`, ...(expected === '' ? [] : [expected]), ''].join('\n'),
    )
    .join('\n');
}

/** What a command line wrote and returned. */
export interface Outcome {
  readonly out: string;
  readonly err: string;
  readonly code: number | null;
}

/**
 * Runs a command line of a transcript in this process: `[NAME=value …] gwctl WORD… [< FILE]`, or `kubectl gw` in place of
 * `gwctl`. The variables are the whole environment; `COLUMNS` also makes standard output a terminal of that width.
 */
export async function runLine(line: string): Promise<Outcome> {
  const { env, program, argv, input } = parseLine(line);
  const columns = env['COLUMNS'] === undefined ? undefined : Number(env['COLUMNS']);
  const { io, written } = captureIo({
    program,
    readInput: async function* () {
      if (input !== undefined) yield await readFile(join(root, input));
    },
    outIsTerminal: columns !== undefined,
    columns,
    env,
    now: () => NOW,
    cwd: root,
  });
  const code = await main(argv, io);
  return { ...written, code };
}

/** Runs a command line of a transcript with the packed program, in a process of its own. */
export async function runLinePacked(line: string, on: Runtime): Promise<Outcome> {
  const { env, program, argv, input } = parseLine(line);
  return runPacked(argv, {
    program: program === 'gwctl' ? 'gwctl' : 'kubectl-gw',
    on,
    env,
    cwd: root,
    now: NOW,
    input: input === undefined ? undefined : await readFile(join(root, input)),
  });
}

/** An outcome as it stands in a transcript: stdout, then stderr and the exit code where there is something to say. */
export function formatOutcome({ out, err, code }: Outcome): string {
  const parts: string[] = [];
  if (out !== '') parts.push(out.endsWith('\n') ? out.slice(0, -1) : `${out}\n--- no newline at the end`);
  if (err !== '') parts.push(`--- stderr\n${trimEnd(err)}`);
  if (code !== 0) parts.push(`--- exit ${code}`);
  // Where this copy of the project lies, and the terminal's colours, have no place in a transcript.
  const text = trimEnd(parts.join('\n')).replaceAll(root, './').replaceAll('\u001b', '\\e');
  if (/^(\$|##) /m.test(text)) throw new Error(`a transcript cannot hold this output:\n${text}`);
  return text;
}

/** The steps of a transcript. */
export function readTranscript(file: string): readonly Step[] {
  return parseTranscript(readFileSync(file, 'utf8'));
}

interface CommandLine {
  readonly env: Readonly<Record<string, string>>;
  readonly program: string;
  readonly argv: readonly string[];
  readonly input: string | undefined;
}

function parseLine(line: string): CommandLine {
  const words = splitWords(line);
  const env: Record<string, string> = { LANG: 'C.UTF-8', HOME: '/nonexistent' };
  for (;;) {
    const assignment = /^([A-Z_]+)=(.*)$/s.exec(words[0] ?? '');
    if (assignment === null) break;
    env[assignment[1] ?? ''] = assignment[2] ?? '';
    words.shift();
  }
  let input: string | undefined;
  if (words.at(-2) === '<') [, input] = words.splice(-2);
  const length = words[0] === 'kubectl' ? 2 : 1;
  const program = words.slice(0, length).join(' ');
  if (program !== 'gwctl' && program !== 'kubectl gw') throw new Error(`a transcript cannot run: ${line}`);
  return { env, program, argv: words.slice(length), input };
}

/** Splits as a shell does, with quotes and backslashes, without expanding anything. */
function splitWords(line: string): string[] {
  const words: string[] = [];
  const word = /(?:[^\s'"\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+/gs;
  for (const [text] of line.matchAll(word)) {
    words.push(
      text.replace(/\\(.)|'([^']*)'|"((?:[^"\\]|\\.)*)"/gs, (_all, escaped?: string, raw?: string, quoted?: string) => {
        if (escaped !== undefined) return escaped;
        return raw ?? (quoted ?? '').replace(/\\(["\\$`])/g, '$1');
      }),
    );
  }
  return words;
}

function trimEnd(text: string): string {
  return text.replace(/\n+$/, '');
}
