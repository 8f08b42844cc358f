const KINDS = [
  ['GatewayClass', 'gatewayclasses', 'Cluster'],
  ['Gateway', 'gateways', 'Namespaced'],
  ['HTTPRoute', 'httproutes', 'Namespaced'],
] as const;

/** The CRDs that examples need beside a Gateway and an HTTPRoute, of v1.6.3, cut down to what says so. */
export function exampleCrds(channel: 'standard' | 'experimental'): string {
  return KINDS.map(
    ([kind, plural, scope]) => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${plural}.gateway.networking.k8s.io
  annotations: {gateway.networking.k8s.io/bundle-version: v1.6.3, gateway.networking.k8s.io/channel: ${channel}}
spec:
  group: gateway.networking.k8s.io
  scope: ${scope}
  names: {kind: ${kind}, plural: ${plural}}
  versions: [{name: v1, served: true, storage: true}]
`,
  ).join('---');
}
