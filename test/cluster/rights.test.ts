import assert from 'node:assert/strict';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { commands } from '../../commands/index.ts';
import { RIGHTS, roleFile } from '../../scripts/docs/rights.ts';
import { readPath } from '../../src/model/read.ts';
import { root } from '../golden/harness.ts';
import { until } from '../support/until.ts';
import { skip } from './api-support.ts';
import { findBinaries } from './binaries.ts';
import { startCluster } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { installCrds } from './crds.ts';
import { runKubectlOn, runOurs } from './get-support.ts';
import type { Run } from './get-support.ts';
import { applyManifests, readManifests } from './manifests.ts';

const update = process.env['UPDATE_GOLDEN'] === '1';
const NAMESPACE = 'shop';
const ROUTE = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: scratch, namespace: shop, labels: {scratch: "yes"}}
spec: {parentRefs: [{name: web, namespace: infra}]}
`;
const PREVIEW_TEST = `apiVersion: gwctl.dev/v1alpha1
kind: RoutingTest
gateway: shop/preview
tests:
- request: http://pay.example.com:8080/nowhere
  expect: {status: 404}
`;

/** A right that a request needs. */
interface Right {
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
  /** The namespace that the request stays in. */
  readonly namespace: string | undefined;
}

/** One resource of a group with the verbs on it. */
interface RoleRule {
  readonly group: string;
  readonly resource: string;
  readonly verbs: readonly string[];
}

let cluster: Cluster;

// Of its own: what another test leaves behind would change what is asked.
describe('the rights of docs/rights.md', { skip }, () => {
  before(async () => {
    const binaries = await findBinaries();
    assert.ok(typeof binaries !== 'string');
    cluster = await startCluster(binaries);
    await installCrds(cluster, { version: 'v1.7.0', channel: 'experimental' });
    await applyManifests(cluster, await readManifests(join(root, 'examples/shop')));
    await copyFile(join(root, 'examples/shop.routes.yaml'), join(cluster.folder, 'shop.routes.yaml'));
    await writeFile(join(cluster.folder, 'preview.routes.yaml'), PREVIEW_TEST);
    await writeFile(join(cluster.folder, 'route.yaml'), ROUTE);
  });
  after(() => cluster.stop());

  test('are there for every verb', () => {
    assert.deepEqual(Object.keys(RIGHTS).toSorted(), commands.map(({ name }) => name).toSorted());
  });

  for (const [verb, { everywhere, inNamespace, before: prepare }] of Object.entries(RIGHTS)) {
    const run = async (line: string, user: string, ...more: readonly string[]): Promise<Run> => {
      if (prepare !== undefined) await runOurs(cluster, prepare.split(' '));
      return runOurs(cluster, [...line.split(' '), ...(user === 'admin' ? [] : ['--as', user]), ...more]);
    };

    /** Runs the questions as a user, and makes a role of what they asked for and were not refused. */
    const makeRole = async (kind: 'ClusterRole' | 'Role', lines: readonly string[], user: string): Promise<string> => {
      const rights: Right[] = [];
      for (const line of lines) rights.push(...rightsOf((await run(line, user, '-v=6')).err));
      const inside = kind === 'Role' ? rights.filter(({ namespace }) => namespace === NAMESPACE) : rights;
      const text = writeRole(kind, `gwctl-${verb}`, inside);
      const file = join(root, roleFile(verb, kind));
      if (update) await writeFile(file, text);
      assert.equal(await readFile(file, 'utf8'), text);
      return file;
    };

    const kubectl = async (line: string): Promise<void> => {
      const { err, code } = await runKubectlOn(cluster, line.split(' '));
      assert.equal(code, 0, `kubectl ${line}: ${err}`);
    };

    if (everywhere.length === 0) continue;

    test(`${verb}: the ClusterRole holds what is asked for, and with it everything is answered`, async () => {
      const file = await makeRole('ClusterRole', everywhere, 'admin');
      const user = `everywhere-${verb}`;
      await kubectl(`apply -f ${file}`);
      await kubectl(`create clusterrolebinding ${user} --clusterrole gwctl-${verb} --user ${user}`);
      await grantedAll(user, await readFile(file, 'utf8'), undefined);
      for (const line of everywhere) {
        const full = await run(line, 'admin');
        const { out, err, code } = await run(line, user);
        assert.equal(err, full.err, line);
        // Who may do less is told so by `check`, and by nothing else.
        assert.deepEqual(rowsOf(exceptPermissions(out)), rowsOf(exceptPermissions(full.out)), line);
        if (verb !== 'check') assert.equal(code, full.code, line);
      }
    });

    if (inNamespace.length === 0) continue;

    test(`${verb}: the Role holds what is asked for in its namespace, and with it what lies there is answered`, async () => {
      // Who has the ClusterRole in one namespace asks there for all that can be had.
      const [most, least] = [`most-${verb}`, `least-${verb}`];
      const clusterRole = join(root, roleFile(verb, 'ClusterRole'));
      await kubectl(`apply -f ${clusterRole}`);
      await kubectl(`create rolebinding ${most} --clusterrole gwctl-${verb} --user ${most} -n ${NAMESPACE}`);
      await grantedAll(most, await readFile(clusterRole, 'utf8'), NAMESPACE);
      const file = await makeRole('Role', inNamespace, most);
      await kubectl(`apply -f ${file} -n ${NAMESPACE}`);
      await kubectl(`create rolebinding ${least} --role gwctl-${verb} --user ${least} -n ${NAMESPACE}`);
      await grantedAll(least, await readFile(file, 'utf8'), NAMESPACE);
      for (const line of inNamespace) {
        const there = await run(line, most);
        const { out, err, code } = await run(line, least);
        assert.ok(code === 0 || code === 1, `${line}: exit ${code}: ${err}`);
        assert.notEqual(out, '', line);
        // Refusals are printed as they arrive.
        assert.deepEqual([rowsOf(err).toSorted(), code], [rowsOf(there.err).toSorted(), there.code], line);
        assert.deepEqual(rowsOf(out), rowsOf(there.out), line);
      }
    });
  }

  test('without the right to read Secrets everything else is answered, and they are named', async () => {
    const text = await readFile(join(root, roleFile('status', 'ClusterRole')), 'utf8');
    const without = text.replaceAll(/^ +- secrets\n/gm, '').replace('name: gwctl-status', 'name: no-secrets');
    assert.notEqual(without, text);
    const applied = await runKubectlOn(cluster, ['apply', '-f', '-'], 'admin', without);
    assert.equal(applied.code, 0, applied.err);
    const bind = ['create', 'clusterrolebinding', 'no-secrets', '--clusterrole', 'no-secrets', '--user', 'no-secrets'];
    assert.equal((await runKubectlOn(cluster, bind)).code, 0);
    await grantedAll('no-secrets', without, undefined);
    const { out, err } = await runOurs(cluster, ['status', '-A', '--as', 'no-secrets']);
    const full = await runOurs(cluster, ['status', '-A']);
    const [counted] = /^Problems \(\d+\):$/m.exec(full.out) ?? [''];
    assert.ok(counted !== '' && out.includes(counted), out);
    assert.match(err, /^Warning: cannot read secrets\b[^\n]*: forbidden; [^\n]*\n$/);
  });
});

/** A page without what `check` says of permissions. */
function exceptPermissions(text: string): string {
  return text.replace(/^Permissions:$[^]*/m, '');
}

/** Lines without ages, widths and the user: what two users can compare. */
function rowsOf(text: string): readonly string[] {
  return text.split('\n').map((line) =>
    line
      .replaceAll(/\b(?:\d+[smhdy]){1,2}\b/g, 'AGE')
      .replaceAll(/ --as \S+/g, '')
      .replaceAll(/User "[^"]*"/g, 'User')
      .replaceAll(/ +/g, ' ')
      .trimEnd(),
  );
}

/** The rights that a log of requests (`-v=6`) stands for; what was refused, and discovery, ask for none. */
function rightsOf(log: string): readonly Right[] {
  const found: Right[] = [];
  for (const [, method = '', url = '', status = ''] of log.matchAll(/verb="(\w+)" url="([^"]+)" status="(\d+)/g)) {
    if (status === '403') continue;
    const { pathname } = new URL(url);
    const core = /^\/api\/v1\/(.+)$/.exec(pathname);
    const other = /^\/apis\/([^/]+)\/[^/]+\/(.+)$/.exec(pathname);
    const words = (core?.[1] ?? other?.[2])?.split('/');
    // What they may do, all who are logged in may ask.
    if (words === undefined || other?.[1] === 'authorization.k8s.io') continue;
    const isInside = words[0] === 'namespaces' && words.length > 2;
    const [resource = '', name] = isInside ? words.slice(2) : words;
    const namespace = isInside || resource === 'namespaces' ? words[1] : undefined;
    for (const verb of verbsOf(method, name)) {
      found.push({ group: other?.[1] ?? '', resource, verb, namespace });
    }
  }
  return found;
}

/** Who reads an object, or all of them, may do both: which of the two is asked depends on the question. */
function verbsOf(method: string, name: string | undefined): readonly string[] {
  if (method === 'GET') return ['get', 'list'];
  // Server-side apply makes what is not there.
  if (method === 'PATCH') return ['create', 'patch'];
  if (method === 'POST') return ['create'];
  return name === undefined ? ['deletecollection'] : ['delete'];
}

/** A role in YAML: a rule for each group and set of verbs, sorted. */
function writeRole(kind: 'ClusterRole' | 'Role', name: string, rights: readonly Right[]): string {
  const rules = new Map<string, RoleRule>();
  for (const { group, resource, verb } of rights) {
    const key = `${group}/${resource}`;
    rules.set(key, { group, resource, verbs: [...new Set([...(rules.get(key)?.verbs ?? []), verb])].toSorted() });
  }
  const blocks = Map.groupBy([...rules.values()], ({ group, verbs }) => `${group} ${verbs.join(', ')}`);
  const parts = [...blocks.values()]
    .toSorted(([a], [b]) => ((a?.group ?? '') < (b?.group ?? '') ? -1 : 1))
    .map((block) => {
      const [{ group, verbs } = { group: '', verbs: [] }] = block;
      const resources = block.map(({ resource }) => `  - ${resource}\n`).toSorted();
      return `- apiGroups: ["${group}"]\n  resources:\n${resources.join('')}  verbs: [${verbs.join(', ')}]\n`;
    });
  return `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata:\n  name: ${name}\nrules:\n${parts.join('')}`;
}

/** Waits until the API server has heard of all rules of a role. */
async function grantedAll(user: string, role: string, namespace: string | undefined): Promise<void> {
  const last = [...role.matchAll(/- apiGroups: \["(.*)"\]\n {2}resources:\n((?: {2}- .*\n)+) {2}verbs: \[(\w+)/g)].at(
    -1,
  );
  const [, group = '', resources = '', verb = ''] = last ?? [];
  const resource = /- (\S+)/.exec(resources)?.[1] ?? '';
  await until(async () => {
    const { text } = await cluster.request('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', {
      spec: { user, resourceAttributes: { group, resource, verb, ...(namespace !== undefined && { namespace }) } },
    });
    return readPath(JSON.parse(text), 'status', 'allowed') === true;
  });
}
