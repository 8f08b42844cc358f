import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { buildGraph } from '../../../src/graph/query/build-graph.ts';
import { SnapshotBuilder } from '../../../src/world/memory-snapshot.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { readEvent } from '../../../src/model/event.ts';
import { openDescriptionPrinter } from '../../../src/print/description.ts';
import { describeContext } from '../../../src/view/describe/context.ts';
import { describeAsData } from '../../../src/view/describe/document.ts';
import { describeObject } from '../../../src/view/describe/registry.ts';
import { isRecord, readRecord } from '../../../src/model/read.ts';
import type { PolicyKind } from '../../../src/policy/policy-kind.ts';
import { NOW } from '../../support/fake-cluster.ts';
import { objectsOf } from './page-of.ts';
import { SHOP } from './shop.ts';

const POLICY: PolicyKind = {
  group: 'acme.io',
  kind: 'LimitPolicy',
  class: 'Inherited',
  evidence: 'label',
  crdName: 'limitpolicies.acme.io',
  namespaced: true,
  label: 'Inherited',
  targets: [],
};

const KINDS = [
  ['gateway.networking.k8s.io/v1', 'GatewayClass'],
  ['gateway.networking.k8s.io/v1', 'Gateway'],
  ['gateway.networking.k8s.io/v1', 'ListenerSet'],
  ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
  ['gateway.networking.k8s.io/v1', 'GRPCRoute'],
  ['gateway.networking.k8s.io/v1', 'TLSRoute'],
  ['gateway.networking.k8s.io/v1', 'UDPRoute'],
  ['gateway.networking.k8s.io/v1', 'ReferenceGrant'],
  ['gateway.networking.k8s.io/v1', 'BackendTLSPolicy'],
  ['gateway.networking.k8s.io/v1', 'ConformanceReport'],
  ['gateway.networking.x-k8s.io/v1alpha1', 'XBackend'],
  ['gateway.networking.x-k8s.io/v1alpha1', 'XMesh'],
  ['gateway.networking.x-k8s.io/v1alpha1', 'XTelemetryPolicy'],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
  ['discovery.k8s.io/v1', 'EndpointSlice'],
  ['v1', 'Namespace'],
  ['v1', 'Service'],
  ['v1', 'ConfigMap'],
  ['v1', 'Secret'],
  ['x.io/v1', 'Whatever'],
] as const;

/** Names of fields that views read, so that strange values land where they hurt. */
const FIELDS = [
  'spec',
  'status',
  'name',
  'namespace',
  'kind',
  'group',
  'parentRefs',
  'parentRef',
  'rules',
  'matches',
  'filters',
  'backendRefs',
  'backendRef',
  'listeners',
  'tls',
  'certificateRefs',
  'allowedRoutes',
  'namespaces',
  'from',
  'to',
  'selector',
  'matchLabels',
  'matchExpressions',
  'values',
  'hostnames',
  'hostname',
  'conditions',
  'type',
  'status',
  'parents',
  'ancestors',
  'ancestorRef',
  'controllerName',
  'addresses',
  'value',
  'infrastructure',
  'parametersRef',
  'targetRef',
  'targetRefs',
  'targetSelectors',
  'validation',
  'caCertificateRefs',
  'subjectAltNames',
  'tracing',
  'provider',
  'headers',
  'ports',
  'port',
  'weight',
  'endpoints',
  'supportedFeatures',
  'profiles',
  'core',
  'statistics',
  'versions',
  'names',
  'gatewayClassName',
  'frontend',
  'perPort',
  'default',
  'requests',
  'path',
  'method',
  'queryParams',
  'timeouts',
  'retry',
  'codes',
  'sessionPersistence',
  'cookie',
  'cors',
  'requestMirror',
  'extensionRef',
  'externalAuth',
  'metadata',
  'labels',
  'annotations',
  'ownerReferences',
  'data',
  'loadBalancer',
  'ingress',
  '__proto__',
  'constructor',
] as const;

