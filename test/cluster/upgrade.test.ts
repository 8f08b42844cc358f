import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readPath, readRecords } from '../../src/model/read.ts';
import { skip } from './api-support.ts';
import { findBinaries } from './binaries.ts';
import { startCluster } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { applyCrd, becomeEstablished, installCrds, readCrds } from './crds.ts';
import { runOurs } from './get-support.ts';
import { applyManifests } from './manifests.ts';

const API = 'gateway.networking.k8s.io';
const ROUTES = `/apis/${API}/v1/namespaces/default/httproutes`;
const NEWEST = { version: 'v1.7.0', channel: 'experimental' } as const;
const metadata = { name: 'cart', namespace: 'default' };
const rules = [{ sessionPersistence: { sessionName: 'cart' }, backendRefs: [{ name: 'cart', port: 80 }] }];
let cluster: Cluster;

function nameOf(crd: unknown): string {
  return String(readPath(crd, 'metadata', 'name'));
}

/** The checks of the upgrade that did not pass, as `state id subject`. */
async function predicted(): Promise<readonly string[]> {
  const { out } = await runOurs(cluster, ['check', '--upgrade-to', '1.7', '-o', 'json']);
  return readRecords(readPath(JSON.parse(out), 'checks'))
    .filter(({ section, state }) => section === 'upgrade' && state !== 'passed')
    .map(({ state, id, subject }) => [state, id, subject].join(' '));
}

describe('check --upgrade-to, and then the upgrade', { skip }, () => {
  before(async () => {
    const binaries = await findBinaries();
    assert.ok(typeof binaries !== 'string');
    cluster = await startCluster(binaries);
    // As where v1.0 was upgraded to v1.1: GRPCRoutes may be stored in the version of before.
    const first = (await readCrds({ version: 'v1.0.0', channel: 'experimental' })).filter((crd) =>
      nameOf(crd).startsWith('grpcroutes'),
    );
    for (const crd of first) {
      await applyCrd(cluster, crd);
      await becomeEstablished(cluster, crd);
    }
    await installCrds(cluster, { version: 'v1.1.1', channel: 'experimental' });
    await applyManifests(cluster, [
      { apiVersion: `${API}/v1`, kind: 'HTTPRoute', metadata, spec: { parentRefs: [{ name: 'web' }], rules } },
      {
        apiVersion: `${API}/v1`,
        kind: 'HTTPRoute',
        metadata: { ...metadata, name: 'plain' },
        spec: { parentRefs: [{ name: 'web' }] },
      },
      {
        apiVersion: `${API}/v1alpha2`,
        kind: 'TLSRoute',
        metadata,
        spec: { parentRefs: [{ name: 'web' }], hostnames: ['a.b'], rules: [{ backendRefs: [{ name: 'a', port: 1 }] }] },
      },
      {
        apiVersion: `${API}/v1alpha2`,
        kind: 'BackendLBPolicy',
        metadata,
        spec: { targetRefs: [{ group: '', kind: 'Service', name: 'cart' }] },
      },
    ]);
  });
  after(() => cluster.stop());

  test('happens as it was said', async () => {
    const said = await predicted();
    assert.deepEqual(said.toSorted(), [
      'failed upgradeDrops HTTPRoute default/cart',
      'failed upgradeRefused HTTPRoute default/cart',
      `failed upgradeStored grpcroutes.${API}`,
      'warning upgradeLeft BackendLBPolicy default/cart',
      `warning upgradeRetired grpcroutes.${API}`,
      `warning upgradeRetired referencegrants.${API}`,
    ]);

    const refused: string[] = [];
    for (const crd of await readCrds(NEWEST)) {
      try {
        await applyCrd(cluster, crd);
        await becomeEstablished(cluster, crd);
      } catch {
        refused.push(nameOf(crd));
      }
    }
    assert.deepEqual(refused, [`grpcroutes.${API}`]);

    const { text } = await cluster.request('GET', `${ROUTES}/cart`);
    const [rule] = readRecords(readPath(JSON.parse(text), 'spec', 'rules'));
    assert.equal(readPath(rule, 'sessionPersistence', 'sessionName'), undefined);
    const again = { apiVersion: `${API}/v1`, kind: 'HTTPRoute', spec: readPath(JSON.parse(text), 'spec') };
    await assert.rejects(
      cluster.request('POST', `${ROUTES}?dryRun=All`, { ...again, metadata: { name: 'again' } }),
      /cookie must be specified/i,
    );
    const tls = await cluster.request('GET', `/apis/${API}/v1/namespaces/default/tlsroutes/cart`);
    assert.match(tls.text, /"hostnames":\["a\.b"\]/);
  });
});
