import { addTo } from '../../../model/add-to.ts';
import { findBundles } from '../../../gateway-api/release.ts';
import { BACKEND_LB_POLICY, CUSTOM_RESOURCE_DEFINITION, X_LISTENER_SET } from '../../../gateway-api/kinds.ts';
import { crdNameOf } from '../../../gateway-api/crd.ts';
import { refOf } from '../../../model/ref.ts';
import { defineRule } from '../rule.ts';

/** Kinds that newer releases no longer have: an upgrade leaves their CRDs as they were. */
const GONE: ReadonlySet<string | undefined> = new Set([X_LISTENER_SET, BACKEND_LB_POLICY].map(crdNameOf));

export const mixedReleases = defineRule<{ readonly release: string; readonly others: number; readonly main: string }>({
  code: 'GW7011',
  name: 'mixed-releases',
  severity: 'warning',
  inputs: [CUSTOM_RESOURCE_DEFINITION],
  what: 'The CRDs of the Gateway API are of several releases.',
  why: 'A release is tested as a whole, and controllers expect one: kinds of another release may lack versions or fields that they read. Each CRD says of which release it is (annotation `gateway.networking.k8s.io/bundle-version`).',
  how: 'Install all CRDs of one release and channel.',
  bad: `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: gateways.gateway.networking.k8s.io
  annotations: {gateway.networking.k8s.io/bundle-version: v1.6.3, gateway.networking.k8s.io/channel: standard}
spec:
  group: gateway.networking.k8s.io
  scope: Namespaced
  names: {kind: Gateway, plural: gateways}
  versions: [{name: v1, served: true, storage: true}]
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: httproutes.gateway.networking.k8s.io
  annotations: {gateway.networking.k8s.io/bundle-version: v1.6.3, gateway.networking.k8s.io/channel: standard}
spec:
  group: gateway.networking.k8s.io
  scope: Namespaced
  names: {kind: HTTPRoute, plural: httproutes}
  versions: [{name: v1, served: true, storage: true}]
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: grpcroutes.gateway.networking.k8s.io
  annotations: {gateway.networking.k8s.io/bundle-version: v1.4.1, gateway.networking.k8s.io/channel: standard}
spec:
  group: gateway.networking.k8s.io
  scope: Namespaced
  names: {kind: GRPCRoute, plural: grpcroutes}
  versions: [{name: v1, served: true, storage: true}]
`,
  good: `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: gateways.gateway.networking.k8s.io
  annotations: {gateway.networking.k8s.io/bundle-version: v1.6.3, gateway.networking.k8s.io/channel: standard}
spec:
  group: gateway.networking.k8s.io
  scope: Namespaced
  names: {kind: Gateway, plural: gateways}
  versions: [{name: v1, served: true, storage: true}]
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: httproutes.gateway.networking.k8s.io
  annotations: {gateway.networking.k8s.io/bundle-version: v1.6.3, gateway.networking.k8s.io/channel: standard}
spec:
  group: gateway.networking.k8s.io
  scope: Namespaced
  names: {kind: HTTPRoute, plural: httproutes}
  versions: [{name: v1, served: true, storage: true}]
`,
  *check({ snapshot }) {
    const crds = snapshot.list(CUSTOM_RESOURCE_DEFINITION).filter((crd) => !GONE.has(crd.metadata.name));
    const byName = new Map(crds.map((crd) => [crd.metadata.name, refOf(crd)]));
    const byRelease = new Map<string, string[]>();
    for (const { version, crds: names } of findBundles(crds)) {
      for (const name of version === undefined ? [] : names) addTo(byRelease, version ?? '', name);
    }
    const [most, ...others] = [...byRelease].toSorted(([, a], [, b]) => b.length - a.length);
    for (const [release, names] of others) {
      const [subject, ...related] = names.toSorted().flatMap((name) => byName.get(name) ?? []);
      if (subject === undefined || most === undefined) continue;
      const args = { release, main: most[0], others: most[1].length };
      yield { subject, path: 'metadata.annotations', args, related };
    }
  },
  say: ({ release, main, others }) =>
    `is of Gateway API ${release}, while ${others === 1 ? 'another CRD is' : `${others} other CRDs are`} of ${main}`,
});
