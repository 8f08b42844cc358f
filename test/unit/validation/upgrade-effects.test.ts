import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { bundledCrds } from '../../../src/validation/bundled-crds.ts';
import { upgradeEffects } from '../../../src/validation/upgrade-effects.ts';

const TO_NEWEST = { release: 'v1.7.0', channel: 'experimental' } as const;

describe('what an upgrade of the CRDs would do', () => {
  it('names the fields that would be dropped, and what nobody could write again', () => {
    const route = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'cart', uid: '1' },
      spec: { rules: [{ sessionPersistence: { sessionName: 'cart' } }] },
    };
    const policy = {
      apiVersion: 'gateway.networking.k8s.io/v1alpha2',
      kind: 'BackendTLSPolicy',
      metadata: { name: 'tls' },
      spec: {},
    };
    const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other' } };
    const { objects } = upgradeEffects([route, policy, config], [], TO_NEWEST);
    assert.deepEqual(
      objects.map(({ object, dropped, violations, isLeftBehind }) => [
        object.metadata.name,
        dropped.map(({ path }) => path),
        violations.map(({ message }) => message),
        isLeftBehind,
      ]),
      [
        ['cart', ['spec.rules[0].sessionPersistence.sessionName'], ['cookie must be specified for Cookie type'], false],
        ['tls', [], ['version v1alpha2 is not served: the CRD serves v1, v1alpha3'], false],
      ],
    );
  });

  it('says which kinds the channel to come leaves behind', () => {
    const set = {
      apiVersion: 'gateway.networking.x-k8s.io/v1alpha1',
      kind: 'XBackend',
      metadata: { name: 'bucket' },
      spec: {},
    };
    const { objects } = upgradeEffects([set], [], { release: 'v1.7.0', channel: 'standard' });
    assert.deepEqual(
      objects.map(({ object, isLeftBehind }) => [object.metadata.name, isLeftBehind]),
      [['bucket', true]],
    );
  });

  it('refuses a CRD whose objects may be stored in a version that is gone', () => {
    const crds = ['v1', 'v1alpha2'].map((stored, index): KubernetesObject => ({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `crd-${index}` },
      spec: { group: 'gateway.networking.k8s.io', names: { kind: 'BackendTLSPolicy' } },
      status: { storedVersions: [stored] },
    }));
    assert.ok(bundledCrds(TO_NEWEST.release, TO_NEWEST.channel).length > 5);
    const { crds: refused } = upgradeEffects([], crds, TO_NEWEST);
    assert.deepEqual(
      refused.map(({ crd, storedVersions }) => [crd.metadata.name, storedVersions]),
      [['crd-1', ['v1alpha2']]],
    );
  });

  it('judges what is stored in a version that goes as it will be served, and a manifest as it is written', () => {
    const [stored, written] = [oldRoute({ uid: '1' }), oldRoute({})].map(
      (object) => upgradeEffects([object], [], TO_NEWEST).objects[0],
    );
    assert.deepEqual(stored?.violations, []);
    assert.deepEqual(
      stored.dropped.map(({ path }) => path),
      ['spec.old'],
    );
    assert.equal(stored.object.apiVersion, 'gateway.networking.k8s.io/v1alpha2');
    assert.match(written?.violations[0]?.message ?? '', /^version v1alpha2 is not served/);
  });

  it('names versions that are served today and will not be', () => {
    const crd: KubernetesObject = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'referencegrants.gateway.networking.k8s.io' },
      spec: {
        group: 'gateway.networking.k8s.io',
        names: { kind: 'ReferenceGrant' },
        versions: [{ name: 'v1alpha2', served: true }, { name: 'v1alpha1', served: false }, { name: 'v1beta1' }],
      },
    };
    const { retired } = upgradeEffects([], [crd], TO_NEWEST);
    assert.deepEqual(retired, [{ crd, versions: ['v1alpha2'], instead: ['v1', 'v1beta1'] }]);
  });
});

/** A GRPCRoute in a version that goes. */
function oldRoute(more: object): KubernetesObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1alpha2',
    kind: 'GRPCRoute',
    metadata: { name: 'grpc', ...more },
    spec: { hostnames: ['a.b'], old: true },
  };
}
