import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { make } from '../tables/table-row.ts';
import { readList, readPath } from '../../../src/model/read.ts';
import { openCluster } from '../../support/fake-cluster.ts';
import { runGet } from './run-get.ts';
import { TIMEOUT_CRD } from './timeout-policy.ts';

const shop = { namespace: 'shop' };
const wide = { namespace: 'shop', output: 'wide' };

function policy(name: string, target: string, fields: Readonly<Record<string, unknown>> = {}): ReturnType<typeof make> {
  const targetRef = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: target };
  return make('TimeoutPolicy', name, { apiVersion: 'x.io/v1', spec: { targetRef }, ...fields });
}

function route(kind: string, name: string, backends: readonly object[], namespace = 'shop'): ReturnType<typeof make> {
  return make(kind, name, {
    metadata: { namespace, labels: { app: name } },
    spec: { parentRefs: [{ name: 'web', namespace: 'shop' }], rules: [{ backendRefs: backends }] },
  });
}

function openTo(name: string, port: number, protocol: string): object {
  return { name, port, protocol, allowedRoutes: { namespaces: { from: 'All' } } };
}

const pay = make('Service', 'pay', { apiVersion: 'v1' });
const unused = make('Service', 'unused', { apiVersion: 'v1' });
const objects = [
  make('Gateway', 'web', { spec: { listeners: [openTo('http', 80, 'HTTP'), openTo('tcp', 81, 'TCP')] } }),
  route('HTTPRoute', 'cart', [{ name: 'pay', port: 80 }]),
  route('TCPRoute', 'cart', []),
  route(
    'GRPCRoute',
    'far',
    [
      { name: 'pay', namespace: 'shop', port: 80 },
      { name: 'gone', port: 1 },
    ],
    'infra',
  ),
  pay,
  unused,
  policy('slow', 'web'),
  make('BackendTLSPolicy', 'tls', { spec: { targetRefs: [{ group: '', kind: 'Service', name: 'pay' }] } }),
  TIMEOUT_CRD,
];
const { types: TYPES } = await (await openCluster(objects)).catalog();

function rows(text: string): readonly string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.replaceAll(/ {2,}/g, ' | '));
}

describe('routes', () => {
  test('all kinds in one table with a KIND column', async () => {
    const { out, asked } = await runGet(['routes'], shop, { objects });
    assert.deepEqual(rows(out), [
      'NAME | KIND | HOSTNAMES | PARENTS | ACCEPTED | RESOLVED | AGE',
      'cart | HTTPRoute | * | gateway/web | Unknown | Unknown | 3d',
      'cart | TCPRoute | <none> | gateway/web | Unknown | Unknown | 3d',
    ]);
    const kinds = ['httproutes', 'grpcroutes', 'tlsroutes', 'tcproutes', 'udproutes'];
    // Classes say whose word counts; without any, no parent has to be read.
    assert.deepEqual(asked, [...kinds.map((kind) => `list ${kind} in shop`), 'list gatewayclasses in all']);
  });

  test('a label selector and --sort-by go through all kinds', async () => {
    const { out } = await runGet(
      ['routes'],
      { allNamespaces: true, selector: 'app in (far,cart)', sortBy: '.kind' },
      { objects },
    );
    assert.deepEqual(
      rows(out)
        .slice(1)
        .map((line) => line.split(' | ').slice(0, 3).join(' ')),
      ['infra far GRPCRoute', 'shop cart HTTPRoute', 'shop cart TCPRoute'],
    );
  });

  test('a name finds routes of every kind, and is missing only when no kind has it', async () => {
    const { out, err, code } = await runGet(['route', 'cart', 'nope'], shop, { objects });
    assert.equal(rows(out).length, 3);
    assert.equal(err, 'Error from server (NotFound): routes "nope" not found\n');
    assert.equal(code, 1);
  });

  test('a kind that may not be read leaves the others', async () => {
    const { out, err, code } = await runGet(['routes'], shop, { objects, forbidden: ['tcproutes'] });
    assert.equal(rows(out).length, 2);
    assert.match(err, /Error from server \(Forbidden\): tcproutes is forbidden/);
    assert.equal(code, 1);
  });

  test('a missing name is not said where a kind could not be read', async () => {
    const { err, code } = await runGet(['routes', 'nope'], shop, { objects, forbidden: ['tcproutes'] });
    assert.equal(
      err,
      'Error from server (Forbidden): tcproutes is forbidden: User "u" cannot get resource "tcproutes"\n',
    );
    assert.equal(code, 3);
  });

  test('beside another type names carry the kind', async () => {
    const { out } = await runGet(['gateways,routes'], shop, { objects });
    assert.match(out, /\nhttproute\.gateway\.networking\.k8s\.io\/cart +HTTPRoute /);
  });

  test('-o name and -o json', async () => {
    const { out } = await runGet(['routes'], { ...shop, output: 'name' }, { objects });
    assert.equal(out, 'httproute.gateway.networking.k8s.io/cart\ntcproute.gateway.networking.k8s.io/cart\n');
    const json = await runGet(
      ['routes', 'cart'],
      { ...shop, output: 'jsonpath={.kind}:{.items[*].kind}' },
      { objects },
    );
    assert.equal(json.out, 'List:HTTPRoute TCPRoute');
    const one = await runGet(['routes', 'far'], { namespace: 'infra', output: 'jsonpath={.kind}' }, { objects });
    assert.equal(one.out, 'GRPCRoute');
  });
});

