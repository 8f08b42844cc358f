import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { FieldReader } from '../../src/model/field-reader.ts';
import { readExpectation } from '../../src/routing-tests/read-expectation.ts';
import { root, runLine } from '../golden/harness.ts';
import { readShellLines } from './shell.ts';

const lines = await readShellLines('docs/test.md');
const file = join(root, 'docs/test.md');

suite('docs/test.md', () => {
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
});
