import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expandCategory, resolveType } from '../../../src/gateway-api/resolve-type.ts';
import { apiVersionOf, qualifiedName } from '../../../src/model/resource-type.ts';
import type { ResourceCatalog, ResourceType } from '../../../src/model/resource-type.ts';
import { GATEWAY_API_TYPES } from '../../../src/gateway-api/kinds.ts';
import { COMMON_TYPES } from '../../../src/gateway-api/well-known-types.ts';

const ISTIO: ResourceType = {
  group: 'networking.istio.io',
  version: 'v1',
  kind: 'Gateway',
  plural: 'gateways',
  singular: 'gateway',
  shortNames: ['gw'],
  categories: ['istio-io', 'networking-istio-io'],
  namespaced: true,
  verbs: ['get', 'list', 'watch'],
  versions: ['v1', 'v1beta1', 'v1alpha3'],
  subresources: ['status'],
};
const KUMA_MESH: ResourceType = {
  ...ISTIO,
  group: 'kuma.io',
  kind: 'Mesh',
  plural: 'meshes',
  singular: 'mesh',
  shortNames: [],
  categories: ['kuma'],
};
// Istio's and the X group stand before the Gateway API, so that order alone would choose them.
const catalog: ResourceCatalog = {
  types: [ISTIO, KUMA_MESH, ...COMMON_TYPES, ...GATEWAY_API_TYPES.toReversed()],
  gaps: [],
};

describe('resolveType', () => {
  it("takes no other group's type for one of the Gateway API, whose group did not answer", () => {
    const message = 'the server is currently unable to handle the request';
    const types = [ISTIO, ...COMMON_TYPES];
    const gap = (group: string): ResourceCatalog['gaps'][number] => {
      return { what: `${group}/v1`, group, reason: 'failed', message };
    };
    assert.equal(resolveType('gateways', { types, gaps: [gap('gateway.networking.k8s.io')] }), undefined);
    for (const word of ['gw', 'gateways.networking.istio.io']) {
      assert.equal(resolveType(word, { types, gaps: [gap('gateway.networking.k8s.io')] }), ISTIO, word);
    }
    assert.equal(resolveType('gateways', { types, gaps: [gap('other.example')] }), ISTIO);
    assert.equal(resolveType('gateways', { types, gaps: [] }), ISTIO);
  });
  const words: readonly (readonly [string, string])[] = [
    ['gateways', 'gateways.gateway.networking.k8s.io'],
    ['gateway', 'gateways.gateway.networking.k8s.io'],
    ['gtw', 'gateways.gateway.networking.k8s.io'],
    ['GATEWAYS', 'gateways.gateway.networking.k8s.io'],
    ['HTTPRoute', 'httproutes.gateway.networking.k8s.io'],
    ['httpROUTES', 'httproutes.gateway.networking.k8s.io'],
    ['gc', 'gatewayclasses.gateway.networking.k8s.io'],
    ['lset', 'listenersets.gateway.networking.k8s.io'],
    ['lset.gateway.networking.x-k8s.io', 'xlistenersets.gateway.networking.x-k8s.io'],
    ['xlistenersets', 'xlistenersets.gateway.networking.x-k8s.io'],
    ['refgrant', 'referencegrants.gateway.networking.k8s.io'],
    ['btlspolicy', 'backendtlspolicies.gateway.networking.k8s.io'],
    ['gateways.networking.istio.io', 'gateways.networking.istio.io'],
    ['gateway.networking.istio.io', 'gateways.networking.istio.io'],
    ['gw', 'gateways.networking.istio.io'],
    ['gateways.gateway.networking.k8s.io', 'gateways.gateway.networking.k8s.io'],
    ['gateways.gateway', 'gateways.gateway.networking.k8s.io'],
    ['gateways.networking', 'gateways.networking.istio.io'],
    ['Gateway.v1.networking.istio.io', 'gateways.networking.istio.io'],
    ['GATEWAYS.V1.Networking.Istio.IO', 'gateways.networking.istio.io'],
    ['GTW.Gateway.Networking.K8s.io', 'gateways.gateway.networking.k8s.io'],
    ['svc', 'services'],
    ['Service', 'services'],
    ['services.v1.', 'services'],
    ['ns', 'namespaces'],
    ['ingress.networking', 'ingresses.networking.k8s.io'],
    ['events', 'events'],
    ['events.events.k8s.io', 'events.events.k8s.io'],
    ['deploy.apps', 'deployments.apps'],
    ['infpool', 'inferencepools.inference.networking.k8s.io'],
    ['inferencepools.inference.networking.x-k8s.io', 'inferencepools.inference.networking.x-k8s.io'],
  ];
  for (const [word, expected] of words) {
    it(`takes ${word} for ${expected} (semantics.md 1.2)`, () => {
      const type = resolveType(word, catalog);
      assert.equal(type === undefined ? undefined : qualifiedName(type), expected);
    });
  }

  it('prefers a full name to a short name, as kubectl does', () => {
    assert.equal(resolveType('mesh', catalog)?.group, 'kuma.io');
    assert.equal(resolveType('mesh.gateway', catalog)?.kind, 'XMesh');
  });

  it('asks for the version that was named', () => {
    const named = resolveType('gateways.v1beta1.gateway.networking.k8s.io', catalog);
    assert.equal(named === undefined ? undefined : apiVersionOf(named), 'gateway.networking.k8s.io/v1beta1');
    assert.equal(resolveType('gateways', catalog)?.version, 'v1');
  });

  for (const word of ['', '.', 'gatewa', 'gateways.nope', 'gateways.v9.gateway.networking.k8s.io', 'constructor']) {
    it(`knows no type ${JSON.stringify(word)}`, () => {
      assert.equal(resolveType(word, catalog), undefined);
    });
  }

  it("takes any order of discovery for the Gateway API's words", () => {
    const reversed = { types: catalog.types.toReversed(), gaps: [] };
    for (const word of ['gateway', 'lset', 'httproute']) {
      assert.deepEqual(resolveType(word, reversed), resolveType(word, catalog));
    }
  });
});

describe('expandCategory', () => {
  it('gives the kinds of the Gateway API in both groups', () => {
    const names = expandCategory('Gateway-API', catalog).map(({ kind }) => kind);
    assert.equal(names.length, 16);
    assert.ok(names.includes('Gateway') && names.includes('XListenerSet'));
    assert.ok(!names.includes('ConformanceReport'), 'a file format is no resource of the category');
  });
  it('gives what kubectl calls all', () => {
    assert.deepEqual(
      expandCategory('all', catalog).map(({ plural }) => plural),
      [
        'pods',
        'replicationcontrollers',
        'services',
        'daemonsets',
        'deployments',
        'replicasets',
        'statefulsets',
        'horizontalpodautoscalers',
        'cronjobs',
        'jobs',
      ],
    );
  });
  it('leaves out what cannot be listed', () => {
    const types = [{ ...ISTIO, verbs: ['create'] }];
    assert.deepEqual(expandCategory('istio-io', { types, gaps: [] }), []);
  });
  it('knows no other category', () => {
    assert.deepEqual(expandCategory('nope', catalog), []);
  });
});
