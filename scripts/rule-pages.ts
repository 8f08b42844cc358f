import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { FAMILIES, RULES } from '../src/analysis/rules/registry.ts';
import type { Rule } from '../src/analysis/rules/rule.ts';

const folder = fileURLToPath(new URL('../docs/rules/', import.meta.url));

/** What each family is about, as the index says it. */
const TITLES: Readonly<Record<(typeof FAMILIES)[keyof typeof FAMILIES], string>> = {
  references: 'References',
  backends: 'Backends, Secrets and certificates',
  attachment: 'Attachment and listeners',
  routing: 'Routing',
  policies: 'Policies',
  status: 'What controllers report',
  versions: 'Versions and validation',
  security: 'Security',
  implementations: 'Implementations',
};

/** The pages of docs/rules by their names: one a rule, and the index. */
export function rulePages(): ReadonlyMap<string, string> {
  const pages = new Map([['README.md', indexPage()]]);
  for (const rule of RULES) pages.set(`${rule.code}.md`, rulePage(rule));
  return pages;
}

function indexPage(): string {
  const parts = Object.entries(FAMILIES).flatMap(([digit, family]) => {
    const rules = RULES.filter(({ code }) => code.startsWith(`GW${digit}`));
    if (rules.length === 0) return [];
    const rows = rules.map(
      ({ code, name, severity, what }) => `| [${code}](${code}.md) | ${name} | ${severity} | ${cell(what)} |`,
    );
    return [`## ${TITLES[family]}`, ['| code | name | severity | finds |', '|---|---|---|---|', ...rows].join('\n')];
  });
  const head = `The rules of [\`gwctl analyze\`](../analyze.md). A code is permanent, and never used again for anything else.
These pages are written by \`node scripts/rule-pages.ts\`.`;
  return `${['# Rules', head, ...parts].join('\n\n')}\n`;
}

function rulePage({ code, name, severity, what, why, how, bad, good, before }: Rule): string {
  return `# ${code} ${name}

Severity: ${severity}

${what}

## Why it matters

${why}

## What to do

${how}

## Example
${before === undefined ? '' : `\nBefore a change:\n\n\`\`\`yaml\n${before.trim()}\n\`\`\`\n`}
Wrong:

\`\`\`yaml
${bad.trim()}
\`\`\`

Right:

\`\`\`yaml
${good.trim()}
\`\`\`
`;
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`);
}

/** `node scripts/rule-pages.ts` writes the pages, and takes those away whose rule is gone. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await mkdir(folder, { recursive: true });
  const pages = rulePages();
  for (const name of await readdir(folder)) if (!pages.has(name)) await rm(`${folder}${name}`);
  for (const [name, text] of pages) await writeFile(`${folder}${name}`, text);
}
