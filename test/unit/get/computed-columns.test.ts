import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runMain } from '../../support/run-main.ts';

const GATEWAY_API = 'gateway.networking.k8s.io/v1';
const NOTE = '* computed by gwctl: the files hold no status\n';

function object(kind: string, name: string, rest: object, metadata: object = {}): string {
  const apiVersion = kind === 'Service' ? 'v1' : GATEWAY_API;
  const inNamespace = kind === 'GatewayClass' ? {} : { namespace: 'web' };
  return `${JSON.stringify({ apiVersion, kind, metadata: { name, ...inNamespace, ...metadata }, ...rest })}\n`;
}

function gateway(name: string, more: object = {}, rest: object = {}, metadata: object = {}): string {
  const listeners = [{ name: 'http', port: 80, protocol: 'HTTP' }];
  return object('Gateway', name, { spec: { gatewayClassName: 'c', listeners, ...more }, ...rest }, metadata);
}

function route(name: string, parent: string, service: string, metadata: object = {}): string {
  const spec = { parentRefs: [{ name: parent }], rules: [{ backendRefs: [{ name: service, port: 80 }] }] };
  return object('HTTPRoute', name, { spec }, metadata);
}

const CLASS = object('GatewayClass', 'c', { spec: { controllerName: 'x.io/c' } });
const SERVICE = object('Service', 'app', { spec: { ports: [{ port: 80 }] } });
const CLASH = [
  { name: 'a', port: 80, protocol: 'HTTP' },
  { name: 'b', port: 80, protocol: 'TCP' },
];

/** The cells of a row by the table's header. */
async function cells(input: string, ...words: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { out } = await runMain(['get', ...words, '-n', 'web', '--from', '-'], input);
  const [header = '', row = ''] = out.split('\n');
  const values = row.split(/ {2,}/);
  return Object.fromEntries(header.split(/ {2,}/).map((name, index) => [name, values[index] ?? '']));
}

