import { GRPC_ROUTE, HTTP_ROUTE } from '../../../gateway-api/kinds.ts';
import { readPath, readStrings } from '../../../model/read.ts';
import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { httpFilters } from './http-rules.ts';

export const corsAnyOriginWithCredentials = defineRule<object>({
  code: 'GW4013',
  name: 'cors-any-origin-with-credentials',
  severity: 'warning',
  inputs: [HTTP_ROUTE, GRPC_ROUTE],
  reach: 'namespace',
  what: 'A CORS filter allows every origin, and credentials.',
  why: 'Every page on the web may then act for a user who is logged in, with cookies, and read the answers. A gateway has to name the origin of the request in place of `*`, since browsers refuse `*` with credentials.',
  how: 'List the origins that may send credentials, or leave out allowCredentials.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - filters: [{type: CORS, cors: {allowOrigins: ['*'], allowCredentials: true}}]
    backendRefs: [{name: cart, port: 8080}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - filters: [{type: CORS, cors: {allowOrigins: ['https://shop.example.com'], allowCredentials: true}}]
    backendRefs: [{name: cart, port: 8080}]
`,
  *check(world) {
    for (const { subject, path, filter } of httpFilters(world)) {
      const cors = filter['type'] === 'CORS' ? filter['cors'] : undefined;
      if (readPath(cors, 'allowCredentials') !== true) continue;
      const index = readStrings(readPath(cors, 'allowOrigins')).indexOf('*');
      if (index >= 0) yield { subject, path: `${path}.cors.allowOrigins[${index}]`, args: {} };
    }
  },
  say: () => 'lets every page on the web act for a user who is logged in',
});
