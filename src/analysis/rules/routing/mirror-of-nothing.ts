import { GRPC_ROUTE, HTTP_ROUTE } from '../../../gateway-api/kinds.ts';
import { readNumber, readPath } from '../../../model/read.ts';
import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { httpFilters } from './http-rules.ts';

export const mirrorOfNothing = defineRule<object>({
  code: 'GW4008',
  name: 'mirror-of-nothing',
  severity: 'warning',
  inputs: [HTTP_ROUTE, GRPC_ROUTE],
  reach: 'namespace',
  what: 'A mirror has a share of 0.',
  why: 'No request is copied (`requestMirror.percent`, `requestMirror.fraction`), as if the filter were not there.',
  how: 'Raise the share, or remove the filter.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - filters: [{type: RequestMirror, requestMirror: {percent: 0, backendRef: {name: copy, port: 80}}}]
    backendRefs: [{name: cart, port: 8080}]
---
apiVersion: v1
kind: Service
metadata: {name: copy}
spec: {ports: [{port: 80}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: copy-1, labels: {kubernetes.io/service-name: copy}}
addressType: IPv4
ports: [{port: 80}]
endpoints: [{addresses: [10.0.0.2], conditions: {ready: true}}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - filters: [{type: RequestMirror, requestMirror: {percent: 5, backendRef: {name: copy, port: 80}}}]
    backendRefs: [{name: cart, port: 8080}]
---
apiVersion: v1
kind: Service
metadata: {name: copy}
spec: {ports: [{port: 80}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: copy-1, labels: {kubernetes.io/service-name: copy}}
addressType: IPv4
ports: [{port: 80}]
endpoints: [{addresses: [10.0.0.2], conditions: {ready: true}}]
`,
  *check(world) {
    for (const { subject, path, filter } of httpFilters(world)) {
      const mirror = filter['type'] === 'RequestMirror' ? filter['requestMirror'] : undefined;
      const numbers = [readPath(mirror, 'percent'), readPath(mirror, 'fraction', 'numerator')].map(readNumber);
      if (numbers.includes(0)) yield { subject, path: `${path}.requestMirror`, args: {} };
    }
  },
  say: () => 'mirrors 0 % of the requests',
});
