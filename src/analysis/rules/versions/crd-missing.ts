import { addTo } from '../../../model/add-to.ts';
import { CUSTOM_RESOURCE_DEFINITION, isGatewayApiGroup } from '../../../gateway-api/kinds.ts';
import { groupOfCrd } from '../../../gateway-api/release.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import { crdNameOf } from '../../../gateway-api/crd.ts';
import { defineRule } from '../rule.ts';

export const crdMissing = defineRule<{ readonly kind: string }>({
  code: 'GW7010',
  name: 'crd-missing',
  severity: 'error',
  inputs: [CUSTOM_RESOURCE_DEFINITION, 'judgements'],
  what: 'Manifests hold a kind of the Gateway API whose CRD is not there, while other CRDs of the Gateway API are.',
  why: 'The API server does not know the kind: `kubectl apply` ends with `no matches for kind`, and nothing of the object comes true.',
  how: 'Install the CRD: of the same release as the others, from the experimental channel where the standard one does not have the kind.',
  bad: `
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
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: shop}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: store}]
  to: [{group: '', kind: Service}]
`,
  good: `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: referencegrants.gateway.networking.k8s.io
  annotations: {gateway.networking.k8s.io/bundle-version: v1.6.3, gateway.networking.k8s.io/channel: standard}
spec:
  group: gateway.networking.k8s.io
  scope: Namespaced
  names: {kind: ReferenceGrant, plural: referencegrants}
  versions: [{name: v1, served: true, storage: true}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: shop}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: store}]
  to: [{group: '', kind: Service}]
`,
  *check(world) {
    const { snapshot } = world;
    const crds = snapshot.list(CUSTOM_RESOURCE_DEFINITION);
    const isInstalled = crds.some((crd) => isGatewayApiGroup(groupOfCrd(crd.metadata.name)));
    if (!isInstalled || !snapshot.holdsAll(CUSTOM_RESOURCE_DEFINITION)) return;
    const defined = new Set(crds.map((crd) => crd.metadata.name));
    // One finding a namespace: what is missing is one thing.
    const places = new Map<string, ObjectRef[]>();
    for (const { ref } of world.judgements()) {
      const name = crdNameOf(ref);
      if (name !== undefined && !defined.has(name)) addTo(places, `${name} ${ref.namespace ?? ''}`, ref);
    }
    for (const [subject, ...related] of places.values()) {
      if (subject !== undefined) yield { subject, path: 'kind', args: { kind: subject.kind }, related };
    }
  },
  say: ({ kind }) => `no CRD is there for the kind ${kind}`,
});
