import assert from 'node:assert/strict';
import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import packageJson from '../../package.json' with { type: 'json' };
import { formatOutcome, root, runLine } from '../golden/harness.ts';
import { readShellLines, runShell } from './shell.ts';

const update = process.env['UPDATE_GOLDEN'] === '1';
const PICTURE = /^(```console\n\$ ([^\n]*)\n)([\s\S]*?)(?=^```$)/m;
const lines = await readShellLines('README.md');

suite('README', () => {
  test('shows what the example really prints', async () => {
    const text = await readFile(join(root, 'README.md'), 'utf8');
    const [, head = '', command = '', shown = ''] = PICTURE.exec(text) ?? [];
    const printed = `${formatOutcome(await runLine(command))}\n`;
    if (update)
      await writeFile(
        join(root, 'README.md'),
        text.replace(PICTURE, () => `${head}${printed}`),
      );
    else assert.equal(shown, printed);
  });

  test("names npm's commands that are there", () => {
    const named = lines.flatMap((line) => line.split(' && ')).filter((line) => line.startsWith('npm '));
    assert.ok(named.length >= 4);
    const scripts: Readonly<Record<string, string>> = packageJson.scripts;
    for (const line of named) {
      const [, verb = '', script = ''] = line.split(' ');
      assert.ok(
        ['ci', 'install', 'pack'].includes(verb) || Object.hasOwn(scripts, verb === 'run' ? script : verb),
        line,
      );
    }
  });

  test('links to files that are there', async () => {
    for (const file of ['README.md', 'CONTRIBUTING.md', 'docs/kubectl-habits.md']) {
      const text = await readFile(join(root, file), 'utf8');
      const folder = join(root, file, '..');
      for (const [, target = ''] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) await access(join(folder, target));
    }
  });

  for (const line of lines.filter((one) => /^(?:.*\| )?gwctl .*--(?:from|demo)\b/.test(one))) {
    test(`$ ${line}`, async () => {
      const { code, out, err } = await runShell(line);
      assert.equal(err, '');
      // The example holds mistakes, and `status --check` is there to find them.
      assert.equal(code, line.includes('--check') ? 1 : 0);
      assert.notEqual(out, '');
    });
  }
});

test('docs/kubectl-habits.md names tests that are there', async () => {
  const text = await readFile(join(root, 'docs/kubectl-habits.md'), 'utf8');
  const rows = text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| **') && !line.startsWith('| habit'));
  assert.ok(rows.length > 30);
  for (const row of rows) {
    const files =
      row
        .split('|')
        .at(-2)
        ?.match(/test\/[\w./-]+/g) ?? [];
    assert.ok(files.length > 0, row);
    for (const file of files) await access(join(root, file));
  }
});