describe('get of files that hold no status', () => {
  test('shows what gwctl computes, marked, with one note', async () => {
    const input = CLASS + gateway('gw') + SERVICE + route('ok', 'gw', 'app') + route('no-port', 'gw', 'ap');
    const { err } = await runMain(['get', 'gateways,httproutes', '-n', 'web', '--from', '-'], input);
    assert.equal(err, NOTE);
    const ok = await cells(input, 'httproute', 'ok');
    assert.deepEqual([ok['ACCEPTED'], ok['RESOLVED']], ['True*', 'True*']);
    const good = await cells(input, 'gateway', 'gw', '-o', 'wide');
    assert.deepEqual([good['ACCEPTED'], good['PROGRAMMED'], good['ADDRESSES']], ['True*', 'True*', '<none>']);
    assert.equal((await cells(input, 'gatewayclass', 'c'))['ACCEPTED'], 'Unknown*');
  });

  test('says False and Partial as it does of what was reported', async () => {
    const clash = gateway('bad', { listeners: CLASH });
    const bad = await cells(CLASS + clash, 'gateway', 'bad', '-o', 'wide');
    assert.deepEqual([bad['ACCEPTED'], bad['PROGRAMMED']], ['False*', 'False*']);
    const wrongPort = SERVICE.replace('"port":80', '"port":81');
    const lost = await cells(CLASS + gateway('gw') + wrongPort + route('r', 'gw', 'app'), 'httproute', 'r');
    assert.deepEqual([lost['ACCEPTED'], lost['RESOLVED']], ['True*', 'False*']);
    const two = JSON.stringify({
      apiVersion: GATEWAY_API,
      kind: 'HTTPRoute',
      metadata: { name: 'two', namespace: 'web' },
      spec: {
        parentRefs: [
          { name: 'gw', sectionName: 'http' },
          { name: 'gw', sectionName: 'nope' },
        ],
      },
    });
    assert.equal((await cells(CLASS + gateway('gw') + two, 'httproute', 'two'))['ACCEPTED'], 'Partial*');
  });

  test('says what the page of the object says', async () => {
    const input = CLASS + gateway('gw') + SERVICE + route('r', 'gw', 'app');
    const { out } = await runMain(['describe', 'httproute', 'r', '-n', 'web', '--from', '-'], input);
    assert.match(out, /computed +Accepted=True +ResolvedRefs=True/);
  });

  test('ADDRESSES are those that the Gateway asks for, or those of the Service made for it', async () => {
    const asked = gateway('gw', { addresses: [{ value: '10.0.0.1' }, { type: 'Hostname', value: 'gw.example' }] });
    assert.equal((await cells(CLASS + asked, 'gateway', 'gw'))['ADDRESSES'], '10.0.0.1,gw.example*');
    const labels = { 'gateway.networking.k8s.io/gateway-name': 'gw' };
    const made = object(
      'Service',
      'gw-c',
      { spec: { type: 'LoadBalancer' }, status: { loadBalancer: { ingress: [{ ip: '192.0.2.7' }] } } },
      { labels },
    );
    assert.equal((await cells(CLASS + gateway('gw') + made, 'gateway', 'gw'))['ADDRESSES'], '192.0.2.7*');
  });

  test('policies and empty statuses count as none', async () => {
    const policy = object('BackendTLSPolicy', 'tls', {
      spec: {
        targetRefs: [{ group: '', kind: 'Service', name: 'app' }],
        validation: { wellKnownCACertificates: 'System', hostname: 'app.example' },
      },
      status: { ancestors: [] },
    });
    const input = CLASS + gateway('gw') + SERVICE + route('r', 'gw', 'app') + policy;
    assert.equal((await cells(input, 'backendtlspolicy', 'tls'))['ACCEPTED'], 'True*');
  });

  test('JSON, YAML and names are the objects as written, without a note', async () => {
    const input = CLASS + gateway('gw');
    for (const format of ['json', 'yaml', 'name']) {
      const { out, err } = await runMain(['get', 'gateway', 'gw', '-n', 'web', '-o', format, '--from', '-'], input);
      assert.equal(err, '');
      assert.doesNotMatch(out, /status|\*/);
    }
  });

  test('a status that is there, and an object of a server, are shown as they are', async () => {
    const conditions = [{ type: 'Programmed', status: 'False', reason: 'Invalid', message: '' }];
    const reported = CLASS + gateway('gw', {}, { status: { conditions } });
    assert.equal((await cells(reported, 'gateway', 'gw'))['PROGRAMMED'], 'False');
    const stored = CLASS + gateway('gw', {}, {}, { uid: '1' });
    const { out, err } = await runMain(['get', 'gateway', 'gw', '-n', 'web', '--from', '-'], stored);
    assert.match(out, / Unknown /);
    assert.equal(err, '');
  });
});

describe('namespaces of files', () => {
  const input = `${CLASS}${gateway('gw')}{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"held","labels":{"team":"a"}}}\n`;

  test('exist where objects stand in them', async () => {
    const { out } = await runMain(['get', 'ns', '-o', 'name', '--from', '-'], input);
    assert.equal(out, 'namespace/held\nnamespace/web\n');
    const labelled = await runMain(['get', 'ns', '-l', 'team=a', '-o', 'name', '--from', '-'], input);
    assert.equal(labelled.out, 'namespace/held\n');
    const one = await runMain(['get', 'ns', 'web', '-o', 'wide', '--from', '-'], input);
    assert.match(one.out, /\nweb +<unknown> +<unknown> +1 +0 +0\n/);
    assert.equal((await runMain(['get', 'ns', 'nope', '--from', '-'], input)).code, 1);
  });

  test('are described by what they hold', async () => {
    const { out, code } = await runMain(['describe', 'ns', 'web', '--from', '-'], input);
    assert.match(out, /^Name: +web\n/);
    assert.match(out, /Gateway \(1\) +gw/);
    assert.equal(code, 0);
  });
});
