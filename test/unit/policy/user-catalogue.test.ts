import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { loadPolicyCatalogue } from '../../../src/app/policy-catalogue.ts';
import { CannotRunError } from '../../../src/model/errors.ts';

const GOOD = `apiVersion: gwctl.dev/v1alpha1
kind: PolicyCatalogue
policies:
- group: acme.io
  kind: RetryPolicy
  class: Inherited
  targets:
  - {group: gateway.networking.k8s.io, kind: Gateway, section: listener}
  strategy: AtomicDefaults
  strategyField: {field: mode, values: {merge: PatchDefaults}, by: challenger}
  wrappers: {defaults: [base], overrides: [force]}
  hierarchy: [gateway, route]
`;

const BAD = `apiVersion: gwctl.dev/v1alpha1
kind: PolicyCatalogue
policies:
- group: acme.io
  kind: Fine
- group: acme.io
  kind: Broken
  class: direct
  colour: red
  targets:
  - kind: 7
`;

describe('the catalogue of a user', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gwctl-catalogue-'));
    await mkdir(join(folder, 'gwctl', 'policy-catalogue'), { recursive: true });
    await writeFile(join(folder, 'good.yaml'), GOOD);
    await writeFile(join(folder, 'bad.yaml'), BAD);
    await writeFile(join(folder, 'gwctl', 'policy-catalogue', 'own.yaml'), BAD);
    await writeFile(join(folder, 'gwctl', 'policy-catalogue', 'notes.txt'), 'no catalogue');
    await writeFile(join(folder, 'syntax.yaml'), 'policies:\n- {group: acme.io\n');
  });
  after(() => rm(folder, { recursive: true }));

  const io = (
    config = '',
  ): { cwd: string; env: Record<string, string>; writeError: (text: string) => void; errors: string[] } => {
    const errors: string[] = [];
    return { cwd: folder, env: { XDG_CONFIG_HOME: config }, writeError: (text) => void errors.push(text), errors };
  };

  test('a file names kinds with all that is known of them', async () => {
    const [entry] = await loadPolicyCatalogue(['good.yaml'], io());
    assert.deepEqual(entry, {
      group: 'acme.io',
      kind: 'RetryPolicy',
      class: 'Inherited',
      targets: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', section: 'listener' }],
      merge: {
        strategy: 'AtomicDefaults',
        chooser: { field: 'mode', values: { merge: 'PatchDefaults' }, by: 'challenger' },
        wrappers: { defaults: ['base'], overrides: ['force'] },
        control: [],
        wholes: [],
      },
      hierarchy: ['gateway', 'route'],
      annotation: undefined,
      extensionFilter: undefined,
      source: join(folder, 'good.yaml'),
    });
  });

  test('faults of a named file end the run, each with its line', async () => {
    const file = join(folder, 'bad.yaml');
    await assert.rejects(loadPolicyCatalogue(['bad.yaml'], io()), (error) => {
      assert.ok(error instanceof CannotRunError);
      assert.deepEqual(error.message.split('\n'), [
        `error: ${file}:9: policies[1].colour is unknown; the fields are group, kind, class, targets, strategy, strategyField, wrappers, control, wholes, hierarchy, annotation, extensionFilter, source`,
        `error: ${file}:8: policies[1].class must be one of Direct, Inherited, Unknown`,
        `error: ${file}:11: policies[1].targets[0].kind must be a non-empty string`,
      ]);
      return true;
    });
  });

  test('syntax errors and absent files are named', async () => {
    await assert.rejects(loadPolicyCatalogue(['syntax.yaml'], io()), /syntax\.yaml:\d+: /);
    await assert.rejects(loadPolicyCatalogue(['gone.yaml'], io()), /gone\.yaml: ENOENT/);
    await writeFile(join(folder, 'two.yaml'), `${GOOD}---\n${GOOD}`);
    await assert.rejects(loadPolicyCatalogue(['two.yaml'], io()), /two\.yaml:\d+: a second document/);
    await writeFile(join(folder, 'alias.yaml'), 'policies: *nowhere\n');
    await assert.rejects(loadPolicyCatalogue(['alias.yaml'], io()), /alias\.yaml/);
  });

  test('a fault in the folder costs its entry, not the others', async () => {
    const own = io(folder);
    const entries = await loadPolicyCatalogue([], own);
    assert.deepEqual(
      entries.map(({ kind }) => kind),
      ['Fine'],
    );
    assert.equal(own.errors.length, 3);
    assert.match(own.errors[0] ?? '', /^Warning: .*own\.yaml:9: /);
  });

  test('no folder is no fault', async () => {
    const own = io(join(folder, 'none'));
    assert.deepEqual(await loadPolicyCatalogue([], own), []);
    assert.deepEqual(own.errors, []);
  });
});
