import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import {
  BackendTLSPolicy,
  GRPCRoute,
  Gateway,
  GatewayClass,
  HTTPRoute,
  ListenerSet,
  ReferenceGrant,
  TLSRoute,
} from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1';
import type {
  IBackendTLSPolicy,
  IGateway,
  IHTTPRoute,
  IReferenceGrant,
} from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1';
import { readBackendTrust } from '../../../src/gateway-api/backend-tls-policy.ts';
import { readListeners } from '../../../src/gateway-api/gateway.ts';
import { readParentRefs, readParentStatuses } from '../../../src/gateway-api/parent-ref.ts';
import { readPolicyTargets } from '../../../src/gateway-api/policy.ts';
import { readReferenceGrant } from '../../../src/gateway-api/reference-grant.ts';
import { readHostnames, readRouteBackends, readRules } from '../../../src/gateway-api/route.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { readManifests } from '../../cluster/manifests.ts';
import { root } from '../../golden/harness.ts';

/** As a source gives it out: plain JSON, of which our types know nothing but the names. */
function asRead(object: {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}): KubernetesObject {
  return structuredClone(object);
}

// The compiler holds the objects below against the published types: a field that we read and that does not exist under
// this name would not compile.
suite('our readers find what the published types of v1 call by these names', () => {
  test('HTTPRoute', () => {
    const route = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'cart', namespace: 'shop' },
      spec: {
        parentRefs: [{ group: 'example.com', kind: 'Mesh', name: 'm', namespace: 'infra', sectionName: 's', port: 80 }],
        hostnames: ['a.example.com'],
        rules: [
          {
            name: 'first',
            matches: [{ method: 'GET' }],
            filters: [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'mirror', port: 1 } } }],
            backendRefs: [{ name: 'cart', port: 8080, weight: 2 }],
          },
        ],
      },
      status: {
        parents: [
          {
            parentRef: { name: 'web' },
            controllerName: 'acme.example/controller',
            conditions: [
              {
                type: 'Accepted',
                status: 'True',
                reason: 'Accepted',
                message: 'm',
                lastTransitionTime: '2026-01-01T00:00:00Z',
                observedGeneration: 3,
              },
            ],
          },
        ],
      },
    } satisfies IHTTPRoute;
    const read = asRead(route);
    assert.deepEqual(readHostnames(read), ['a.example.com']);
    const [parent] = readParentRefs(read);
    assert.deepEqual(
      [parent?.group, parent?.kind, parent?.name, parent?.namespace, parent?.sectionName, parent?.port],
      ['example.com', 'Mesh', 'm', 'infra', 's', 80],
    );
    const [rule] = readRules(read);
    assert.deepEqual([rule?.name, rule?.matches.length, rule?.filters.length], ['first', 1, 1]);
    assert.deepEqual(
      readRouteBackends(read).map(({ use, ref }) => [use, ref.name, ref.port, ref.weight]),
      [
        ['mirror', 'mirror', 1, 1],
        ['backend', 'cart', 8080, 2],
      ],
    );
    const [status] = readParentStatuses(read);
    assert.equal(status?.controllerName, 'acme.example/controller');
    assert.deepEqual(
      status.conditions.map(({ type, reason }) => [type, reason]),
      [['Accepted', 'Accepted']],
    );
  });

  test('Gateway', () => {
    const gateway = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'web', namespace: 'infra' },
      spec: {
        gatewayClassName: 'acme',
        listeners: [{ name: 'https', port: 443, protocol: 'HTTPS', hostname: '*.example.com' }],
      },
    } satisfies IGateway;
    const [listener] = readListeners(asRead(gateway));
    assert.deepEqual(
      [listener?.name, listener?.port, listener?.protocol, listener?.hostname],
      ['https', 443, 'HTTPS', '*.example.com'],
    );
  });

  test('BackendTLSPolicy', () => {
    const policy = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'BackendTLSPolicy',
      metadata: { name: 'pay', namespace: 'shop' },
      spec: {
        targetRefs: [{ group: '', kind: 'Service', name: 'pay', sectionName: 'main' }],
        validation: { caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }], hostname: 'pay.example' },
      },
    } satisfies IBackendTLSPolicy;
    const read = asRead(policy);
    assert.deepEqual(
      readPolicyTargets(read).map(({ ref }) => [ref.kind, ref.name, ref.section]),
      [['Service', 'pay', 'main']],
    );
    assert.deepEqual(
      readBackendTrust(read).authorities.map(({ path }) => path),
      ['spec.validation.caCertificateRefs[0]'],
    );
  });

  test('ReferenceGrant', () => {
    const grant = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'ReferenceGrant',
      metadata: { name: 'g', namespace: 'shop' },
      spec: {
        from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'other' }],
        to: [{ group: '', kind: 'Service', name: 'cart' }],
      },
    } satisfies IReferenceGrant;
    const { from, to } = readReferenceGrant(asRead(grant));
    assert.deepEqual(
      [from[0]?.kind, from[0]?.namespace, to[0]?.kind, to[0]?.name],
      ['HTTPRoute', 'other', 'Service', 'cart'],
    );
  });
});

test('the objects of the example are what the published schemas allow', async () => {
  const models = {
    GatewayClass,
    Gateway,
    ListenerSet,
    HTTPRoute,
    GRPCRoute,
    TLSRoute,
    ReferenceGrant,
    BackendTLSPolicy,
  };
  let checked = 0;
  for (const object of await readManifests(join(root, 'examples/shop'))) {
    const model = Object.entries(models).find(([kind]) => kind === object['kind'])?.[1];
    if (model === undefined) continue;
    const data: unknown = structuredClone(object);
    Reflect.construct(model, [data]).validate();
    checked++;
  }
  assert.ok(checked > 20);
});
