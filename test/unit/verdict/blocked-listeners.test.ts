import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readPath, readRecords } from '../../../src/model/read.ts';
import { runMain } from '../../support/run-main.ts';

const CLASS = `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: acme}
spec: {controllerName: acme.example/c}
---`;

const NAMESPACES = `
{apiVersion: v1, kind: Namespace, metadata: {name: infra}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: shop}}
---
{apiVersion: v1, kind: Service, metadata: {name: cart, namespace: shop}, spec: {ports: [{port: 80}]}}
---`;

function tls(name: string, port: number, ...certificates: readonly string[]): string {
  const refs = certificates.map((certificate) => `{name: ${certificate}}`).join(', ');
  return `{name: ${name}, port: ${port}, protocol: HTTPS, hostname: "*.example.com", allowedRoutes: {namespaces: {from: All}}, tls: {certificateRefs: [${refs}]}}`;
}

function http(name: string, port: number, protocol = 'HTTP'): string {
  return `{name: ${name}, port: ${port}, protocol: ${protocol}, allowedRoutes: {namespaces: {from: All}}}`;
}

/** @param status of the Gateway, in YAML. */
function gateway(listeners: readonly string[], status = '{}', more = ''): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: infra, generation: 1}
spec: {gatewayClassName: acme, listeners: [${listeners.join(', ')}]${more}}
status: ${status}
---`;
}

function condition(type: string, value: 'True' | 'False', reason = 'Because'): string {
  return `{type: ${type}, status: "${value}", reason: ${reason}, message: its own words, observedGeneration: 1, lastTransitionTime: "2026-11-20T00:00:00Z"}`;
}

function listenerStatus(name: string, ...conditions: readonly string[]): string {
  return `{listeners: [{name: ${name}, attachedRoutes: 1, supportedKinds: [], conditions: [${conditions.join(', ')}]}]}`;
}

function route(name = 'cart', parent = '{name: web, namespace: infra}'): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}, namespace: shop}
spec: {parentRefs: [${parent}], hostnames: [shop.example.com], rules: [{backendRefs: [{name: cart, port: 80}]}]}
---`;
}

function secret(name: string): string {
  return `
{apiVersion: v1, kind: Secret, metadata: {name: ${name}, namespace: infra}, type: kubernetes.io/tls, data: {tls.crt: "", tls.key: ""}}
---`;
}

