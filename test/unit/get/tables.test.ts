import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { make } from '../tables/table-row.ts';
import { runGet } from './run-get.ts';
import { TIMEOUT_CRD, far } from './timeout-policy.ts';

const shop = { namespace: 'shop' };
const labels = { app: 'web', 'x.io/tier': 'front' };
const web = make('Gateway', 'web', { metadata: { labels }, spec: { gatewayClassName: 'acme' } });
const edge = make('Gateway', 'edge', { metadata: { namespace: 'infra' }, spec: { gatewayClassName: 'other' } });
const cart = make('HTTPRoute', 'cart', { spec: { parentRefs: [{ name: 'web' }] } });
const tcp = make('TCPRoute', 'tcp', { spec: { parentRefs: [{ name: 'web' }] } });
const objects = [web, edge, cart, tcp, make('Service', 'cart', { apiVersion: 'v1' })];

function lines(text: string): readonly string[] {
  return text.trimEnd().split('\n');
}

/** POLICIES of the Gateway web, and whether ReferenceGrants were read for it. */
async function countPolicies(...more: readonly KubernetesObject[]): Promise<readonly [string | undefined, boolean]> {
  const fake = { objects: [web, TIMEOUT_CRD, ...more] };
  const { out, asked } = await runGet(['gateways'], { ...shop, output: 'wide' }, fake);
  const [header = '', row = ''] = lines(out);
  const at = header.split(/ {2,}/).indexOf('POLICIES');
  return [row.split(/ {2,}/)[at], asked.includes('list referencegrants in all')];
}

describe('tables', () => {
  test('one type in one namespace', async () => {
    const { out, err, code } = await runGet(['gateways'], shop, { objects });
    assert.equal(
      out,
      'NAME   CLASS   ADDRESSES   PORTS    PROGRAMMED   AGE\nweb    acme    <none>      <none>   Unknown      3d\n',
    );
    assert.equal(err, '');
    assert.equal(code, 0);
  });

  test('all namespaces: NAMESPACE comes first, but not for a cluster-scoped type', async () => {
    const { out } = await runGet(['gtw'], { allNamespaces: true }, { objects });
    assert.deepEqual(
      lines(out).map((line) => line.split(/ +/).slice(0, 2).join(' ')),
      ['NAMESPACE NAME', 'infra edge', 'shop web'],
    );
    const classes = await runGet(['gc'], { allNamespaces: true }, { objects: [make('GatewayClass', 'acme')] });
    assert.match(classes.out, /^NAME /);
  });

  test('several types: a blank line between, names with their kind, an empty type leaves no trace', async () => {
    const { out } = await runGet(['gateways,grpcroutes,svc'], shop, { objects });
    const text = lines(out);
    assert.match(text[1] ?? '', /^gateway\.gateway\.networking\.k8s\.io\/web /);
    assert.equal(text[2], '');
    assert.match(text[4] ?? '', /^service\/cart /);
    assert.equal(text.length, 5);
  });

  test('a type that is named twice is listed once', async () => {
    const { out } = await runGet(['gateways,gtw,gateway'], shop, { objects });
    assert.match(lines(out)[1] ?? '', /^web /);
    assert.equal(lines(out).length, 2);
  });

  test('POLICIES: grants are read where a policy leaves its namespace, and only there', async () => {
    const target = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web' };
    const grant = make('ReferenceGrant', 'leave', {
      spec: { from: [{ group: 'x.io', kind: 'TimeoutPolicy', namespace: 'infra' }], to: [target] },
    });
    assert.deepEqual(await countPolicies(far({ targetRef: target }), grant), ['0', false], 'its own web');
    assert.deepEqual(await countPolicies(far({ targetRef: { ...target, namespace: 'shop' } })), ['0', true]);
    assert.deepEqual(await countPolicies(far({ targetRef: { ...target, namespace: 'shop' } }), grant), ['1', true]);
  });

  test('--no-headers leaves out headers and blank lines', async () => {
    const { out } = await runGet(['gateways,svc'], { ...shop, noHeaders: true }, { objects });
    assert.equal(lines(out).length, 2);
  });

  test('--show-kind, -L and --show-labels', async () => {
    const flags = { ...shop, showKind: true, labelColumns: ['x.io/tier,nope', 'app'], showLabels: true };
    const { out } = await runGet(['gateways'], flags, { objects });
    assert.match(out, /AGE +TIER +NOPE +APP +LABELS\n/);
    assert.match(out, /\ngateway\.gateway\.networking\.k8s\.io\/web .* 3d +front +web +app=web,x\.io\/tier=front\n$/);
  });

  test('--sort-by: any spelling of the path; without the field first', async () => {
    const routes = ['b', 'a', 'c'].map((name) =>
      make('HTTPRoute', name, { spec: { hostnames: name === 'c' ? [] : [`${name}.example`] } }),
    );
    for (const path of ['.spec.hostnames[0]', 'spec.hostnames[0]', '{.spec.hostnames[0]}', '{spec.hostnames[0]}']) {
      const { out, code, err } = await runGet(
        ['httproutes'],
        { ...shop, sortBy: path },
        { objects: routes.slice(0, 2) },
      );
      assert.deepEqual(
        [
          lines(out)
            .map((line) => line.charAt(0))
            .join(''),
          code,
          err,
        ],
        ['Nab', 0, ''],
        path,
      );
    }
    const missing = await runGet(['httproutes'], { ...shop, sortBy: '.spec.nope' }, { objects: routes });
    assert.deepEqual([missing.out, missing.code], ['', 1]);
    assert.equal(missing.err, 'error: couldn\'t find any field with path "{.spec.nope}" in the list of objects\n');
  });

  test('colour only where it is wanted', async () => {
    const accepted = {
      parents: [
        { parentRef: { name: 'web' }, controllerName: 'c', conditions: [{ type: 'Accepted', status: 'True' }] },
      ],
    };
    const fake = { objects: [{ ...cart, status: accepted }] };
    const plain = await runGet(['httproutes'], shop, fake);
    assert.ok(!plain.out.includes('\u001b'));
    const terminal = { outIsTerminal: true, env: { TERM: 'xterm' } };
    const coloured = await runGet(['httproutes'], shop, fake, terminal);
    assert.ok(coloured.out.includes('\u001b[32mTrue'));
    const refused = await runGet(['httproutes'], shop, fake, { ...terminal, env: { NO_COLOR: '1' } });
    assert.equal(refused.out, plain.out);
    const forced = await runGet(['httproutes'], { ...shop, color: 'always' }, fake);
    assert.equal(forced.out, coloured.out);
  });

  test('control characters of a stranger never reach the terminal', async () => {
    const evil = make('HTTPRoute', 'evil', { spec: { hostnames: ['a\u001b[31m\n\u202eb'] } });
    const { out } = await runGet(['httproutes'], shop, { objects: [evil] });
    assert.ok(out.includes('a\\x1b[31m\\n\\u202eb'));
    assert.equal(lines(out).length, 2);
  });
});

