import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { IMPLEMENTATIONS, implementationOf } from '../../src/routing/implementations/index.ts';
import type { Implementation, Known } from '../../src/routing/implementations/behaviours.ts';
import { root } from '../golden/harness.ts';

const update = process.env['UPDATE_GOLDEN'] === '1';
const file = join(root, 'docs/implementations.md');
const MARK = "'test/docs/*.test.ts'`. -->\n";

/** The tables of all implementations, as the page shows them. */
function tables(): string {
  return IMPLEMENTATIONS.map((one) => `\n${table(one)}`).join('');
}

function table({ name, version, controllerNames, behaviours }: Implementation): string {
  const controllers = controllerNames.map((controller) => `\`${controller}\``).join(', ');
  const values: readonly (readonly [string, Known<unknown>])[] = Object.entries(behaviours);
  const rows = values.map(
    ([key, { value, confidence, source }]) => `| ${key} | ${valueText(value)} | ${confidence} | ${source} |`,
  );
  return `## ${name}

As of ${version}: ${controllers}.

| what | value | known by | source |
|---|---|---|---|
${rows.join('\n')}
`;
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : `\`${JSON.stringify(value)}\``;
}

suite('docs/implementations.md', () => {
  test('shows every value that is known', async () => {
    const text = await readFile(file, 'utf8');
    const head = text.slice(0, text.indexOf(MARK) + MARK.length);
    if (update) await writeFile(file, head + tables());
    else assert.equal(text, head + tables());
  });
});

suite('the implementations that are known', () => {
  test('are a file each', async () => {
    const files = await readdir(join(root, 'src/routing/implementations'));
    const named = await Promise.all(
      files.map(async (name) =>
        (await readFile(join(root, 'src/routing/implementations', name), 'utf8')).includes(': Implementation = {'),
      ),
    );
    assert.equal(named.filter(Boolean).length, IMPLEMENTATIONS.length);
    assert.equal(IMPLEMENTATIONS.length, 14);
  });

  test('are told apart by their controllers', () => {
    const controllers = IMPLEMENTATIONS.flatMap(({ controllerNames }) => controllerNames);
    assert.equal(new Set(controllers).size, controllers.length);
    for (const one of IMPLEMENTATIONS) {
      assert.ok(one.controllerNames.length > 0);
      for (const name of one.controllerNames) assert.equal(implementationOf(name), one);
    }
    assert.equal(implementationOf('constructor'), undefined);
    assert.equal(implementationOf(undefined), undefined);
  });

  test('have a source for every value', () => {
    let count = 0;
    for (const { name, behaviours } of IMPLEMENTATIONS) {
      const values: readonly (readonly [string, Known<unknown>])[] = Object.entries(behaviours);
      for (const [key, { value, source }] of values) {
        count++;
        assert.notEqual(source, '', `${name} ${key}`);
        assert.notEqual(value, undefined, `${name} ${key}`);
      }
    }
    assert.ok(count >= 270, String(count));
  });
});
