import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readPath, readRecords } from '../../../src/model/read.ts';
import { runMain } from '../../support/run-main.ts';

const MANIFEST = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop}
spec:
  gatewayClassName: acme
  listeners:
  - {name: star, port: 80, protocol: HTTP, hostname: "*.dev.test"}
  - {name: api, port: 80, protocol: HTTP, hostname: api.dev.test}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: named, namespace: shop}
spec: {parentRefs: [{name: web, sectionName: star}], hostnames: [api.dev.test, www.dev.test, dev.test]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: any, namespace: shop}
spec: {parentRefs: [{name: web, sectionName: star}]}
---
{apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: acme}, spec: {controllerName: acme.io/c}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: shop}}
`;

const run = (...words: readonly string[]) => runMain([...words, '-n', 'shop', '--from', '-'], MANIFEST);

describe('hostnames that a route asks for and does not get', () => {
  const taken =
    'requests for api.dev.test go to listener api, which is more specific than listener star: attach the route to it';
  const ignored = 'dev.test is ignored: no listener that the route attaches to serves it';

  test('the page says so and offers no URL of them', async () => {
    const { out } = await run('describe', 'httproute', 'named');
    assert.match(out, /^URLs: +http:\/\/www\.dev\.test\/\nAttachment:\n {2}! gateway\/web#star/m);
    assert.ok(out.includes(`${taken}\n      ${ignored}\n`), out);
  });

  test('what a wildcard leaves to others is said without a mark', async () => {
    const { out } = await run('describe', 'httproute', 'any');
    assert.match(out, /✓ gateway\/web#star +listener star :80 for \*\.dev\.test except api\.dev\.test\n/);
  });

  test('the page of the Gateway has no URL of them either, and marks the route', async () => {
    const { out } = await run('describe', 'gateway', 'web');
    assert.match(out, /^URLs: +http:\/\/www\.dev\.test\/\n {12}http:\/\/api\.dev\.test\/\n/m);
    assert.match(out, /! httproute\/named +star .*HostnamesTaken/);
  });

  test('status and graph say it as worth knowing, and --check fails for it', async () => {
    const { out, code } = await run('status', '--check');
    assert.match(out, /! httproute shop\/named +HostnamesIgnored/);
    assert.ok(out.includes(taken) && out.includes(ignored), out);
    assert.equal(code, 1);
    assert.match((await run('graph')).out, /! httproute\/named +HostnamesTaken: requests for api\.dev\.test/);
  });

  test('the document holds both', async () => {
    const { out } = await run('describe', 'httproute', 'named', '-o', 'json');
    const [item] = readRecords(readPath(JSON.parse(out), 'items'));
    const [attachment] = readRecords(readPath(item, 'attachments'));
    assert.deepEqual(readPath(attachment, 'notes'), [
      { reason: 'HostnamesTaken', message: taken },
      { reason: 'HostnamesIgnored', message: ignored },
    ]);
    const [listener] = readRecords(readPath(attachment, 'listeners'));
    const by = { group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'shop', name: 'web', section: 'api' };
    assert.deepEqual(readPath(listener, 'taken'), [{ hostname: 'api.dev.test', by }]);
  });
});