describe('nothing to show', () => {
  test('says so on stderr, with the namespace where there is one', async () => {
    const empty = await runGet(['gateways'], shop, {});
    assert.deepEqual([empty.out, empty.err, empty.code], ['', 'No resources found in shop namespace.\n', 0]);
    const all = await runGet(['gateways'], { allNamespaces: true }, {});
    assert.equal(all.err, 'No resources found\n');
    const cluster = await runGet(['gc'], {}, {});
    assert.equal(cluster.err, 'No resources found\n');
    const byDefault = await runGet(['routes'], {}, {});
    assert.equal(byDefault.err, 'No resources found in default namespace.\n');
  });

  test('is silent with --ignore-not-found', async () => {
    const { out, err, code } = await runGet(['gateways'], { ...shop, ignoreNotFound: true }, {});
    assert.deepEqual([out, err, code], ['', '', 0]);
  });

  test('is not said where something could not be read', async () => {
    const { err, code } = await runGet(['gateways'], shop, { forbidden: ['gateways'] });
    assert.equal(
      err,
      'Error from server (Forbidden): gateways is forbidden: User "u" cannot list resource "gateways"\n',
    );
    assert.equal(code, 3);
  });
});

describe('names', () => {
  test('those that are there are printed, the others named; exit code 1', async () => {
    const { out, err, code } = await runGet(['gateways', 'nope', 'web', 'gone'], shop, { objects });
    assert.equal(lines(out).length, 2);
    assert.equal(
      err,
      'Error from server (NotFound): gateways.gateway.networking.k8s.io "nope" not found\nError from server (NotFound): gateways.gateway.networking.k8s.io "gone" not found\n',
    );
    assert.equal(code, 1);
  });

  test('--ignore-not-found', async () => {
    const { out, err, code } = await runGet(
      ['gateways', 'nope', 'web'],
      { ...shop, ignoreNotFound: true },
      { objects },
    );
    assert.deepEqual([lines(out).length, err, code], [2, '', 0]);
  });

  test('TYPE/NAME of several types', async () => {
    const { out, asked } = await runGet(['gateway/web', 'httproute/cart'], shop, { objects });
    assert.match(out, /^NAME.*\ngateway\.gateway\.networking\.k8s\.io\/web .*\n\nNAME.*\nhttproute\..*\/cart /);
    // Classes say whose word on a route counts; without any, no parent has to be read.
    const others = ['get gateways/web in shop', 'get httproutes/cart in shop'];
    assert.deepEqual(asked.toSorted(), [...others, 'list gatewayclasses in all']);
  });
});

