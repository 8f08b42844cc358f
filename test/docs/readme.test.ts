import assert from 'node:assert/strict';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import packageJson from '../../package.json' with { type: 'json' };
import { root } from '../golden/harness.ts';
import { readShellLines, runShell } from './shell.ts';

const lines = await readShellLines('README.md');

suite('README', () => {
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
    for (const [, target = ''] of (await readFile(join(root, 'CONTRIBUTING.md'), 'utf8')).matchAll(
      /\]\((?!https?:|#)([^)#]+)/g,
    )) {
      await access(join(root, target));
    }
  });

  for (const line of lines.filter((one) => /^(?:.*\| )?gwctl .*--(?:from|demo)\b/.test(one))) {
    test(`$ ${line}`, async () => {
      const { code, out, err } = await runShell(line);
      assert.equal(err, '');
      // The example holds mistakes, and these are there to find them.
      assert.equal(code, / --check |^gwctl analyze /.test(line) ? 1 : 0);
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