const strange = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -1,
      1e308,
      '',
      'web',
      'HTTP',
      'HTTPS',
      'Cookie',
      'shop',
      '\u001b[31m',
      '\u202e',
      'a\nb',
    ),
    fc.integer(),
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('record'),
  ),
  record: fc.dictionary(fc.constantFrom(...FIELDS), tie('value'), { maxKeys: 6 }),
}));

const anObject: fc.Arbitrary<KubernetesObject> = fc
  .record({
    type: fc.constantFrom(...KINDS),
    name: fc.constantFrom('web', 'cart', '\u001b]0;x\u0007'),
    namespace: fc.option(fc.constantFrom<unknown>('shop', 'infra', 7, null), { nil: undefined }),
    metadata: strange.record,
    rest: strange.record,
    spec: strange.value,
    status: strange.value,
  })
  .map(({ type: [apiVersion, kind], name, namespace, metadata, rest, spec, status }) => ({
    ...(typeof rest === 'object' ? rest : {}),
    apiVersion,
    kind,
    metadata: { ...(typeof metadata === 'object' ? metadata : {}), name, namespace },
    spec,
    status,
  }));

const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;

const print = await openDescriptionPrinter({ color: false, unicode: true });

/** Describes every object of a snapshot in both forms; throws where a page breaks or lets a raw character through. */
function describeAll(objects: readonly KubernetesObject[], origin: 'live' | 'files'): void {
  const builder = new SnapshotBuilder();
  for (const object of objects) builder.add(object);
  const snapshot = builder.build(origin);
  const policyKinds = [POLICY];
  const context = describeContext({
    graph: buildGraph(snapshot, { policyKinds }),
    snapshot,
    now: NOW,
    command: (words) => `gwctl ${words}`,
    eventsOf: (object) => [readEvent(object)],
    policyKinds,
  });
  for (const object of objects) {
    const page = print(describeObject(object, context));
    assert.doesNotMatch(page, RAW);
    assert.ok(page.startsWith('Name:'));
    assert.ok(JSON.stringify(describeAsData(object, context)).length > 0);
  }
  assert.equal(Object.hasOwn(Object.prototype, 'spec'), false);
}

const ORIGIN = fc.constantFrom<'live' | 'files'>('live', 'files');

test('no object breaks a page or reaches the terminal raw', () => {
  fc.assert(fc.property(fc.array(anObject, { minLength: 1, maxLength: 8 }), ORIGIN, describeAll), { numRuns: 200 });
});

/** A value in the place of another: the steps choose the way down. */
interface Change {
  readonly object: number;
  readonly steps: readonly number[];
  readonly value: unknown;
}

const aChange: fc.Arbitrary<Change> = fc.record({
  object: fc.nat(100),
  steps: fc.array(fc.nat(100), { minLength: 1, maxLength: 9 }),
  value: strange.value,
});

/** The value with one part of it replaced; `metadata.name` stays, which every source makes sure of. */
function replaceAt(value: unknown, [step, ...steps]: readonly number[], replacement: unknown): unknown {
  if (step === undefined) return replacement;
  if (Array.isArray(value)) {
    if (value.length === 0) return replacement;
    return value.map((entry, index) => (index === step % value.length ? replaceAt(entry, steps, replacement) : entry));
  }
  if (!isRecord(value)) return replacement;
  const names = Object.keys(value).filter((name) => name !== 'apiVersion' && name !== 'kind' && name !== 'metadata');
  const name = names[step % Math.max(names.length, 1)];
  return name === undefined ? replacement : { ...value, [name]: replaceAt(value[name], steps, replacement) };
}

test('no wrong value in any field of a good object breaks a page', async () => {
  const shop = await objectsOf(SHOP);
  fc.assert(
    fc.property(fc.array(aChange, { minLength: 1, maxLength: 6 }), ORIGIN, (changes, origin) => {
      const objects = [...shop];
      for (const { object, steps, value } of changes) {
        const at = object % objects.length;
        const chosen = objects[at];
        if (chosen === undefined) continue;
        const changed = readRecord(replaceAt(chosen, steps, value));
        objects[at] = { ...changed, apiVersion: chosen.apiVersion, kind: chosen.kind, metadata: chosen.metadata };
      }
      describeAll(objects, origin);
    }),
    { numRuns: 60 },
  );
});
