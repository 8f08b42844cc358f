import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EVERY_KIND } from './every-kind.ts';
import { runDescribe } from './run-describe.ts';

/** A page of the live cluster, of which only what the object involves is read. */
async function pageOf(described: string, manifest = EVERY_KIND): Promise<string> {
  const { out, code, err } = await runDescribe(described, manifest, { flags: { namespace: 'shop' } });
  assert.deepEqual([code, err], [0, '']);
  return out;
}

describe('a page of a cluster knows what one of files knows', () => {
  test('who uses a Secret, a ConfigMap, a Service', async () => {
    assert.match(await pageOf('secret/cert'), /✓ gateway\/web +certificate +spec\.listeners\[1\]/);
    assert.match(await pageOf('secret/cert'), /✓ listenerset\/extra +certificate +spec\.listeners\[0\]/);
    assert.match(await pageOf('secret/client'), /✓ xbackend\/partner /);
    const ca = await pageOf('configmap/ca');
    assert.match(ca, /✓ backendtlspolicy\/cart +CA certificate/);
    assert.match(ca, /✓ gateway\/web +CA certificate/);
    const parameters = await pageOf('configmap/proxy');
    for (const holder of ['gateway/web', 'gatewayclass/acme', 'xmesh/mesh']) assert.ok(parameters.includes(holder));
    assert.match(await pageOf('service/cart'), /✓ xtelemetrypolicy\/traces /);
  });

  test('whether the authorities are there that a backend is trusted by', async () => {
    const broken = EVERY_KIND.replace(
      'kind: ConfigMap, metadata: {name: ca,',
      'kind: ConfigMap, metadata: {name: other,',
    );
    const failure = /connections fail: backendtlspolicy\/cart: .*ConfigMap shop\/ca does not exist/;
    assert.match(await pageOf('httproute/cart', broken), failure);
    assert.doesNotMatch(await pageOf('httproute/cart'), failure);
  });

  test('whether the clients of the Gateway of a ListenerSet can be verified', async () => {
    const broken = EVERY_KIND.replace(
      'kind: ConfigMap, metadata: {name: ca,',
      'kind: ConfigMap, metadata: {name: other,',
    );
    assert.match(await pageOf('listenerset/extra', broken), /ConfigMap shop\/ca does not exist/);
    assert.doesNotMatch(await pageOf('listenerset/extra'), /was not read|not evaluated/);
  });

  test('what the name of a missing Gateway may have meant', async () => {
    const mistyped = EVERY_KIND.replaceAll('parentRefs: [{name: web, sectionName: tcp}]', 'parentRefs: [{name: wbe}]');
    assert.match(await pageOf('tcproute/db', mistyped), /Gateway shop\/wbe does not exist; did you mean web\?/);
  });

  test('which routes of a Gateway send to what is not there', async () => {
    assert.doesNotMatch(await pageOf('gateway/web'), /BackendNotFound/);
    const broken = EVERY_KIND.replace('kind: Service, metadata: {name: cart,', 'kind: Service, metadata: {name: card,');
    assert.match(await pageOf('gateway/web', broken), /! grpcroute\/stock +http +BackendNotFound/);
  });
});
