import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { analyze } from '../../../src/app/analyze.ts';
import { GATEWAY_API } from '../../../src/gateway-api/kinds.ts';
import { readPath, readRecords } from '../../../src/model/read.ts';
import { bundledCrd, bundledRelease } from '../../../src/validation/bundled-crds.ts';
import { refusal, openCluster } from '../../support/fake-cluster.ts';
import type { Trouble } from '../../support/fake-cluster.ts';
import { runMain } from '../../support/run-main.ts';
import { runVerb } from '../../support/run-verb.ts';

/** What a server has stored that CRDs of today refuse: by an older release, or past them. */
const STORED = `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: acme, uid: "1"}
spec: {controllerName: acme.example/c}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop, uid: "2"}
spec:
  gatewayClassName: acme
  listeners: [{name: tls, port: 443, protocol: HTTP, tls: {mode: Passthrough}}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: shop, uid: "3"}
spec:
  parentRefs: [{name: web}]
  rules: [{name: one, retries: 3, backendRefs: [{name: cart, port: 0}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: grant, namespace: shop, uid: "4"}
spec: {from: [], to: [{group: '', kind: Service}]}
`;

/** The CRDs of HTTPRoutes and Gateways of a release, as a cluster holds them. */
function crdsOf(release: string): string {
  return ['HTTPRoute', 'Gateway']
    .map((kind) => JSON.stringify(bundledCrd(bundledRelease(release) ?? '', 'standard', { group: GATEWAY_API, kind })))
    .join('\n---\n');
}

async function found(
  held: string,
  flags: { readonly revalidate?: boolean },
  trouble: Trouble = {},
): Promise<readonly string[]> {
  const { out } = await runVerb(
    (io, open) => analyze([], { allNamespaces: true, output: 'json', ...flags }, io, open),
    () => openCluster(held, trouble),
    {},
  );
  return codesIn(out);
}

function codesIn(out: string): readonly string[] {
  return readRecords(readPath(JSON.parse(out), 'findings'))
    .filter(({ code }) => String(code).startsWith('GW7'))
    .map(({ code, subject, path }) => `${String(code)} ${String(readPath(subject, 'name'))} ${String(path)}`)
    .toSorted();
}

const FAULTS = [
  'GW7001 cart spec.rules[0].backendRefs[0].port',
  'GW7001 web spec.listeners',
  'GW7101 cart spec.rules[0].retries',
  'GW7104 grant spec.from',
];

suite('analyze --revalidate', () => {
  test('holds what a server has stored against the CRDs, which nothing else does', async () => {
    assert.deepEqual(await found(STORED, {}), []);
    assert.deepEqual(await found(STORED, { revalidate: true }), FAULTS);
  });

  test('and of a dump the same', async () => {
    const words = ['analyze', '-A', '--from', '-', '--complete', '-o', 'json'];
    assert.deepEqual(codesIn((await runMain(words, STORED)).out), []);
    assert.deepEqual(codesIn((await runMain([...words, '--revalidate'], STORED)).out), FAULTS);
  });

  test('goes by the CRDs that the cluster has', async () => {
    // Rules of routes have names since v1.2.
    const inV1 = await found(`${STORED}\n---\n${crdsOf('1.0')}`, { revalidate: true });
    const now = await found(`${STORED}\n---\n${crdsOf('1.7')}`, { revalidate: true });
    assert.deepEqual(
      [inV1, now].map((all) => all.filter((one) => one.includes('cart spec.rules[0]'))),
      [
        [FAULTS[0], 'GW7101 cart spec.rules[0].name', FAULTS[2]],
        [FAULTS[0], FAULTS[2]],
      ],
    );
  });

  test('goes by the newest release where CRDs may not be read', async () => {
    const all = await found(STORED, { revalidate: true }, { errors: { customresourcedefinitions: refusal('crds') } });
    assert.deepEqual(all, FAULTS);
  });
});
