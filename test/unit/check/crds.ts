import type { KubernetesObject } from '../../../src/model/object.ts';

/** What a CRD of the Gateway API says of itself. */
export interface CrdWords {
  readonly version?: string;
  readonly channel?: string;
  /** `v1*` is stored, `(v1alpha2)` is not served. */
  readonly versions?: readonly string[];
  readonly stored?: readonly string[];
}

const KINDS: Readonly<Record<string, string>> = {
  gatewayclasses: 'GatewayClass',
  gateways: 'Gateway',
  httproutes: 'HTTPRoute',
  referencegrants: 'ReferenceGrant',
  tlsroutes: 'TLSRoute',
};

/** A CRD by its plural. */
export function crd(
  plural: string,
  { version = 'v1.7.0', channel = 'standard', versions = ['v1*'], stored = ['v1'] }: CrdWords = {},
): KubernetesObject {
  const group = 'gateway.networking.k8s.io';
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${plural}.${group}`,
      annotations: {
        'gateway.networking.k8s.io/bundle-version': version,
        'gateway.networking.k8s.io/channel': channel,
      },
    },
    spec: {
      group,
      scope: plural === 'gatewayclasses' ? 'Cluster' : 'Namespaced',
      names: { plural, singular: plural.slice(0, -1), kind: KINDS[plural] ?? plural },
      versions: versions.map((one) => ({
        name: one.replaceAll(/[*()]/g, ''),
        served: !one.startsWith('('),
        storage: one.endsWith('*'),
      })),
    },
    status: { storedVersions: stored },
  };
}

/** The CRDs of a small installation. */
export const CRDS: readonly KubernetesObject[] = ['gatewayclasses', 'gateways', 'httproutes'].map((plural) =>
  crd(plural),
);

/** A GatewayClass, with the condition Accepted that its controller wrote. */
export function gatewayClass(
  name: string,
  controllerName: string,
  accepted?: Record<string, unknown>,
): KubernetesObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GatewayClass',
    metadata: { name, uid: `uid-${name}`, generation: 1 },
    spec: { controllerName },
    status: {
      conditions: [
        accepted === undefined
          ? { type: 'Accepted', status: 'Unknown', reason: 'Pending', lastTransitionTime: '1970-01-01T00:00:00Z' }
          : { type: 'Accepted', observedGeneration: 1, lastTransitionTime: '2025-01-01T00:00:00Z', ...accepted },
      ],
    },
  };
}

/** One that is accepted. */
export const CLASS: KubernetesObject = gatewayClass('eg', 'gateway.envoyproxy.io/gatewayclass-controller', {
  status: 'True',
  reason: 'Accepted',
});
