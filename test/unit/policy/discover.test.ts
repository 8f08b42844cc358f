import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { KubernetesObject } from '../../../src/model/object.ts';
import type { ResourceCatalog, ResourceType } from '../../../src/model/resource-type.ts';
import { CATALOGUE } from '../../../src/policy/catalogue/index.ts';
import { discoverPolicyKinds } from '../../../src/policy/discover.ts';

const LABEL = 'gateway.networking.k8s.io/policy';
const TARGET = { properties: { group: {}, kind: {}, name: {} } };

function type(group: string, kind: string, plural: string): ResourceType {
  return {
    group,
    version: 'v1',
    kind,
    plural,
    singular: kind.toLowerCase(),
    shortNames: [],
    categories: [],
    namespaced: true,
    verbs: ['list'],
    versions: ['v1'],
    subresources: [],
  };
}

function catalog(...types: readonly ResourceType[]): ResourceCatalog {
  return { types, gaps: [] };
}

/** A CRD: with `spec` properties it carries a schema, without it is the metadata alone. */
function crd(name: string, label: string | undefined, spec?: Readonly<Record<string, unknown>>): KubernetesObject {
  const [plural = '', ...group] = name.split('.');
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name, ...(label === undefined ? {} : { labels: { [LABEL]: label } }) },
    ...(spec === undefined
      ? {}
      : {
          spec: {
            group: group.join('.'),
            names: { kind: plural, plural },
            scope: 'Namespaced',
            versions: [{ name: 'v1', schema: { openAPIV3Schema: { properties: { spec } } } }],
          },
        }),
  };
}

/** An object of a kind that has no CRD. */
function sample(kind: string, spec: object): KubernetesObject {
  return { apiVersion: 'acme.io/v1', kind, metadata: { name: 'x' }, spec: { ...spec } };
}

