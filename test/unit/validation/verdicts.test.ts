import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runMain } from '../../support/run-main.ts';

const API = 'gateway.networking.k8s.io/v1';
const CLASS = `{apiVersion: ${API}, kind: GatewayClass, metadata: {name: acme}, spec: {controllerName: acme.example/c}}`;
const SERVICE = '{apiVersion: v1, kind: Service, metadata: {name: cart, namespace: shop}, spec: {ports: [{port: 80}]}}';

function gateway(hostname: string, more = ''): string {
  return `{apiVersion: ${API}, kind: Gateway, metadata: {name: web, namespace: shop${more}}, spec: {gatewayClassName: acme, listeners: [{name: http, port: 80, protocol: HTTP, hostname: "${hostname}"}]}}`;
}

function route(filter = '', more = ''): string {
  return `{apiVersion: ${API}, kind: HTTPRoute, metadata: {name: cart, namespace: shop${more}}, spec: {parentRefs: [{name: web}], rules: [{${filter}backendRefs: [{name: cart, port: 80}]}]}}`;
}

const REDIRECT = 'filters: [{type: RequestRedirect, requestRedirect: {scheme: https}}], ';

async function run(
  line: string,
  ...objects: readonly string[]
): Promise<{ readonly out: string; readonly code: number }> {
  return runMain([...line.split(' '), '-A', '--from', '-'], [CLASS, SERVICE, ...objects].join('\n---\n'));
}

describe('what no API server takes is fine nowhere', () => {
  const refused = [gateway('*.example.com'), route(REDIRECT)];

  test('a route, in status, graph, describe and get', async () => {
    const { out, code } = await run('status --check', ...refused);
    assert.match(
      out,
      /✗ httproute shop\/cart +Invalid +spec\.rules\[0\]\n +the API server, with Gateway API v1\.7\.0, refuses it/,
    );
    assert.match(out, /Problems \(1\)/);
    assert.equal(code, 1);
    assert.match((await run('graph', ...refused)).out, /✗ httproute\/cart +Invalid: /);
    assert.match(
      (await run('describe httproutes', ...refused)).out,
      /Refused by the API Server:\n +✗ spec\.rules\[0\]\n +RequestRedirect/,
    );
    assert.match((await run('get httproutes', ...refused)).out, /cart .*False\* +Unknown\*/);
  });

  test('a Gateway, with the routes that wait for it', async () => {
    const objects = [gateway('*'), route()];
    const { out } = await run('status', ...objects);
    assert.match(
      out,
      /✗ gateway shop\/web +Invalid +spec\.listeners\[0\]\.hostname\n.*\n +1 route waits for this: httproute shop\/cart/,
    );
    assert.match((await run('graph', ...objects)).out, /! httproute\/cart +ParentNotReady/);
    assert.doesNotMatch((await run('describe httproutes', ...objects)).out, /URLs:/);
    assert.match((await run('get gateways', ...objects)).out, /web .*False\*/);
  });

  test('but what a server has stored it has taken', async () => {
    const uid = ', uid: 0c9e3b1e-0000-4000-8000-000000000000';
    const { out } = await run('status', gateway('*', uid), route(REDIRECT, uid));
    assert.doesNotMatch(out, /Invalid/);
  });
});
