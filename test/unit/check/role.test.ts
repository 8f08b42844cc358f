import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, suite, test } from 'node:test';
import { load } from 'js-yaml';
import { commands } from '../../../commands/index.ts';
import { RIGHTS, roleFile } from '../../../scripts/docs/rights.ts';
import { apiResources } from '../../../src/app/api-resources.ts';
import { check } from '../../../src/app/check.ts';
import { needsOf, READING, VERBS_WITH_NEEDS } from '../../../src/app/check/verb-needs.ts';
import type { Need } from '../../../src/app/check/verb-needs.ts';
import { roleFor } from '../../../src/app/check/role-for.ts';
import { CLUSTER_KINDS } from '../../../src/world/cluster-kinds.ts';
import { readPath, readRecords, readStrings } from '../../../src/model/read.ts';
import { groupKindOf, sameGroupKind } from '../../../src/model/ref.ts';
import { openFilesSource } from '../../../src/source/files/files-source.ts';
import { readPolicyKinds } from '../../../src/world/policy-kinds.ts';
import { root } from '../../golden/harness.ts';
import { answerAll, answerFrom, dumpCluster } from '../../law/answers.ts';
import type { Question } from '../../law/answers.ts';
import { NOW, openCluster } from '../../support/fake-cluster.ts';
import { runMain } from '../../support/run-main.ts';

const FIXTURES = [
  'examples/shop',
  'test/fixtures/states',
  'test/fixtures/policies',
  'test/fixtures/releases',
  'test/fixtures/trace',
];

/** What a request of the fake cluster is to a server: `list secrets`, and a table of one object is a get. */
function rightOf(request: string): string | undefined {
  const [, verb, plural, part = ''] = /^(get|list|table) (\w+)(.*)$/.exec(request) ?? [];
  if (verb === undefined) return undefined;
  // Names for hints: a refusal costs a hint, and is no need.
  if (verb === 'list' && HINTS.has(plural ?? '') && part.startsWith(' (metadata)')) return undefined;
  return `${verb === 'table' ? (part.startsWith('/') ? 'get' : 'list') : verb} ${plural}`;
}

/** Questions of one verb about one type in one fixture. */
const MOST = 1;

const HINTS = new Set(['secrets', 'configmaps']);

/** Verbs that ask for the same: what one of them asks, the others do with other words. */
const GROUPS: readonly (readonly string[])[] = [
  ['describe', 'graph'],
  ['effective'],
  ['status'],
  ['trace', 'table', 'test'],
];

suite('what a verb needs', () => {
  /** By verb: what it asked the server for. */
  const asked = new Map<string, Set<string>>();
  const policies = new Set<string>();

  before(async () => {
    for (const path of FIXTURES) {
      const open = (): ReturnType<typeof openFilesSource> =>
        openFilesSource([join(root, path)], {
          namespace: 'default',
          cwd: '/',
          now: () => NOW,
          readInput: async function* () {},
        });
      const source = await open();
      const { kinds } = await readPolicyKinds(source, await source.catalog(), []);
      const catalog = await source.catalog();
      for (const kind of kinds) {
        const type = catalog.types.find((one) => sameGroupKind(one, kind));
        if (type !== undefined) policies.add(type.plural);
      }
      const isSubject = (object: Parameters<typeof groupKindOf>[0]): boolean =>
        [...CLUSTER_KINDS, ...kinds].some((kind) => sameGroupKind(kind, groupKindOf(object)));
      const { manifest, questions } = await dumpCluster(source, isSubject);
      for (const question of sample(questions)) {
        const { asked: requests } = await answerAll(question, manifest, {});
        note(question.text.split(' ')[0] ?? '', requests);
      }
    }
    await noteSimple('api-resources', (io, open) => apiResources([], {}, io, open));
    await noteSimple('check', (io, open) => check([], {}, io, open));
  });

  function note(verb: string, requests: readonly string[]): void {
    const rights = asked.get(verb) ?? new Set();
    for (const request of requests) {
      const [verbOf = '', plural = ''] = rightOf(request)?.split(' ') ?? [];
      // Which of the kinds of policies are asked for depends on what they may act on.
      if (plural !== '') rights.add(`${verbOf} ${policies.has(plural) ? 'policies' : plural}`);
    }
    asked.set(verb, rights);
  }

  async function noteSimple(verb: string, run: Question['run']): Promise<void> {
    const { asked: requests } = await answerFrom({ text: verb, run }, () => openCluster([]), NOW);
    note(verb, requests);
  }

  for (const verbs of GROUPS) {
    test(`${verbs.join(', ')}: no more and no less than is asked`, () => {
      const needed = new Set(verbs.flatMap((verb) => rightsOf(needsOf(verb))));
      const found = new Set(verbs.flatMap((verb) => [...(asked.get(verb) ?? [])]));
      const missing = [...found].filter((right) => !needed.has(right));
      assert.deepEqual(missing, [], 'asked, and not in the role');
      const unused = [...needed].filter((right) => !found.has(right) && !isUnasked(verbs, right));
      assert.deepEqual(unused, [], 'in the role, and never asked');
    });
  }

  test('get, api-resources and check ask for nothing else', () => {
    for (const verb of ['get', 'api-resources', 'check']) {
      const needed = new Set(rightsOf(needsOf(verb)));
      const found = [...(asked.get(verb) ?? [])];
      // Types of other kinds are the user's own words.
      const named = new Set([
        'list deployments',
        'list inferencepools',
        'list serviceimports',
        'list secrets',
        'list configmaps',
      ]);
      assert.deepEqual(
        found.filter((right) => !needed.has(right) && !named.has(right)),
        [],
        verb,
      );
    }
  });

  test('is written down for every verb that asks a server', () => {
    for (const { name } of commands) assert.ok(VERBS_WITH_NEEDS.includes(name) || needsOf(name) === READING, name);
  });
});

