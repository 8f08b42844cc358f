import { storedVersionsOfCrd, versionsOfCrd } from '../../../gateway-api/crd.ts';
import { CUSTOM_RESOURCE_DEFINITION, isGatewayApiGroup } from '../../../gateway-api/kinds.ts';
import { groupOfCrd } from '../../../gateway-api/release.ts';
import { refOf } from '../../../model/ref.ts';
import { defineRule } from '../rule.ts';

export const storedVersions = defineRule<readonly string[]>({
  code: 'GW7016',
  name: 'stored-versions',
  severity: 'warning',
  inputs: [CUSTOM_RESOURCE_DEFINITION],
  what: 'Objects of a kind of the Gateway API may still be stored in a version that its CRD no longer serves, or calls deprecated.',
  why: 'The API server refuses a CRD that no longer lists a version of `status.storedVersions`: the upgrade to the release that drops the version fails half way.',
  how: 'Write all objects of the kind once more (`kubectl get KIND -A -o json | kubectl replace -f -`), then take the version out of `status.storedVersions` of the CRD (`kubectl patch --subresource=status`).',
  bad: `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: tcproutes.gateway.networking.k8s.io
  annotations: {gateway.networking.k8s.io/bundle-version: v1.6.3, gateway.networking.k8s.io/channel: standard}
spec:
  group: gateway.networking.k8s.io
  scope: Namespaced
  names: {kind: TCPRoute, plural: tcproutes}
  versions: [{name: v1, served: true, storage: true}, {name: v1alpha2, served: false, storage: false}]
status: {storedVersions: [v1alpha2, v1]}
`,
  good: `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: tcproutes.gateway.networking.k8s.io
  annotations: {gateway.networking.k8s.io/bundle-version: v1.6.3, gateway.networking.k8s.io/channel: standard}
spec:
  group: gateway.networking.k8s.io
  scope: Namespaced
  names: {kind: TCPRoute, plural: tcproutes}
  versions: [{name: v1, served: true, storage: true}, {name: v1alpha2, served: false, storage: false}]
status: {storedVersions: [v1]}
`,
  *check({ snapshot }) {
    for (const crd of snapshot.list(CUSTOM_RESOURCE_DEFINITION)) {
      if (!isGatewayApiGroup(groupOfCrd(crd.metadata.name))) continue;
      const versions = new Map(versionsOfCrd(crd).map((version) => [version.name, version]));
      const old = storedVersionsOfCrd(crd).filter((name) => {
        const version = versions.get(name);
        return version !== undefined && (!version.isServed || version.isDeprecated);
      });
      if (old.length > 0) yield { subject: refOf(crd), path: 'status.storedVersions', args: old };
    }
  },
  say: (old, words) => `objects may still be stored as ${words.list(old)}, which is on its way out`,
});
