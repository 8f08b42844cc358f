import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { noDefaultGateway } from '../../../../src/analysis/rules/attachment/no-default-gateway.ts';
import { analyzeText } from '../../../support/analyze.ts';

const ROUTE = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec: {useDefaultGateways: All, parentRefs: [{name: web}]}
`;

async function messages(manifests: string, complete = true): Promise<readonly string[]> {
  const { findings } = await analyzeText(manifests, { complete, rules: [noDefaultGateway] });
  return findings.map(({ message }) => message);
}

suite('GW3060 no-default-gateway', () => {
  test('of a route with parents says that the field adds nothing', async () => {
    assert.deepEqual(await messages(ROUTE), ['adds nothing to its parentRefs: no Gateway has spec.defaultScope: All']);
  });

  test('is quiet where a Gateway may be elsewhere, and for routes that do not ask', async () => {
    assert.deepEqual(await messages(ROUTE, false), []);
    assert.deepEqual(await messages(ROUTE.replace('useDefaultGateways: All', 'useDefaultGateways: None')), []);
  });
});