/**
 * What the fixtures have no need of. `customresourcedefinitions`: of one that is called a policy and not labelled as one. Events are
 * asked for where a description is for people.
 */
const UNASKED = new Set([
  'get customresourcedefinitions',
  'list events',
  // Asked for by effective with -A, as the cluster suite writes down (docs/rights).
  'effective: get secrets',
  'effective: get clustertrustbundles',
]);

function isUnasked(verbs: readonly string[], right: string): boolean {
  return UNASKED.has(right) || verbs.some((verb) => UNASKED.has(`${verb}: ${right}`));
}

/** A few questions of each verb and type: the others read the same, and there are thousands. */
function sample(questions: readonly Question[]): readonly Question[] {
  const counts = new Map<string, number>();
  return questions.filter(({ text }) => {
    // What `get` is told to show is up to who asks.
    if (text.includes(' --for ') || /^(?:describe|graph) .* -o json$/.test(text)) return false;
    const key = text.replace(/\/.*/, '');
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= MOST;
  });
}

function rightsOf(needs: readonly Need[]): readonly string[] {
  return needs.flatMap(({ kinds, verbs }) => {
    const plurals = kinds === 'policies' ? ['policies'] : kinds.map((kind) => pluralOf(kind));
    return plurals.flatMap((plural) => verbs.map((verb) => `${verb} ${plural}`));
  });
}

function pluralOf(kind: { readonly group: string; readonly kind: string }): string {
  const { rules } = roleFor([{ kinds: [kind], verbs: ['get'] }], { types: [], policies: [], isWhole: false }, false);
  return rules[0]?.resources[0] ?? '';
}

suite('check --rbac', () => {
  // The cluster suite writes them by what is asked for, and uses them.
  for (const [verb, { everywhere }] of Object.entries(RIGHTS)) {
    if (everywhere.length === 0) continue;
    test(`${verb}: permits all that the role of docs/rights does`, async () => {
      const { out } = await runMain(['check', '--rbac', verb, '--demo', '-o', 'json']);
      const known: unknown = load(await readFile(join(root, roleFile(verb, 'ClusterRole')), 'utf8'));
      const own = resourcesOf(JSON.parse(out));
      assert.deepEqual(
        resourcesOf(known).filter((resource) => !own.includes(resource)),
        [],
      );
    });
  }

  test('writes a ClusterRole, and with -n a Role without what belongs to no namespace', async () => {
    const all = await runMain(['check', '--rbac', 'status', '--demo', '-o', 'json']);
    assert.equal(all.code, 0);
    assert.match(all.out, /"kind": "ClusterRole"/);
    assert.match(all.out, /"gatewayclasses"/);
    const one = await runMain(['check', '--rbac', 'status', '--demo', '-n', 'shop', '-o', 'json']);
    assert.match(one.out, /"kind": "Role"/);
    assert.match(one.out, /"namespace": "shop"/);
    assert.doesNotMatch(one.out, /"gatewayclasses"|"namespaces"|customresourcedefinitions/);
    assert.match(one.err, /^Note: a Role cannot permit .*gatewayclasses/);
  });

  test('grants no verb that changes something but to the verbs that do', () => {
    for (const verb of VERBS_WITH_NEEDS.filter((name) => !['apply', 'delete'].includes(name))) {
      for (const { verbs } of needsOf(verb))
        assert.ok(
          verbs.every((one) => one === 'get' || one === 'list'),
          verb,
        );
    }
  });

  test('names only what the cluster serves', async () => {
    const outcome = await answerFrom(
      { text: '', run: (io, open) => check(['status'], { rbac: true }, io, open) },
      () => openCluster([], { unserved: ['xmeshes', 'xbackends', 'tcproutes'] }),
      NOW,
    );
    assert.match(outcome.out, /- gateways\n/);
    assert.doesNotMatch(outcome.out, /xmeshes|xbackends|tcproutes/);
  });

  test('refuses a verb that there is not', async () => {
    const { code, err } = await runMain(['check', '--rbac', 'descrbe', '--demo']);
    assert.deepEqual([code, err], [2, 'error: unknown verb "descrbe": did you mean describe?\n']);
  });
});

/** The resources of a role, as `plural.group`. */
function resourcesOf(role: unknown): readonly string[] {
  return readRecords(readPath(role, 'rules')).flatMap((rule) =>
    readStrings(rule['apiGroups']).flatMap((group) =>
      readStrings(rule['resources']).map((resource) => `${resource}.${group}`),
    ),
  );
}
