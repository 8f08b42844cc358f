import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { readPath, readRecords } from '../../../src/model/read.ts';
import { runMain } from '../../support/run-main.ts';
import { validateJunit } from '../../support/validate-junit.ts';
import { sarifSchema } from './sarif-schema.ts';
import { readWorkflowCommands } from './workflow-commands.ts';

const root = join(import.meta.dirname, '../../..');
const EXAMPLE = ['analyze', '--from', 'examples/shop', '--complete', '--show', 'info'] as const;

/** Routes each of which sends to a Service that is not there. */
function manyRoutes(count: number): string {
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: `route-${index}`, namespace: 'shop' },
      spec: { parentRefs: [{ name: 'web' }], rules: [{ backendRefs: [{ name: `missing-${index}`, port: 80 }] }] },
    }),
  ).join('\n---\n');
}

suite('analyze in a pipeline', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gwctl-pipeline-'));
  });
  after(() => rm(folder, { recursive: true }));

  test('writes SARIF that its schema accepts, with the index of each rule', async () => {
    const { out, code } = await runMain([...EXAMPLE, '-o', 'sarif'], '', { cwd: root });
    assert.equal(code, 1);
    const log: unknown = JSON.parse(out);
    const validate = await sarifSchema();
    validate(log);
    assert.deepEqual(validate.errors ?? [], []);
    const [run] = readRecords(readPath(log, 'runs'));
    const rules = readRecords(readPath(run, 'tool', 'driver', 'rules')).map((rule) => rule['id']);
    const results = readRecords(readPath(run, 'results'));
    assert.ok(results.length > 10);
    for (const result of results) assert.equal(rules[Number(result['ruleIndex'])], result['ruleId']);
  });

  test('writes JUnit that xmllint accepts', async () => {
    const { out } = await runMain([...EXAMPLE, '-o', 'junit'], '', { cwd: root });
    assert.deepEqual((await validateJunit(out)).errors, []);
  });

  test('adds everything to the summary of the job, and says what has no annotation', async () => {
    const file = join(folder, 'summary.md');
    await writeFile(file, '# Of an earlier step\n');
    const words = ['analyze', '--from', '-', '--complete', '--rule', 'backend-missing', '-o', 'github'];
    const { out, err, code } = await runMain(words, manyRoutes(13), { cwd: root, env: { GITHUB_STEP_SUMMARY: file } });
    assert.equal(code, 1);
    assert.equal(readWorkflowCommands(out).length, 10);
    assert.equal(err, 'Note: 3 findings have no annotation: the summary of the job lists all\n');
    const summary = await readFile(file, 'utf8');
    assert.match(summary, /^# Of an earlier step\n### gwctl analyze: 13 errors\n/);
    assert.equal(summary.match(/^\| ❌ error/gm)?.length, 13);
    const without = await runMain(words, manyRoutes(11), { cwd: root });
    assert.equal(without.err, 'Note: 1 finding has no annotation: GitHub shows ten of each level\n');
  });

  test('says so where the summary cannot be written', async () => {
    const { err, code } = await runMain([...EXAMPLE, '-o', 'github'], '', {
      cwd: root,
      env: { GITHUB_STEP_SUMMARY: join(folder, 'missing/summary.md') },
    });
    assert.equal(code, 3);
    assert.match(err, /^error: GITHUB_STEP_SUMMARY: ENOENT/);
  });

  test('names files from the root of the repository, wherever the job runs and however they were named', async () => {
    const cwd = join(root, 'examples');
    for (const from of ['shop', './shop', '../examples/shop', join(root, 'examples/shop')]) {
      const words = ['analyze', '--from', from, '--rule', 'GW1003'];
      const github = await runMain([...words, '-o', 'github'], '', { cwd, env: { GITHUB_WORKSPACE: root } });
      assert.match(github.out, /^::error file=examples\/shop\/routes\.yaml,line=/, from);
      const gitlab = await runMain([...words, '-o', 'gitlab'], '', { cwd, env: { CI_PROJECT_DIR: root } });
      assert.match(gitlab.out, /"path": "examples\/shop\/routes\.yaml"/, from);
      const sarif = await runMain([...words, '-o', 'sarif'], '', { cwd });
      assert.match(sarif.out, /"uri": "shop\/routes\.yaml"/, from);
    }
  });

  test('names what lies outside of it as it was named', async () => {
    const words = ['analyze', '--from', '../shop', '--rule', 'GW1003', '-o', 'gitlab'];
    const { out } = await runMain(words, '', { cwd: join(root, 'examples/library') });
    assert.match(out, /"path": "\.\.\/shop\/routes\.yaml"/);
  });

  test('ends as --fail-on says, whatever the format', async () => {
    for (const format of ['json', 'yaml', 'sarif', 'junit', 'github', 'gitlab', 'markdown']) {
      const words = ['analyze', '--from', 'examples/shop', '--rule', 'GW6006', '-o', format];
      const codes = [];
      for (const failOn of ['error', 'warning', 'never']) {
        codes.push((await runMain([...words, '--fail-on', failOn], '', { cwd: root })).code);
      }
      assert.deepEqual(codes, [0, 1, 0], format);
    }
  });
});
