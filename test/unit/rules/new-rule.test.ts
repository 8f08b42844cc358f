import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { FAMILIES } from '../../../src/analysis/rules/registry.ts';
import { familyOf, scaffoldRule } from '../../../scripts/scaffold-rule.ts';

const INDEX = `import type { Rule } from '../rule.ts';
import { redirectLoop } from './redirect-loop.ts';

/** Routing: GW4. */
export const ROUTING: readonly Rule[] = [redirectLoop];
`;
const files = { index: INDEX, codes: 'GW4001 retired\nGW4010 redirect-loop\n' };

test('a new rule gets its file and its line in the lists', () => {
  const rule = scaffoldRule('GW4002', 'duplicate-rule-name', files);
  assert.equal(rule.file, 'src/analysis/rules/routing/duplicate-rule-name.ts');
  assert.match(rule.text, /export const duplicateRuleName = defineRule/);
  assert.equal(rule.codes, 'GW4001 retired\nGW4002 duplicate-rule-name\nGW4010 redirect-loop\n');
  assert.equal(
    rule.index,
    `import type { Rule } from '../rule.ts';
import { redirectLoop } from './redirect-loop.ts';
import { duplicateRuleName } from './duplicate-rule-name.ts';

/** Routing: GW4. */
export const ROUTING: readonly Rule[] = [redirectLoop, duplicateRuleName];
`,
  );
});

test('a code or name that is or was in use is refused', () => {
  assert.throws(() => scaffoldRule('GW4001', 'any', files), /GW4001 is taken: GW4001 retired/);
  assert.throws(() => scaffoldRule('GW4003', 'redirect-loop', files), /redirect-loop is taken/);
  assert.throws(() => scaffoldRule('GW4003', 'Redirect', files), /lower case/);
  assert.throws(() => familyOf('GW401'), /four digits/);
});

test('every family has its list, as the script expects it', async () => {
  for (const [digit, family] of Object.entries(FAMILIES)) {
    const index = await readFile(new URL(`../../../src/analysis/rules/${family}/index.ts`, import.meta.url), 'utf8');
    assert.match(scaffoldRule(`GW${digit}999`, 'new-one', { index, codes: '' }).index, /newOne,?\s*\];\n$/);
  }
});
