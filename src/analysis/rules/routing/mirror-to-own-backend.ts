import { GRPC_ROUTE, HTTP_ROUTE } from '../../../gateway-api/kinds.ts';
import { readBackendRef } from '../../../gateway-api/backend-ref.ts';
import { readPath } from '../../../model/read.ts';
import { isSameObject } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { httpFilters } from './http-rules.ts';

interface Mirrored {
  readonly backend: ObjectRef;
}

export const mirrorToOwnBackend = defineRule<Mirrored>({
  code: 'GW4007',
  name: 'mirror-to-own-backend',
  severity: 'warning',
  inputs: [HTTP_ROUTE, GRPC_ROUTE],
  reach: 'namespace',
  what: 'A rule mirrors its requests to the backend that answers them all.',
  why: 'The backend gets each request twice, and what it writes happens twice. The answer to the copy is thrown away.',
  how: 'Mirror to another Service, or remove the filter.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - filters: [{type: RequestMirror, requestMirror: {backendRef: {name: cart, port: 8080}}}]
    backendRefs: [{name: cart, port: 8080}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - backendRefs: [{name: cart, port: 8080}]
`,
  *check(world) {
    for (const { subject, path, rule, filter } of httpFilters(world)) {
      if (filter['type'] !== 'RequestMirror') continue;
      const copy = readBackendRef(readPath(filter, 'requestMirror', 'backendRef'), subject.namespace);
      const [own, ...others] = rule.backendRefs.filter(({ weight }) => weight > 0);
      // Beside others it may be the version that is tried out.
      if (own === undefined || others.length > 0 || !isSameObject(own, copy) || own.port !== copy.port) continue;
      const { group, kind, namespace, name } = own;
      const backend = { group, kind, namespace, name };
      yield { subject, path: `${path}.requestMirror.backendRef`, args: { backend }, related: [backend] };
    }
  },
  say: ({ backend }, words) => `mirrors to ${words.name(backend)}, which answers all requests of the rule itself`,
});
