import { readPath, readString } from '../../../model/read.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import { EXAMPLE_SHOP } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { isExternalName, servicesBehind } from './services-behind.ts';

interface External {
  readonly ref: ObjectRef;
  readonly name: string;
}

function routeTo(service: string): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: pay}
spec:
  parentRefs: [{name: web}]
  hostnames: [pay.example.com]
  rules: [{backendRefs: [{name: ${service}, port: 8080}]}]
`;
}

export const externalName = defineRule<External>({
  code: 'GW2060',
  name: 'external-name',
  severity: 'warning',
  inputs: ['backend', 'mirror', 'externalAuth'],
  what: 'A route sends to a Service of type ExternalName.',
  why: 'The API advises against it, and what implementations make of it differs: many refuse it or answer with status 500, since by such a name whoever may write a Service reaches what only the proxy may reach (CVE-2021-25740).',
  how: "Use a kind of backend that the implementation has for hosts outside of the cluster (XBackend, or the vendor's own), or a Service without a selector with EndpointSlices of its own.",
  beside: `${EXAMPLE_SHOP}---
apiVersion: v1
kind: Service
metadata: {name: payments}
spec: {type: ExternalName, externalName: payments.example.net, ports: [{name: http, port: 8080}]}
`,
  bad: routeTo('payments'),
  good: routeTo('cart'),
  *check(world) {
    for (const { subject, path, ref, service } of servicesBehind(world)) {
      if (!isExternalName(service)) continue;
      const name = readString(readPath(service, 'spec', 'externalName')) ?? '';
      yield { subject, path, args: { ref, name }, related: [ref] };
    }
  },
  say: ({ ref, name }, words) =>
    `${words.name(ref)} is of type ExternalName${name === '' ? '' : ` (${name})`}, which many implementations refuse`,
});