describe('backends', () => {
  test('what routes of any namespace refer to, and is there', async () => {
    const { out, asked } = await runGet(['backends'], shop, { objects });
    assert.deepEqual(rows(out), [
      'NAME | KIND | TYPE | PORTS | REFERRED BY | AGE',
      'pay | Service | ClusterIP | <none> | httproute/cart,infra/grpcroute/far | 3d',
    ]);
    assert.equal(asked.at(-1), 'list services in shop');
  });

  test('a name that nothing refers to is not found', async () => {
    const { out, err, code } = await runGet(['backends', 'pay', 'unused'], shop, { objects });
    assert.equal(rows(out).length, 2);
    assert.equal(err, 'Error from server (NotFound): backends "unused" not found\n');
    assert.equal(code, 1);
  });

  test('routes that could not be read are an error: the answer is a part', async () => {
    const { out, err, code } = await runGet(['backends'], shop, { objects, forbidden: ['httproutes'] });
    assert.equal(rows(out).length, 2);
    assert.match(err, /httproutes is forbidden/);
    assert.equal(code, 1);
  });
});

describe('policies', () => {
  test('of every kind that is one', async () => {
    const { out } = await runGet(['policies'], shop, { objects });
    assert.deepEqual(rows(out), [
      'NAME | KIND | TARGETS | POLICY TYPE | ACCEPTED | AGE',
      'tls | BackendTLSPolicy | service/pay | Direct | Unknown | 3d',
      'slow | TimeoutPolicy | gateway/web | Inherited | Unknown | 3d',
    ]);
  });

  test('without CRDs those that are known anyway, and a word about the gap', async () => {
    const { out, err, code } = await runGet(['policies'], shop, { objects, forbidden: ['customresourcedefinitions'] });
    assert.deepEqual(
      rows(out).map((row) => row.split(' | ')[0]),
      ['NAME', 'tls'],
    );
    assert.match(err, /^Warning: cannot read customresourcedefinitions: forbidden; -v=1 shows the server's words\n/);
    assert.equal(code, 0);
  });

  test('CRDs are asked for their metadata only', async () => {
    const { asked } = await runGet(['policies'], shop, { objects });
    assert.equal(asked[0], 'list customresourcedefinitions (metadata) in all');
  });
});

describe('policycrds', () => {
  test('the CRDs of policies; wide counts instances', async () => {
    const { out, asked } = await runGet(['policycrds'], { output: 'wide' }, { objects });
    assert.deepEqual(rows(out), [
      'NAME | POLICY TYPE | SCOPE | AGE | KIND | VERSIONS | TARGETS | INSTANCES',
      'timeoutpolicies.x.io | Inherited | Namespaced | <unknown> | TimeoutPolicy | v1 | <unknown> | 1',
    ]);
    assert.ok(asked.includes('list timeoutpolicies (metadata) in all'));
  });

  test('narrow reads nothing but CRDs, whole objects only where they are printed', async () => {
    const narrow = await runGet(['policycrd'], {}, { objects });
    assert.deepEqual([...new Set(narrow.asked)], ['list customresourcedefinitions (metadata) in all']);
    const yaml = await runGet(['policycrds'], { output: 'yaml' }, { objects });
    assert.ok(yaml.asked.includes('list customresourcedefinitions in all'));
  });

  test('CRDs that may not be read are an error', async () => {
    const { code, err } = await runGet(['policycrds'], {}, { forbidden: ['customresourcedefinitions'] });
    assert.match(err, /Error from server \(Forbidden\)/);
    assert.equal(code, 3);
  });
});

describe('conformancereports', () => {
  test('come from files, and are refused on a cluster', async () => {
    const report = make('ConformanceReport', 'acme', {
      metadata: { namespace: undefined },
      implementation: { organization: 'acme', project: 'gw' },
    });
    const { out } = await runGet(['conformancereports'], {}, { objects: [report], kind: 'files' });
    assert.match(out, /^IMPLEMENTATION.*\nacme\/gw /);
    const live = await runGet(['conformancereports'], {}, {});
    assert.equal(live.err, 'error: conformance reports are files, not cluster resources: pass them with --from\n');
    assert.equal(live.code, 1);
  });
});

describe('wide columns', () => {
  test('read only the kinds that they look at, each once', async () => {
    const narrow = await runGet(['gateways'], shop, { objects });
    assert.deepEqual(narrow.asked, ['list gateways in shop']);
    const classes = await runGet(['gc'], { output: 'wide' }, { objects });
    assert.deepEqual(classes.asked.toSorted(), ['list gatewayclasses in all', 'list gateways in all']);
    const gateways = await runGet(['gateways,lset'], wide, { objects });
    assert.equal(new Set(gateways.asked).size, gateways.asked.length);
    assert.ok(gateways.asked.includes('list timeoutpolicies in all'));
    assert.ok(!gateways.asked.some((what) => what.startsWith('list services')));
    const namespaces = await runGet(['ns'], { output: 'wide' }, { objects });
    assert.ok(namespaces.asked.includes('list gateways (metadata) in all'));
    assert.ok(namespaces.asked.includes('list httproutes (metadata) in all'));
  });

  test('count what they read', async () => {
    const { out, err } = await runGet(['gateways'], wide, { objects });
    assert.match(rows(out)[1] ?? '', / \| 3 \| 1$/);
    assert.equal(err, '');
  });

  test('a kind that cannot be read is unknown, never 0, and named on stderr; exit code 0', async () => {
    const fake = { objects, forbidden: ['httproutes'], errors: { timeoutpolicies: new Error('boom') } };
    const { out, err, code } = await runGet(['gateways'], { ...wide, namespace: 'shop' }, fake);
    assert.match(rows(out)[1] ?? '', / \| 2\+ \| <unknown>$/);
    assert.match(err, /Warning: cannot read httproutes: forbidden; -v=1/);
    assert.match(err, /Warning: cannot read timeoutpolicies\.x\.io: boom/);
    assert.equal(code, 0);
  });

  test('who may read one namespace only gets lower bounds', async () => {
    const forbidden = ['http', 'grpc', 'tls', 'tcp', 'udp'].map((protocol) => `${protocol}routes in all`);
    const { out, err } = await runGet(['gateways'], wide, { objects, forbidden });
    assert.match(rows(out)[1] ?? '', / \| 2\+ \| 1$/);
    assert.match(
      err,
      /^Warning: cannot read grpcroutes, [^\n]*tcproutes, [^\n]*: forbidden; -v=1 shows the server's words\n$/,
    );
  });
});

describe('the types of a cluster', () => {
  const bare = { types: TYPES.filter(({ group }) => group === ''), gaps: [] };
  const metrics = {
    what: 'metrics.k8s.io/v1beta1',
    reason: 'failed',
    message: 'the server is currently unable',
  } as const;

  test('a cache from before the installation is refreshed, once', async () => {
    for (const word of ['routes', 'gateways']) {
      const { code, asked } = await runGet([word], shop, { objects, catalogs: [bare, { types: TYPES, gaps: [] }] });
      assert.equal(code, 0, word);
      assert.equal(asked.filter((what) => what === 'refresh').length, 1, word);
    }
    assert.ok(!(await runGet(['routes'], shop, { objects })).asked.includes('refresh'));
  });

  test('without the Gateway API that is what is said, of virtual types too', async () => {
    for (const word of ['routes', 'gateways']) {
      const { err, code } = await runGet([word], shop, { catalogs: [bare] });
      assert.equal(
        err,
        `error: the server doesn't have a resource type "${word}"\nThe Gateway API is not installed: the server has no resources of group gateway.networking.k8s.io.\n`,
      );
      assert.equal(code, 1);
    }
    assert.match(
      (await runGet(['gateways'], shop, { catalogs: [bare], kind: 'files' })).err,
      /^error: the input has no/,
    );
  });

  test('an API group that did not answer is named beside an unknown type, and spoils no other', async () => {
    const catalogs = [{ types: TYPES, gaps: [metrics] }];
    const { err } = await runGet(['nopes'], shop, { catalogs });
    assert.equal(
      err,
      'error: the server doesn\'t have a resource type "nopes"\nIt may be of metrics.k8s.io/v1beta1, which did not respond: the server is currently unable\n',
    );
    assert.deepEqual((await runGet(['gateways'], shop, { objects, catalogs })).err, '');
    assert.deepEqual((await runGet(['policies'], shop, { objects, catalogs })).err, '');
  });

  test('a count over a group that did not answer is unknown', async () => {
    const gap = {
      what: 'gateway.networking.k8s.io/v1',
      group: 'gateway.networking.k8s.io',
      reason: 'failed',
      message: '',
    } as const;
    const types = TYPES.filter(({ kind }) => !kind.endsWith('Route'));
    const { out } = await runGet(['gateways'], wide, { objects, catalogs: [{ types, gaps: [gap] }] });
    assert.match(rows(out)[1] ?? '', / \| <unknown> \| 1$/);
    const absent = await runGet(['gateways'], wide, { objects, catalogs: [{ types, gaps: [] }] });
    assert.match(rows(absent.out)[1] ?? '', / \| 0 \| 1$/);
  });

  test('policies of a group that did not answer are a gap', async () => {
    const gap = { what: 'x.io/v1', group: 'x.io', reason: 'failed', message: 'boom' } as const;
    const types = TYPES.filter(({ group }) => group !== 'x.io');
    const { out, err, code } = await runGet(['policies'], shop, { objects, catalogs: [{ types, gaps: [gap] }] });
    assert.equal(rows(out).length, 2);
    assert.equal(err, 'Warning: cannot read x.io/v1: boom\n');
    assert.equal(code, 0);
    const crds = await runGet(['policycrds'], wide, { objects, catalogs: [{ types, gaps: [gap] }] });
    assert.match(crds.out, /^timeoutpolicies\.x\.io +Unknown +<unknown> /m);
    const counts = await runGet(['gateways'], wide, { objects, catalogs: [{ types, gaps: [gap] }] });
    assert.match(rows(counts.out)[1] ?? '', / \| <unknown>$/);
    assert.deepEqual([counts.err, counts.code], [err, 0]);
  });
});

test('what a source could not read is named once, after the answer', async () => {
  const gaps = [{ what: 'a.yaml:3', reason: 'failed', message: 'metadata.name is missing' }] as const;
  const { err, code } = await runGet(['gateways'], shop, { objects, gaps, kind: 'files' });
  assert.equal(
    err,
    '* computed by gwctl: the files hold no status\nWarning: cannot read a.yaml:3: metadata.name is missing\n',
  );
  assert.equal(code, 0);
});

describe('listeners', () => {
  const web = make('Gateway', 'web', {
    metadata: { namespace: 'shop', generation: 1, labels: { team: 'a' } },
    spec: { listeners: [openTo('http', 80, 'HTTP'), openTo('https', 443, 'HTTPS')] },
    status: {
      listeners: [
        {
          name: 'http',
          attachedRoutes: 7,
          conditions: [condition('Accepted', 'True'), condition('Programmed', 'False')],
        },
      ],
    },
  });
  const more = make('ListenerSet', 'more', {
    metadata: { namespace: 'shop' },
    spec: { parentRef: { name: 'web' }, listeners: [{ name: 'http', port: 8080, protocol: 'HTTP', hostname: 'a.b' }] },
  });
  const held = [web, more, route('HTTPRoute', 'cart', [])];

  test('one row a listener of Gateways and ListenerSets, with what the controller wrote and the routes that attach', async () => {
    const { out, err, code } = await runGet(['listeners'], shop, { objects: held });
    assert.deepEqual(rows(out), [
      'PARENT | NAME | PORT | PROTOCOL | HOSTNAME | ATTACHED | ACCEPTED | PROGRAMMED',
      'gateway/web | http | 80 | HTTP | * | 1 | True | False',
      'gateway/web | https | 443 | HTTPS | * | 1 | Unknown | Unknown',
      'listenerset/more | http | 8080 | HTTP | a.b | 0 | Unknown | Unknown',
    ]);
    assert.deepEqual([err, code], ['', 0]);
  });

  test('a name is that of a listener in any of them, or of one by PARENT#NAME', async () => {
    const names = async (...words: readonly string[]): Promise<readonly string[]> =>
      rows((await runGet(['listeners', ...words], { ...shop, output: 'name' }, { objects: held })).out);
    const [gateway, set] = ['gateway.gateway.networking.k8s.io', 'listenerset.gateway.networking.k8s.io'];
    assert.deepEqual(await names('http'), [`${gateway}/web#http`, `${set}/more#http`]);
    assert.deepEqual(await names('more#http', 'https'), [`${gateway}/web#https`, `${set}/more#http`]);
    const { code, err } = await runGet(['listeners', 'https', 'nope'], shop, { objects: held });
    assert.deepEqual([code, err], [1, 'Error from server (NotFound): listeners "nope" not found\n']);
    const silent = await runGet(['listeners', 'nope'], { ...shop, ignoreNotFound: true }, { objects: held });
    assert.deepEqual([silent.code, silent.out, silent.err], [0, '', '']);
  });

  test('as data they are small documents with what stands in spec and status', async () => {
    const { out } = await runGet(['listeners', 'web#http'], { ...shop, output: 'json' }, { objects: held });
    const document: unknown = JSON.parse(out);
    assert.deepEqual(document, {
      apiVersion: 'gwctl.dev/v1alpha1',
      kind: 'Listener',
      metadata: {
        name: 'web#http',
        namespace: 'shop',
        labels: { team: 'a' },
        creationTimestamp: web.metadata['creationTimestamp'],
      },
      parent: { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web' },
      spec: openTo('http', 80, 'HTTP'),
      status: readList(readPath(web, 'status', 'listeners'))[0],
    });
  });

  test('routes that cannot be read are not counted as none; holders that cannot be read are an error', async () => {
    const forbidden = ['httproutes', 'grpcroutes', 'tcproutes', 'tlsroutes', 'udproutes'];
    const unread = await runGet(['listeners', 'web#http'], shop, { objects: held, forbidden });
    assert.match(unread.out, /<unknown> +True/);
    const partly = await runGet(['listeners', 'http'], shop, { objects: held, forbidden: ['gateways'] });
    assert.deepEqual([partly.code, rows(partly.out).length], [1, 2]);
    const none = await runGet(['listeners'], shop, {
      objects: held,
      forbidden: ['gateways', 'listenersets', 'xlistenersets'],
    });
    assert.deepEqual([none.code, none.out], [3, '']);
  });

  test('a watch, and verbs about objects, refuse them', async () => {
    const { code, err } = await runGet(['listeners'], { ...shop, watch: true }, { objects: held });
    assert.deepEqual([code, err.split(':').slice(0, 2).join(':')], [2, 'error: --watch cannot follow listeners']);
  });

  test('where no type can hold a listener there are none', async () => {
    const { code, err } = await runGet(['listeners'], shop, { objects: [], catalogs: [{ types: [], gaps: [] }] });
    assert.equal(code, 1);
    assert.match(err, /the server doesn't have a resource type "listeners"/);
  });
});

function condition(type: string, status: string): object {
  return { type, status, reason: type, observedGeneration: 1 };
}
