import { GRPC_ROUTE, HTTP_ROUTE } from '../../../gateway-api/kinds.ts';
import { readRecords, readString } from '../../../model/read.ts';
import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { httpRules } from './http-rules.ts';

interface Host {
  readonly name: string;
}

const OF_HOST: ReadonlySet<string> = new Set(['host', ':authority']);

export const hostAsHeader = defineRule<Host>({
  code: 'GW4014',
  name: 'host-as-header',
  severity: 'warning',
  inputs: [HTTP_ROUTE, GRPC_ROUTE],
  reach: 'namespace',
  what: 'A match asks for the host as if it were a header.',
  why: 'The host chooses the route before its matches are looked at, by `spec.hostnames`; some implementations never show it to header matches, and others show it with its port.',
  how: 'Write the host into `spec.hostnames`, in a route of its own if the others of the route do not share it.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - matches: [{headers: [{name: Host, value: cart.example.com}]}]
    backendRefs: [{name: cart, port: 8080}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  hostnames: [cart.example.com]
  rules:
  - backendRefs: [{name: cart, port: 8080}]
`,
  *check(world) {
    for (const { subject, path, rule } of httpRules(world)) {
      for (const [match, { headers }] of rule.matches.entries()) {
        for (const [index, header] of readRecords(headers).entries()) {
          const name = readString(header['name']) ?? '';
          if (!OF_HOST.has(name.toLowerCase())) continue;
          yield { subject, path: `${path}.matches[${match}].headers[${index}]`, args: { name } };
        }
      }
    }
  },
  say: ({ name }) => `matches ${name} as a header: spec.hostnames is where the host is chosen`,
});
