import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { familyOf, scaffoldRule } from './scaffold-rule.ts';

/** `npm run new-rule -- GW4012 duplicate-rule-name`: makes the file of a rule of analyze, and its line in the registry. */
const [code = '', name = ''] = process.argv.slice(2);
const root = fileURLToPath(new URL('..', import.meta.url));
try {
  const family = familyOf(code);
  const index = `${root}src/analysis/rules/${family}/index.ts`;
  const codes = `${root}test/unit/rules/codes/${family}.txt`;
  const rule = scaffoldRule(code, name, {
    index: await readFile(index, 'utf8'),
    codes: await readFile(codes, 'utf8'),
  });
  await writeFile(`${root}${rule.file}`, rule.text, { flag: 'wx' });
  await writeFile(index, rule.index);
  await writeFile(codes, rule.codes);
  process.stdout.write(`${rule.file}\n`);
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
