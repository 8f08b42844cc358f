import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { ConditionGuide, ReasonGuide } from '../../src/gateway-api/reasons/condition-guide.ts';
import { CONDITION_GUIDES } from '../../src/gateway-api/reasons/index.ts';
import { root } from '../golden/harness.ts';

const update = process.env['UPDATE_GOLDEN'] === '1';
const file = join(root, 'docs/reasons.md');

const HEAD = `# Conditions and reasons

What \`gwctl explain\` knows of the conditions of the Gateway API (v1.0 to v1.7.0, both channels), by the kinds that have them:
\`gwctl explain NoMatchingParent\`, \`gwctl explain gateway.Programmed\`, \`gwctl explain listener.Conflicted.HostnameConflict\`;
\`gwctl explain --list\` lists all of them, and \`-o json\` gives them as a \`RuleList\`.

<!-- Generated: node scripts/test.ts --update-golden 'test/docs/*.test.ts' -->
`;

suite('docs/reasons.md', () => {
  test('shows every condition and reason that explain knows', async () => {
    const text = HEAD + CONDITION_GUIDES.map(section).join('');
    if (update) await writeFile(file, text);
    else assert.equal(await readFile(file, 'utf8'), text);
  });
});

function section({ type, on, means, healthy, state, reasons }: ConditionGuide): string {
  const about = [`Healthy: ${healthy}.`, ...(state === undefined ? [] : [`State: ${state}.`])].join(' ');
  return `
## ${type} of ${on.join(', ')}

${means} ${about}
${reasons.length === 0 ? '' : `\n| reason | status | means | why | what to do |\n|---|---|---|---|---|\n${reasons.map(row).join('')}`}`;
}

function row({ reason, statuses, state, means, why = '', fix = '' }: ReasonGuide): string {
  const note = state === undefined ? '' : ` (${state})`;
  const cells = [`${reason}${note}`, statuses.join(', '), means, why, fix];
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`).replaceAll('*', String.raw`\*`)).join(' | ')} |\n`;
}
