import type { KubernetesObject } from '../../src/model/object.ts';
import type { PolicyKind } from '../../src/policy/policy-kind.ts';
import { INFRA, nameOfRoute, namespaceOfRoute } from './world.ts';
import type { WorldSize } from './world.ts';

/** An inherited kind of policy, as its CRD's label says. */
export const POLICY_KIND: PolicyKind = {
  group: 'policies.bench.example',
  kind: 'TrafficPolicy',
  class: 'Inherited',
  evidence: 'label',
  crdName: 'trafficpolicies.policies.bench.example',
  namespaced: true,
  label: 'Inherited',
  targets: [],
};

/**
 * Policies at every level of the hierarchy: class, the Gateways' namespace, every Gateway, a listener of each, every
 * namespace of routes, every route, one of its rules, every Service and its port. They are merged field by field.
 */
export function* makePolicies(size: WorldSize): Generator<KubernetesObject> {
  yield makePolicy('class', INFRA, { kind: 'GatewayClass', name: 'bench' }, { override: { tls: 'strict' } });
  yield makePolicy('infra', INFRA, { group: '', kind: 'Namespace', name: INFRA }, { default: { retries: 1 } });
  for (let index = 0; index < size.gateways; index++) {
    const name = `gateway-${index}`;
    yield makePolicy(name, INFRA, { kind: 'Gateway', name }, { default: { timeout: '30s', retries: 2 } });
    yield makePolicy(
      `${name}-http`,
      INFRA,
      { kind: 'Gateway', name, sectionName: 'http' },
      { default: { idle: '60s' } },
    );
  }
  for (let index = 0; index < size.namespaces; index++) {
    const name = `team-${index}`;
    yield makePolicy('team', name, { group: '', kind: 'Namespace', name }, { default: { limits: { rate: 100 } } });
  }
  for (let index = 0; index < size.routes; index++) {
    const name = nameOfRoute(index);
    const namespace = namespaceOfRoute(index, size);
    yield makePolicy(name, namespace, { kind: 'HTTPRoute', name }, { default: { timeout: '10s' } });
    const rule = { kind: 'HTTPRoute', name, sectionName: 'checkout' };
    yield makePolicy(`${name}-checkout`, namespace, rule, { default: { timeout: '20s' } });
  }
  for (let index = 0; index < size.services; index++) {
    const name = `app-${index}`;
    const namespace = namespaceOfRoute(index, size);
    yield makePolicy(name, namespace, { group: '', kind: 'Service', name }, { default: { limits: { burst: 5 } } });
    const port = { group: '', kind: 'Service', name, sectionName: 'http' };
    yield makePolicy(`${name}-http`, namespace, port, { default: { keepAlive: '30s' } });
  }
}

function makePolicy(name: string, namespace: string, target: object, spec: object): KubernetesObject {
  return {
    apiVersion: `${POLICY_KIND.group}/v1`,
    kind: POLICY_KIND.kind,
    metadata: { name, namespace, creationTimestamp: '2026-11-20T08:00:00Z' },
    spec: { targetRef: { group: 'gateway.networking.k8s.io', ...target }, strategy: 'Merge', ...spec },
  };
}
