import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runMain } from '../../support/run-main.ts';

/** Manifests, which hold no server's objects: what they lack may stand elsewhere. */
const ROUTE = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: r, namespace: shop}
spec:
  parentRefs: [{group: gateway.networking.x-k8s.io, kind: XListenerSet, name: set}]
  rules: [{backendRefs: [{name: s, namespace: b, port: 80}]}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: {name: set, namespace: shop}
spec: {parentRef: {name: web}, listeners: [{name: http, port: 80, protocol: HTTP}]}
---
`;

function grant(from: string, to: string): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: g, namespace: b}
spec: {from: [{group: gateway.networking.k8s.io, kind: ${from}, namespace: shop}], to: [{group: ${to}, kind: Service}]}
---
`;
}

const describeRoute = async (manifest: string): Promise<string> =>
  (await runMain(['describe', 'httproute', 'r', '-n', 'shop', '--from', '-'], manifest)).out;

describe('what manifests show to be meant is not left open', () => {
  test('a ListenerSet by the other name of its kind', async () => {
    const out = await describeRoute(ROUTE);
    assert.match(
      out,
      /✗ xlistenerset\/set\S* +.*does not exist; did you mean ListenerSet\.gateway\.networking\.k8s\.io set\?/,
    );
  });

  test('a grant of a group that is none is wrong, one for another kind may have a sibling elsewhere', async () => {
    const wrong = await describeRoute(ROUTE + grant('HTTPRoute', 'core'));
    assert.match(wrong, /✗ b\/service\/s:80 +RefNotPermitted/);
    assert.ok(wrong.includes('ReferenceGrant b/g would permit it, but its spec.to[0] names group core, not ""'), wrong);
    const other = await describeRoute(ROUTE + grant('GRPCRoute', '""'));
    assert.match(other, /\? b\/service\/s:80/);
    assert.ok(other.includes('ReferenceGrant b/g would permit it, but its spec.from[0] names kind GRPCRoute'), other);
  });
});
