import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runDescribe } from './run-describe.ts';

const WORLD = `
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: acme, uid: c}
spec: {controllerName: a.io/c}
status: {conditions: [{type: Accepted, status: 'True', reason: Accepted}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web, namespace: shop, uid: a, generation: 1}
spec: {gatewayClassName: acme, listeners: [{name: http, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: None}}}, {name: two, port: 80, protocol: HTTP}]}
status:
  conditions: [{type: Accepted, status: 'True', reason: Accepted, observedGeneration: 1}]
  listeners:
  - {name: http, attachedRoutes: 0, conditions: [{type: Conflicted, status: 'False', reason: NoConflicts, observedGeneration: 1}, {type: Accepted, status: 'True', reason: Accepted, observedGeneration: 1}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart, namespace: shop, uid: b, generation: 1}
spec: {parentRefs: [{name: web, sectionName: http}]}
status:
  parents: [{parentRef: {name: web, sectionName: http}, controllerName: a.io/c, conditions: [{type: Accepted, status: 'True', reason: Accepted, observedGeneration: 1}]}]
`;

describe('what contradicts the specification stands below the report that says it', () => {
  test('on the page of a Gateway, of it and of its listeners', async () => {
    const { out } = await runDescribe('gateway web', WORLD, { flags: { namespace: 'shop' } });
    assert.match(
      out,
      /^ {6}reported {3}Accepted=True .*Conflicted=False .*\n {6}! Accepted: reported True \(Accepted\), but the specification says False \(HostnameConflict\)\n {6}! Conflicted: reported False \(NoConflicts\), but the specification says True \(HostnameConflict\)\n/m,
    );
    assert.match(
      out,
      /^ {2}! reported {3}Accepted=True\n {6}! Accepted: reported True \(Accepted\), but the specification says False \(ListenersNotValid\)\n/m,
    );
    // What was not reported has no report to stand beside.
    assert.match(out, /^Drift:\n {2}! listener two {3}Accepted {3}the controller has accepted .*\n(?! {2}[!✗])/m);
  });

  test('on the page of a route', async () => {
    const { out } = await runDescribe('httproute cart', WORLD, { flags: { namespace: 'shop' } });
    assert.match(
      out,
      /^ {6}reported {3}Accepted=True .*\n {6}! Accepted: reported True \(Accepted\), but the specification says False \(NotAllowedByListeners\)\n/m,
    );
    assert.doesNotMatch(out, /^Drift:/m);
  });
});
