import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readPath, readRecords } from '../../../src/model/read.ts';
import { runMain } from '../../support/run-main.ts';

const CLASS = `
{apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: acme}, spec: {controllerName: acme.example/c}}
---`;

function gateway(name: string, listeners: readonly string[], more = ''): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: ${name}, namespace: shop}
spec: {gatewayClassName: acme, listeners: [${listeners.join(', ')}]}
${more}
---`;
}

function tls(name: string, port: number, ...certificates: readonly string[]): string {
  return `{name: ${name}, port: ${port}, protocol: HTTPS, tls: {certificateRefs: [${certificates.map((one) => `{name: ${one}}`).join(', ')}]}}`;
}

function route(name: string, parent = 'web', backend = 'cart'): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}, namespace: shop}
spec: {parentRefs: [{name: ${parent}}], rules: [{backendRefs: [{name: ${backend}, port: 80}]}]}
---`;
}

const SERVICE = `
{apiVersion: v1, kind: Service, metadata: {name: cart, namespace: shop}, spec: {ports: [{port: 80}]}}
---`;
const HTTP = '{name: http, port: 80, protocol: HTTP}';

/** The problems as `subject reason < what waits, …`. */
async function problemsOf(input: string): Promise<readonly string[]> {
  const { out } = await runMain(['status', '-A', '-o', 'json', '--from', '-', '--complete'], CLASS + SERVICE + input);
  return readRecords(readPath(JSON.parse(out), 'problems')).map(({ subject, reason, consequences }) =>
    [`${nameOf(subject)} ${String(reason)}`, readRecords(consequences).map(nameOf).join(', ')].join(' < '),
  );
}

function nameOf(ref: unknown): string {
  const section = readPath(ref, 'section');
  return `${String(readPath(ref, 'kind'))}/${String(readPath(ref, 'name'))}${typeof section === 'string' ? `#${section}` : ''}`;
}

