import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import packageJson from '../../../package.json' with { type: 'json' };

const bin = fileURLToPath(new URL('../../../bin/', import.meta.url));

suite('what is said where Node is too old', () => {
  // esbuild rewrites what the target cannot parse.
  for (const [file, target] of [
    ['needs-node.cjs', 'es5'],
    ['launch.js', 'es2015'],
  ] as const) {
    test(`${file} is written in ${target}, so that an old Node gets as far`, async () => {
      const text = await readFile(`${bin}${file}`, 'utf8');
      const supported = { 'dynamic-import': true, 'import-meta': true };
      const [old, current] = await Promise.all(
        [target, 'esnext'].map((each) => transform(text, { target: each, supported })),
      );
      assert.equal(old?.code.replace(/^"use strict";\n/, ''), current?.code.replace(/^"use strict";\n/, ''));
      assert.deepEqual(old?.warnings, []);
    });
  }

  test('is the version that the manifest asks for', async () => {
    const [, version = ''] = /Node\.js ([\d.]+) or newer/.exec(await readFile(`${bin}needs-node.cjs`, 'utf8')) ?? [];
    assert.equal(packageJson.engines.node, `>=${version}`);
    assert.match(
      await readFile(`${bin}../README.md`, 'utf8'),
      new RegExp(String.raw`## Try it\n\n.*\b${version} or newer`),
    );
  });

  test("is asked by every script of npm's that runs TypeScript", () => {
    for (const [name, line] of Object.entries(packageJson.scripts)) {
      for (const [command] of line.matchAll(/\bnode\b[^&]*\.ts\b/g)) {
        assert.match(command, /^node -r \.\/bin\/needs-node\.cjs scripts\//, name);
      }
    }
  });
});