describe('one of several types cannot be read', () => {
  test('the others are printed, the error named, exit code 1', async () => {
    const { out, err, code } = await runGet(['gateways,httproutes'], shop, { objects, forbidden: ['gateways'] });
    assert.match(out, /^NAME.*\nhttproute\./);
    assert.equal(
      err,
      'Error from server (Forbidden): gateways is forbidden: User "u" cannot list resource "gateways"\n',
    );
    assert.equal(code, 1);
  });

  test('errors are told in the order of the types', async () => {
    const { err } = await runGet(['gateways,httproutes,svc'], shop, {
      forbidden: ['httproutes', 'services', 'gateways'],
    });
    assert.deepEqual(
      lines(err).map((line) => line.slice(31).split(' ')[0]),
      ['gateways', 'httproutes', 'services'],
    );
  });
});

describe('progress of a long list', () => {
  const many = Array.from({ length: 2500 }, (_, index) => make('HTTPRoute', `r${index}`));

  test('on a terminal, and gone at the end', async () => {
    const { err, out } = await runGet(['httproutes'], shop, { objects: many }, { errorIsTerminal: true });
    assert.ok(err.includes('\r\u001b[Khttproutes.gateway.networking.k8s.io: 1000 read'));
    assert.ok(err.endsWith('\r\u001b[K'));
    assert.equal(lines(out).length, 2501);
  });

  test('nowhere else, and not for a short list', async () => {
    assert.equal((await runGet(['httproutes'], shop, { objects: many })).err, '');
    assert.equal((await runGet(['gateways'], shop, { objects }, { errorIsTerminal: true })).err, '');
  });
});

describe('the columns of the server', () => {
  const maps = [
    make('ConfigMap', 'a', { apiVersion: 'v1', metadata: { labels: { rank: '2' } }, data: { size: '2Gi' } }),
    make('ConfigMap', 'b', { apiVersion: 'v1', metadata: { labels: { rank: '1' } }, data: { size: '500Mi' } }),
  ];
  const fake = {
    objects: maps,
    columns: [
      { name: 'Name', type: 'string', priority: 0 },
      { name: 'Data', type: 'integer', priority: 0 },
      { name: 'Extra', type: 'string', priority: 1 },
      { name: 'Text', type: 'string', priority: 0 },
    ],
    cells: (object: (typeof maps)[number]) => [
      object.metadata.name,
      1.5,
      'wide only',
      object.metadata.name === 'b' ? null : 'one\ntwo',
    ],
  };

  test('any other kind shows them: priority 0 narrow, all wide; a text ends with its line; null is empty', async () => {
    const { out } = await runGet(['cm'], shop, fake);
    assert.equal(out, 'NAME   DATA   TEXT\na      1.5    one...\nb      1.5\n');
    const wide = await runGet(['cm'], { ...shop, output: 'wide' }, fake);
    assert.match(wide.out, /^NAME +DATA +EXTRA +TEXT\na +1\.5 +wide only +one\.\.\./);
  });

  test('decorated as ours', async () => {
    const { out } = await runGet(['cm'], { allNamespaces: true, showKind: true, labelColumns: ['app'] }, fake);
    assert.match(out, /^NAMESPACE +NAME +DATA +TEXT +APP\nshop +configmap\/a /);
  });

  test('by name', async () => {
    const { out, err, asked } = await runGet(['cm', 'b', 'nope'], shop, fake);
    assert.equal(out, 'NAME   DATA   TEXT\nb      1.5\n');
    assert.equal(err, 'Error from server (NotFound): configmaps "nope" not found\n');
    assert.deepEqual(asked, ['table configmaps/b in shop', 'table configmaps/nope in shop']);
  });

  test('sorted by a field that the table does not carry: the objects are read beside it', async () => {
    const { out, asked } = await runGet(['cm'], { ...shop, sortBy: '.data.size' }, fake);
    assert.match(out, /\nb .*\na /);
    assert.deepEqual(asked, ['list configmaps in shop', 'table configmaps in shop']);
    const byLabel = await runGet(['cm'], { ...shop, sortBy: '.metadata.labels.rank' }, fake);
    assert.match(byLabel.out, /\nb .*\na /);
    assert.deepEqual(byLabel.asked, ['table configmaps in shop']);
  });

  test('what cannot be read is told once, sorted or not', async () => {
    const refused = { objects, forbidden: ['configmaps'] };
    const { err } = await runGet(['cm'], { ...shop, sortBy: '.data.size' }, refused);
    assert.equal(
      err,
      'Error from server (Forbidden): configmaps is forbidden: User "u" cannot list resource "configmaps"\n',
    );
  });

  test('what cannot be read', async () => {
    const { err, code } = await runGet(['cm,gateways'], shop, { objects, forbidden: ['configmaps'] });
    assert.match(err, /^Error from server \(Forbidden\): configmaps is forbidden/);
    assert.equal(code, 1);
  });
});
