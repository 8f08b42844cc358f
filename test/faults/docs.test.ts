import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { faultsElsewhere } from './faults-elsewhere.ts';
import { allFaults } from './faults.ts';

const PAGE = fileURLToPath(new URL('../../docs/faults.md', import.meta.url));
const HEAD = ['| What happens | What is printed | Exit | Test |', '| --- | --- | --- | --- |'];

/** A row a fault, as the page has it. */
function rows(): readonly string[] {
  return allFaults().map(([file, { name, says, exit }]) => {
    const words = /^(nothing|for what|the verb|the whole)/.test(says) ? says : `\`${says}\``;
    return `| ${name} | ${words.replaceAll('|', '\\|')} | ${exit} | [${file.replace('test/faults/', '')}](../${file}) |`;
  });
}

test('docs/faults.md and the suite agree row by row', async () => {
  const lines = (await readFile(PAGE, 'utf8')).split('\n');
  const start = lines.findIndex((line) => line.startsWith('| What happens'));
  const end = lines.findLastIndex((line) => line.startsWith('| '));
  const wanted = [...HEAD, ...rows()];
  if (process.env['UPDATE_GOLDEN'] === '1') {
    lines.splice(start, end - start + 1, ...wanted);
    await writeFile(PAGE, lines.join('\n'));
    return;
  }
  assert.deepEqual(lines.slice(start, end + 1), wanted);
});

const ELSEWHERE_HEAD = ['| What goes wrong | What is printed | Exit | Test |', '| --- | --- | --- | --- |'];

test('docs/faults.md and what holds the faults beside the server agree row by row', async () => {
  const lines = (await readFile(PAGE, 'utf8')).split('\n');
  const start = lines.findIndex((line) => line === ELSEWHERE_HEAD[0]);
  const end = lines.indexOf('', start);
  const wanted = faultsElsewhere.map(
    ({ name, says, exit, file }) => `| ${name} | ${says} | ${exit} | [${file.split('/').at(-1)}](../${file}) |`,
  );
  if (process.env['UPDATE_GOLDEN'] === '1') {
    lines.splice(start, end - start, ...ELSEWHERE_HEAD, ...wanted);
    await writeFile(PAGE, lines.join('\n'));
    return;
  }
  assert.deepEqual(lines.slice(start, end), [...ELSEWHERE_HEAD, ...wanted]);
});

test('each of those is held by a test of that title', async () => {
  for (const { file, title } of faultsElsewhere) {
    const text = await readFile(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8');
    assert.ok(text.includes(title), `${file}: ${title}`);
  }
});

test('no fault stands there twice', () => {
  const names = allFaults().map(([, { name }]) => name);
  assert.equal(new Set(names).size, names.length);
});
