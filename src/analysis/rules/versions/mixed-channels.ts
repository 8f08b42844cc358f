import { addTo } from '../../../model/add-to.ts';
import { findBundles, groupOfCrd } from '../../../gateway-api/release.ts';
import { CUSTOM_RESOURCE_DEFINITION, GATEWAY_API } from '../../../gateway-api/kinds.ts';
import { refOf } from '../../../model/ref.ts';
import { defineRule } from '../rule.ts';

export const mixedChannels = defineRule<{ readonly channel: string; readonly others: number; readonly main: string }>({
  code: 'GW7012',
  name: 'mixed-channels',
  severity: 'warning',
  inputs: [CUSTOM_RESOURCE_DEFINITION],
  what: 'Some CRDs of the group gateway.networking.k8s.io are of the standard channel and some of the experimental one.',
  why: 'A field that the one channel has is dropped by the other: a policy or filter may exist and what refers to it not. The kinds of the group gateway.networking.x-k8s.io are in the experimental channel only, and may stand beside either.',
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
  annotations: {gateway.networking.k8s.io/bundle-version: v1.6.3, gateway.networking.k8s.io/channel: experimental}
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
    const crds = snapshot
      .list(CUSTOM_RESOURCE_DEFINITION)
      .filter((crd) => groupOfCrd(crd.metadata.name) === GATEWAY_API);
    const byName = new Map(crds.map((crd) => [crd.metadata.name, refOf(crd)]));
    const byChannel = new Map<string, string[]>();
    for (const { channel, crds: names } of findBundles(crds)) {
      for (const name of channel === undefined ? [] : names) addTo(byChannel, channel ?? '', name);
    }
    const [most, ...others] = [...byChannel].toSorted(([, a], [, b]) => b.length - a.length);
    for (const [channel, names] of others) {
      const [subject, ...related] = names.toSorted().flatMap((name) => byName.get(name) ?? []);
      if (subject === undefined || most === undefined) continue;
      const args = { channel, main: most[0], others: most[1].length };
      yield { subject, path: 'metadata.annotations', args, related };
    }
  },
  say: ({ channel, main, others }) =>
    `is of the ${channel} channel, while ${others === 1 ? 'another CRD is' : `${others} other CRDs are`} of the ${main} one`,
});