describe('semantics.md 5.1: recognising policies', () => {
  test('the label in any spelling, from metadata alone', () => {
    const spellings = {
      Direct: 'Direct',
      direct: 'Direct',
      inherited: 'Inherited',
      INHERITED: 'Inherited',
      true: 'Unknown',
    };
    for (const [label, expected] of Object.entries({ ...spellings, '': 'Unknown' })) {
      const [kind] = discoverPolicyKinds({
        crds: [crd('retrypolicies.acme.io', label)],
        catalog: catalog(type('acme.io', 'RetryPolicy', 'retrypolicies')),
      });
      assert.equal(kind?.class, expected, label);
      assert.equal(kind.evidence, 'label');
      assert.equal(kind.crdName, 'retrypolicies.acme.io');
    }
  });

  test('the kinds of the specification without any CRD', () => {
    const found = discoverPolicyKinds({
      crds: undefined,
      catalog: catalog(
        type('gateway.networking.k8s.io', 'Gateway', 'gateways'),
        type('gateway.networking.k8s.io', 'BackendTLSPolicy', 'backendtlspolicies'),
        type('gateway.networking.k8s.io', 'BackendLBPolicy', 'backendlbpolicies'),
        type('gateway.networking.x-k8s.io', 'XTelemetryPolicy', 'xtelemetrypolicies'),
      ),
    });
    assert.deepEqual(
      found.map(({ kind, class: own, evidence }) => [kind, own, evidence]),
      [
        ['BackendTLSPolicy', 'Direct', 'specification'],
        ['BackendLBPolicy', 'Direct', 'specification'],
        ['XTelemetryPolicy', 'Direct', 'specification'],
      ],
    );
  });

  test('a vendor kind without a label comes from the catalogue, with its source', () => {
    const [kind] = discoverPolicyKinds({
      crds: [crd('securitypolicies.gateway.envoyproxy.io', undefined)],
      catalog: catalog(type('gateway.envoyproxy.io', 'SecurityPolicy', 'securitypolicies')),
    });
    assert.equal(kind?.evidence, 'catalogue');
    assert.equal(kind.class, 'Inherited');
    assert.match(kind.entry?.source ?? '', /gateway\.envoyproxy\.io/);
  });

  test('a schema with targetRefs of group, kind and name is a policy by its shape, and marked so', () => {
    const spec = { properties: { targetRefs: { items: TARGET } } };
    const [kind] = discoverPolicyKinds({
      crds: [crd('waf.acme.io', undefined, spec)],
      catalog: catalog(type('acme.io', 'WafPolicy', 'waf')),
    });
    assert.equal(kind?.evidence, 'heuristic');
    assert.equal(kind.class, 'Unknown');
  });

  test('of a kind without its CRD an object of that shape is enough', () => {
    const target = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web' };
    const found = discoverPolicyKinds({
      crds: [],
      catalog: catalog(
        type('acme.io', 'Waf', 'wafs'),
        type('acme.io', 'Scaler', 'scalers'),
        type('acme.io', 'Chosen', 'chosen'),
      ),
      samples: [
        sample('Waf', { targetRefs: [target] }),
        sample('Scaler', { targetRef: { kind: 'X', name: 'y' } }),
        sample('Chosen', { targetSelectors: [{ kind: 'Gateway' }] }),
      ],
    });
    assert.deepEqual(
      found.map(({ kind, evidence }) => [kind, evidence]),
      [
        ['Waf', 'heuristic'],
        ['Chosen', 'heuristic'],
      ],
    );
  });

  test('a targetRef without a group is none (autoscalers have one)', () => {
    const spec = { properties: { targetRef: { properties: { apiVersion: {}, kind: {}, name: {} } } } };
    const found = discoverPolicyKinds({
      crds: [crd('verticalpodautoscalers.autoscaling.k8s.io', undefined, spec)],
      catalog: catalog(type('autoscaling.k8s.io', 'VerticalPodAutoscaler', 'verticalpodautoscalers')),
    });
    assert.deepEqual(found, []);
  });

  test('the kinds that an enumeration allows are the targets', () => {
    const target = {
      properties: { group: { enum: ['gateway.networking.k8s.io'] }, kind: { enum: ['Gateway'] }, name: {} },
    };
    const [kind] = discoverPolicyKinds({
      crds: [crd('waf.acme.io', 'Direct', { properties: { targetRef: target } })],
      catalog: catalog(type('acme.io', 'WafPolicy', 'waf')),
    });
    assert.deepEqual(kind?.targets, [{ group: 'gateway.networking.k8s.io', kind: 'Gateway' }]);
  });

  test('a labelled kind whose schema takes no target is no policy; one that is open may be', () => {
    const types = catalog(
      type('acme.io', 'Closed', 'closed'),
      type('acme.io', 'Open', 'open'),
      type('acme.io', 'Bare', 'bare'),
    );
    const found = discoverPolicyKinds({
      crds: [
        crd('closed.acme.io', 'Direct', { properties: { color: {} } }),
        crd('open.acme.io', 'Direct', { properties: { color: {} }, 'x-kubernetes-preserve-unknown-fields': true }),
        crd('bare.acme.io', 'Direct', { type: 'object' }),
      ],
      catalog: types,
    });
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ['Open', 'Bare'],
    );
  });

  test('the entry of a user adds a kind and wins over label and catalogue', () => {
    const entry = {
      group: 'acme.io',
      kind: 'Retry',
      class: 'Inherited',
      targets: [],
      merge: { strategy: 'PatchDefaults' },
      source: 'own',
    } as const;
    const [kind] = discoverPolicyKinds({
      crds: [crd('retries.acme.io', 'Direct')],
      catalog: catalog(type('acme.io', 'Retry', 'retries')),
      entries: [entry],
    });
    assert.equal(kind?.evidence, 'user');
    assert.equal(kind.class, 'Inherited');
    assert.equal(kind.entry, entry);
  });

  test('one odd CRD and 50 kinds: the others are found', () => {
    const names = Array.from({ length: 50 }, (_, place) => `kind${place}.acme.io`);
    const odd: KubernetesObject = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'odd.acme.io', labels: 'text' },
      spec: { versions: 'none', names: [], group: {} },
    };
    const found = discoverPolicyKinds({
      crds: [odd, ...names.map((name) => crd(name, 'Inherited'))],
      catalog: catalog(
        type('acme.io', 'Odd', 'odd'),
        ...names.map((name) => type('acme.io', name, name.split('.')[0] ?? '')),
      ),
    });
    assert.equal(found.length, 50);
  });

  test('every entry of the catalogue names its source, its class and known kinds', () => {
    assert.ok(CATALOGUE.size >= 40);
    for (const [key, entry] of CATALOGUE) {
      assert.equal(key, `${entry.group}/${entry.kind}`);
      assert.ok(entry.source.length > 10, key);
      assert.ok(entry.targets.length > 0, key);
      if (entry.class === 'Direct') assert.ok(['None', 'Custom'].includes(entry.merge.strategy), key);
    }
  });
});
