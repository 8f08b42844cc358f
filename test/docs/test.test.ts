import assert from 'node:assert/strict';
import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { FieldReader } from '../../src/model/field-reader.ts';
import { readExpectation } from '../../src/routing-tests/read-expectation.ts';
import { formatOutcome, root, runLine } from '../golden/harness.ts';
import { readShellLines } from './shell.ts';

const lines = await readShellLines('docs/test.md');
const update = process.env['UPDATE_GOLDEN'] === '1';
const file = join(root, 'docs/test.md');
const CONSOLE = /^(```console\n\$ ([^\n]*)\n)([\s\S]*?)(?=^```$)/m;

suite('docs/test.md', () => {
  test('shows what the example really prints', async () => {
    const text = await readFile(file, 'utf8');
    const [, head = '', line = '', shown = ''] = CONSOLE.exec(text) ?? [];
    const printed = `${formatOutcome(await runLine(line))}\n`;
    if (update)
      await writeFile(
        file,
        text.replace(CONSOLE, () => head + printed),
      );
    else assert.equal(shown, printed);
  });

  test('shows the example that the tests run', async () => {
    const [, shown] = /^```yaml\n([\s\S]*?)^```$/m.exec(await readFile(file, 'utf8')) ?? [];
    assert.equal(shown, await readFile(join(root, 'examples/shop.routes.yaml'), 'utf8'));
  });

  for (const line of lines) {
    test(`$ ${line}`, async () => {
      const { code, out, err } = await runLine(line);
      assert.equal(err, '');
      assert.equal(code, 0);
      assert.notEqual(out, '');
    });
  }

  test('explains every key of expect', async () => {
    const text = await readFile(file, 'utf8');
    const reader = new FieldReader();
    readExpectation({ nothing: 1 }, [], reader);
    const [, keys = ''] = /the fields are (.*), not$/.exec(reader.faults[0]?.message ?? '') ?? [];
    assert.ok(keys.split(', ').length > 10);
    for (const key of keys.split(', ')) assert.match(text, new RegExp(`^\\| .*\`${key}\`.* \\|`, 'm'), key);
  });

  test('links to files that are there', async () => {
    for (const page of ['test.md', 'implementations.md']) {
      const text = await readFile(join(root, 'docs', page), 'utf8');
      for (const [, target = ''] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g))
        await access(join(root, 'docs', target));
    }
  });
});
