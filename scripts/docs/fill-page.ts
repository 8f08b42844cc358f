import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../test/golden/harness.ts';
import { runExample } from './run-example.ts';

/** A block of commands with what they print. */
const CONSOLE = /^```console\n(\$ [\s\S]*?)^```$/gm;
/** A block that shows a file of the project: `<!-- file: examples/shop.routes.yaml -->` stands above it. */
const FILE = /^(<!-- file: ([\w./-]+) -->\n```\w+\n)[\s\S]*?(?=^```$)/gm;
/** A part of a page that a program writes: `<!-- written: NAME -->`, to `<!-- end -->`. */
const PART = /^(<!-- written: ([\w-]+) -->\n)[\s\S]*?(?=^<!-- end -->$)/gm;

/** Parts of pages by their names. */
export type Parts = Readonly<Record<string, () => string | Promise<string>>>;

/**
 * A page with its outputs, files and written parts as they are today.
 * @throws Error where a part is not known, or a command is none of gwctl's.
 */
export async function fillPage(page: string, parts: Parts): Promise<string> {
  const withParts = await replaceEach(page, PART, async ([, head = '', name = '']) => {
    const write = parts[name];
    if (write === undefined) throw new Error(`nobody writes the part ${name}`);
    return `${head}\n${(await write()).trim()}\n\n`;
  });
  const withFiles = await replaceEach(
    withParts,
    FILE,
    async ([, head = '', path = '']) => head + (await readFile(join(root, path), 'utf8')),
  );
  return replaceEach(withFiles, CONSOLE, async ([, block = '']) => consoleBlock(await refresh(block)));
}

/** A block of commands with what they print, of several commands with a blank line between them. */
export async function showLines(lines: readonly string[]): Promise<string> {
  return consoleBlock(await refresh(lines.map((line) => `$ ${line}\n`).join('')));
}

function consoleBlock(text: string): string {
  return `\`\`\`console\n${text}\`\`\``;
}

/** Runs the commands of a block. Where one cannot run here, what stands below it stays. */
async function refresh(block: string): Promise<string> {
  const steps: string[] = [];
  for (const step of block.split(/^(?=\$ )/m)) {
    const [, line = ''] = /^\$ (.*)/.exec(step) ?? [];
    const printed = await runExample(line);
    steps.push(printed === undefined ? step : `$ ${line}\n${printed === '' ? '' : `${printed}\n`}`);
  }
  return steps.join('');
}

async function replaceEach(
  text: string,
  pattern: RegExp,
  replace: (match: RegExpExecArray) => Promise<string>,
): Promise<string> {
  const parts: string[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    parts.push(text.slice(at, match.index), await replace(match));
    at = match.index + match[0].length;
  }
  return [...parts, text.slice(at)].join('');
}