const listenerSet = (allowed: boolean): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: {name: own, namespace: shop}
spec: {parentRef: {name: web, namespace: infra}, listeners: [{name: own, port: 8080, protocol: HTTP}]}
status: {conditions: [${allowed ? '' : condition('Accepted', 'False', 'NotAllowed')}]}
---`;

const OPEN = ', allowedListeners: {namespaces: {from: All}}';
const ALONE = '{group: gateway.networking.k8s.io, kind: ListenerSet, name: own}';

interface Case {
  readonly what: string;
  readonly input: string;
  /** What the route says. */
  readonly says: string;
  /** Where the fault lies. */
  readonly at: string;
}

const BLOCKED: readonly Case[] = [
  {
    what: 'without its certificate',
    input: gateway([tls('https', 443, 'lost')]) + route(),
    says: 'waits for listener https of Gateway infra/web, which passes nothing: Secret infra/lost does not exist',
    at: 'infra/web#https',
  },
  {
    what: 'without any of its certificates, by its controller',
    input:
      gateway(
        [tls('https', 443, 'there')],
        listenerStatus(
          'https',
          condition('Accepted', 'True'),
          condition('ResolvedRefs', 'False', 'InvalidCertificateRef'),
        ),
      ) +
      secret('there') +
      route(),
    says: 'waits for listener https of Gateway infra/web, which passes nothing: its own words (acme.example/c)',
    at: 'infra/web#https',
  },
  {
    what: 'that conflicts with another',
    input:
      gateway([http('a', 80), http('b', 80, 'TCP')]) + route('cart', '{name: web, namespace: infra, sectionName: a}'),
    says: 'waits for listener a of Gateway infra/web, which passes nothing: ',
    at: 'infra/web#a',
  },
  {
    what: 'that its controller refuses',
    input:
      gateway([http('http', 80)], listenerStatus('http', condition('Accepted', 'False', 'PortUnavailable'))) + route(),
    says: 'waits for listener http of Gateway infra/web, which passes nothing: its own words (acme.example/c)',
    at: 'infra/web#http',
  },
  {
    what: 'that is not programmed',
    input: gateway([http('http', 80)], listenerStatus('http', condition('Programmed', 'False', 'Pending'))) + route(),
    says: 'waits for listener http of Gateway infra/web, which passes nothing: its own words (acme.example/c)',
    at: 'infra/web#http',
  },
  {
    what: 'of a Gateway that is refused',
    input: gateway([http('http', 80)], `{conditions: [${condition('Accepted', 'False', 'Invalid')}]}`) + route(),
    says: 'waits for Gateway infra/web, which passes nothing: its own words (acme.example/c)',
    at: 'infra/web',
  },
  {
    what: 'of a Gateway that is not programmed',
    input: gateway([http('http', 80)], `{conditions: [${condition('Programmed', 'False')}]}`) + route(),
    says: 'waits for Gateway infra/web, which passes nothing: its own words (acme.example/c)',
    at: 'infra/web',
  },
  {
    what: 'of a Gateway whose class does not exist',
    input: gateway([http('http', 80)]).replace('gatewayClassName: acme', 'gatewayClassName: gone') + route(),
    says: 'waits for Gateway infra/web, which passes nothing: GatewayClass gone does not exist',
    at: 'infra/web',
  },
  {
    what: 'of a ListenerSet that its Gateway does not take',
    input: gateway([http('http', 80)]) + listenerSet(true) + route('cart', ALONE),
    says: 'waits for ListenerSet shop/own, which passes nothing: Gateway infra/web allows ListenerSets from no namespace',
    at: 'shop/own',
  },
  {
    what: 'of a ListenerSet that its controller refuses',
    input: gateway([http('http', 80)], '{}', OPEN) + listenerSet(false) + route('cart', ALONE),
    says: 'waits for ListenerSet shop/own, which passes nothing: its own words (acme.example/c)',
    at: 'shop/own',
  },
  {
    what: 'of a ListenerSet whose Gateway is not programmed',
    input:
      gateway([http('http', 80)], `{conditions: [${condition('Programmed', 'False')}]}`, OPEN) +
      listenerSet(true) +
      route('cart', ALONE),
    says: 'waits for Gateway infra/web, which passes nothing: its own words (acme.example/c)',
    at: 'infra/web',
  },
];

function say(input: string, ...words: readonly string[]): ReturnType<typeof runMain> {
  return runMain([...words, '--from', '-', '--complete'], CLASS + NAMESPACES + input);
}

/** The URLs at which requests reach route cart. */
async function reached(input: string): Promise<readonly string[]> {
  const urls = ['http://shop.example.com/', 'http://shop.example.com:8080/', 'https://shop.example.com/'];
  const traced = urls.map(async (url) => {
    const { out } = await say(input, 'trace', url, '--gateway', 'infra/web', '-o', 'json');
    return readPath(JSON.parse(out), 'route') === undefined ? [] : [url];
  });
  return (await Promise.all(traced)).flat();
}

describe('a route waits for a listener', () => {
  for (const { what, input, says, at } of BLOCKED) {
    test(what, async () => {
      const page = (await say(input, 'describe', 'httproute', 'cart', '-n', 'shop')).out;
      assert.match(page, /\nAttachment:\n {2}! /);
      assert.ok(page.includes(`\n      ${says}`), page);
      assert.doesNotMatch(page, /URLs:/);
      const data: unknown = JSON.parse(
        (await say(input, 'describe', 'httproute', 'cart', '-n', 'shop', '-o', 'json')).out,
      );
      const [item] = readRecords(readPath(data, 'items'));
      const [attachment] = readRecords(item?.['attachments']);
      assert.equal(textOf(readPath(attachment, 'waitsFor', 'ref')), at);

      const tree = (await say(input, 'graph', 'httproute/cart', '-n', 'shop')).out;
      assert.match(tree, new RegExp(`! (shop/)?httproute/cart +(Listener|Parent)NotReady: ${escape(says)}`));

      assert.match(
        (await say(input, 'graph', '-A', '--only-broken')).out,
        /httproute\/cart +(Listener|Parent)NotReady/,
      );

      const graph: unknown = JSON.parse((await say(input, 'graph', '-A', '-o', 'json')).out);
      const states = new Map(readRecords(readPath(graph, 'nodes')).map((node) => [node['key'], node['state']]));
      assert.equal(states.get('gateway.networking.k8s.io/HTTPRoute/shop/cart'), 'warning');
      const served = readRecords(readPath(graph, 'edges')).filter(({ relation }) => relation === 'attachment');
      assert.ok(served.length > 0);
      for (const { to } of served) assert.notEqual(states.get(to), 'ok');

      const parent = (await say(input, 'describe', 'gateway', 'web', '-n', 'infra')).out;
      assert.doesNotMatch(parent, /URLs:[^\n]*(\n +https?:[^\n]*)*shop\.example\.com/);

      // Whoever owns the route sees the fault, wherever it lies.
      const status = await say(input, 'status', 'shop', '--check', '-o', 'json');
      const problems = readRecords(readPath(JSON.parse(status.out), 'problems'));
      assert.deepEqual(
        problems.map(({ subject }) => textOf(subject)),
        [at],
      );
      assert.ok(readRecords(problems[0]?.['consequences']).map(textOf).includes('shop/cart'));
      assert.equal(status.code, 1);
    });
  }

  for (const { what, input } of BLOCKED) {
    test(`and no request reaches it there: ${what}`, async () => assert.deepEqual(await reached(input), []));
  }

  test('but where only listeners of its Gateway are reported as not valid, but its own is programmed', async () => {
    const status = `{conditions: [${condition('Accepted', 'False', 'ListenersNotValid')}], listeners: [{name: http, attachedRoutes: 1, conditions: [${condition('Programmed', 'True')}]}]}`;
    const input = gateway([http('http', 80), tls('https', 443, 'lost')], status) + route();
    assert.deepEqual(await reached(input), ['http://shop.example.com/']);
    assert.doesNotMatch((await say(input, 'describe', 'httproute', 'cart', '-n', 'shop')).out, /waits for/);
  });

  test('and for none as long as one of those that it is on passes requests', async () => {
    const input = gateway([http('http', 80), tls('https', 443, 'lost')]) + route();
    const page = (await say(input, 'describe', 'httproute', 'cart', '-n', 'shop')).out;
    assert.match(page, /\nURLs: +http:\/\/shop\.example\.com\/\nAttachment:\n {2}✓ /);
    assert.match((await say(input, 'status', 'shop', '--check')).out, /Problems:\n +✓ none/);
    assert.match((await say(input, 'status', '-A', '--check')).out, /Problems \(1\):/);
  });

  test('nor for one that has one certificate of two, or whose controller programmed it while its Gateway waits', async () => {
    const one = gateway([tls('https', 443, 'lost', 'there')]) + secret('there') + route();
    assert.match((await say(one, 'describe', 'httproute', 'cart', '-n', 'shop')).out, /\nAttachment:\n {2}✓ /);
    const status = `{conditions: [${condition('Programmed', 'False', 'AddressNotAssigned')}], listeners: [{name: http, attachedRoutes: 1, conditions: [${condition('Programmed', 'True')}]}]}`;
    const programmed = gateway([http('http', 80)], status) + route();
    assert.match((await say(programmed, 'describe', 'httproute', 'cart', '-n', 'shop')).out, /\nAttachment:\n {2}✓ /);
  });
});

function textOf(ref: unknown): string {
  const section = readPath(ref, 'section');
  return `${String(readPath(ref, 'namespace'))}/${String(readPath(ref, 'name'))}${typeof section === 'string' ? `#${section}` : ''}`;
}

function escape(text: string): string {
  return text.replaceAll(/[()*.]/g, String.raw`\$&`);
}