describe('one fault is one problem', () => {
  test('a Secret that three listeners miss, with the routes behind them', async () => {
    const input =
      gateway('web', [tls('a', 443, 'lost'), tls('b', 8443, 'lost')]) +
      gateway('other', [tls('c', 443, 'lost')]) +
      route('cart') +
      route('odd', 'other');
    assert.deepEqual(await problemsOf(input), [
      'Gateway/other#c InvalidCertificateRef < Gateway/web#a, Gateway/web#b, HTTPRoute/cart, HTTPRoute/odd',
    ]);
    const { out } = await runMain(['status', '-A', '--from', '-', '--complete'], CLASS + SERVICE + input);
    assert.match(
      out,
      /\n {2}✗ gateway shop\/other#c +ResolvedRefs: InvalidCertificateRef +spec\.listeners\[0\]\.tls\.certificateRefs\[0\]\n +Secret shop\/lost does not exist\n +2 listeners and 2 routes wait for this: gateway shop\/web#a, gateway shop\/web#b, httproute shop\/cart, httproute shop\/odd\n/,
    );
  });

  test('of another namespace it is seen at the same place, with what waits in the one that was asked about', async () => {
    const away = gateway('web', [
      tls('a', 443, 'lost').replace('tls:', 'allowedRoutes: {namespaces: {from: All}}, tls:'),
    ]);
    const input =
      away.replace('namespace: shop', 'namespace: infra') +
      route('cart', 'web, namespace: infra') +
      route('b', 'web, namespace: infra').replace('namespace: shop}', 'namespace: other}');
    const { out } = await runMain(['status', 'shop', '--from', '-', '--complete'], CLASS + SERVICE + input);
    assert.match(
      out,
      /Problems \(1\):\n {2}✗ gateway infra\/web#a +ResolvedRefs: InvalidCertificateRef +spec\.listeners\[0\]\.tls\.certificateRefs\[0\]\n +Secret infra\/lost does not exist\n +1 route waits for this: httproute shop\/cart\n/,
    );
  });

  test('and two Secrets that one listener misses are two', async () => {
    assert.deepEqual(await problemsOf(gateway('web', [tls('a', 443, 'lost', 'gone')]) + route('cart')), [
      'Gateway/web#a InvalidCertificateRef < HTTPRoute/cart',
      'Gateway/web#a InvalidCertificateRef < ',
    ]);
  });

  test('a Service that several routes miss, and a listener that several name', async () => {
    const input = gateway('web', [HTTP]) + route('a', 'web', 'gone') + route('b', 'web', 'gone');
    assert.deepEqual(await problemsOf(input), ['HTTPRoute/a BackendNotFound < HTTPRoute/b']);
    const misnamed = ['a', 'b'].map((name) => route(name, 'web, sectionName: htp')).join('');
    assert.deepEqual(await problemsOf(gateway('web', [HTTP]) + misnamed), [
      'HTTPRoute/a NoMatchingParent < HTTPRoute/b',
    ]);
  });

  test('listeners that conflict with each other, whose Gateway is refused for them', async () => {
    const input = gateway('web', [HTTP, '{name: tcp, port: 80, protocol: TCP}']) + route('cart');
    assert.deepEqual(await problemsOf(input), ['Gateway/web#http ProtocolConflict < Gateway/web#tcp, HTTPRoute/cart']);
  });

  test('parameters that do not exist', async () => {
    const params = gateway('web', [HTTP]).replace(
      'gatewayClassName: acme,',
      'gatewayClassName: acme, infrastructure: {parametersRef: {group: "", kind: ConfigMap, name: gone}},',
    );
    assert.deepEqual(await problemsOf(params + route('cart')), ['Gateway/web InvalidParameters < HTTPRoute/cart']);
  });

  test('parameters that do not exist, of which the controller says so too', async () => {
    const refused = `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: acme, generation: 1}
spec: {controllerName: acme.example/c, parametersRef: {group: "", kind: ConfigMap, name: gone, namespace: shop}}
status: {conditions: [{type: Accepted, status: "False", reason: InvalidParameters, message: bad, observedGeneration: 1, lastTransitionTime: "2026-11-20T08:00:00Z"}]}
---`;
    assert.deepEqual(await problemsOf(refused), ['GatewayClass/acme InvalidParameters < ']);
  });

  test('a reference that is written oddly and leads nowhere is told for where it leads', async () => {
    const odd = route('cart').replace('{name: cart, port: 80}', '{group: core, name: gone, port: 80}');
    assert.deepEqual(await problemsOf(gateway('web', [HTTP]) + odd), ['HTTPRoute/cart BackendNotFound < ']);
    const core = route('cart').replace('{name: cart, port: 80}', '{group: core, name: cart, port: 80}');
    assert.deepEqual(await problemsOf(gateway('web', [HTTP]) + core), ['HTTPRoute/cart CoreGroup < ']);
  });

  test('a class of which no controller takes care', async () => {
    const pending =
      'status: {conditions: [{type: Accepted, status: Unknown, reason: Pending, message: Waiting for controller, lastTransitionTime: "1970-01-01T00:00:00Z"}]}';
    const input = `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: acme}
spec: {controllerName: acme.example/c}
${pending}
---${gateway('web', [HTTP], pending)}`;
    assert.deepEqual(await problemsOf(input), ['GatewayClass/acme Pending < Gateway/web']);
  });

  test('a class that its controller refuses, with the routes of its Gateways', async () => {
    const refused = `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: acme, generation: 1}
spec: {controllerName: acme.example/c}
status: {conditions: [{type: Accepted, status: "False", reason: InvalidParameters, message: none, observedGeneration: 1, lastTransitionTime: "2026-11-20T00:00:00Z"}]}
---`;
    assert.deepEqual(await problemsOf(refused + gateway('web', [HTTP]) + route('cart')), [
      'GatewayClass/acme InvalidParameters < HTTPRoute/cart',
    ]);
  });

  test('a class that does not exist, with its Gateways and what attaches to them', async () => {
    const [web, other] = ['web', 'other'].map((name) => gateway(name, [HTTP]).replace(': acme', ': gone'));
    assert.deepEqual(await problemsOf(`${web}${other}${route('cart')}`), [
      'Gateway/other ClassNotFound < Gateway/web, HTTPRoute/cart',
    ]);
  });

  test('a CA that does not exist, however many say so', async () => {
    const policy = `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: tls, namespace: shop, generation: 1}
spec: {targetRefs: [{group: "", kind: Service, name: cart}], validation: {hostname: cart, caCertificateRefs: [{group: "", kind: ConfigMap, name: gone}]}}
status:
  ancestors:
  - ancestorRef: {group: gateway.networking.k8s.io, kind: Gateway, name: web}
    controllerName: acme.example/c
    conditions:
    - {type: Accepted, status: "False", reason: NoValidCACertificate, message: none, observedGeneration: 1, lastTransitionTime: "2026-11-20T00:00:00Z"}
    - {type: ResolvedRefs, status: "False", reason: InvalidCACertificateRef, message: none, observedGeneration: 1, lastTransitionTime: "2026-11-20T00:00:00Z"}
---`;
    const input = gateway('web', [HTTP]) + route('cart') + policy;
    assert.deepEqual(await problemsOf(input), ['BackendTLSPolicy/tls InvalidCACertificateRef < HTTPRoute/cart']);
    const { out } = await runMain(
      ['graph', 'httproute/cart', '-n', 'shop', '--from', '-', '--complete'],
      CLASS + SERVICE + input,
    );
    assert.match(out, /✗ service\/cart:80 .*connections fail: backendtlspolicy\/tls: /);
    const data = JSON.parse(
      (await runMain(['graph', '-A', '-o', 'json', '--from', '-', '--complete'], CLASS + SERVICE + input)).out,
    );
    const service = readRecords(readPath(data, 'nodes')).find(({ key }) => key === '/Service/shop/cart');
    assert.equal(service?.['state'], 'broken');
  });
});

function slice(ready: boolean): string {
  return `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: cart-1, namespace: shop, labels: {kubernetes.io/service-name: cart}}
addressType: IPv4
endpoints: [{addresses: [10.0.0.1], conditions: {ready: ${ready}}}]
---`;
}

async function graph(input: string): Promise<string> {
  return (await runMain(['graph', 'httproute/cart', '-n', 'shop', '--from', '-', '--complete'], input)).out;
}

describe('a backend without ready endpoints', () => {
  const world = CLASS + SERVICE + gateway('web', [HTTP]) + route('cart');
  test('is named in the graph; what is not known of endpoints is no doubt', async () => {
    assert.match(await graph(world + slice(false)), /! service\/cart:80 {2}0 of 1 endpoints ready\n/);
    assert.match(await graph(world + slice(true)), /✓ service\/cart:80\n/);
    assert.match(await graph(world), /✓ service\/cart:80\n/);
  });
});
