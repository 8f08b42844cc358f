import { GRPC_ROUTE, HTTP_ROUTE } from '../../../gateway-api/kinds.ts';
import { readRecords, readString } from '../../../model/read.ts';
import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { httpRules } from './http-rules.ts';

interface Twice {
  readonly name: string;
}

export const headerMatchedTwice = defineRule<Twice>({
  code: 'GW4009',
  name: 'header-matched-twice',
  severity: 'warning',
  inputs: [HTTP_ROUTE, GRPC_ROUTE],
  reach: 'namespace',
  what: 'A match names one header twice, in different spelling.',
  why: 'Names of headers have no case: only the first entry counts, and the others are ignored (`matches[].headers`).',
  how: 'Remove the entry that is ignored; for one of several values use a regular expression, for each of them a match of its own.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - matches: [{headers: [{name: X-Team, value: a}, {name: x-team, value: b}]}]
    backendRefs: [{name: cart, port: 8080}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - matches: [{headers: [{name: X-Team, value: a}]}, {headers: [{name: X-Team, value: b}]}]
    backendRefs: [{name: cart, port: 8080}]
`,
  *check(world) {
    for (const { subject, path, rule } of httpRules(world)) {
      for (const [match, { headers }] of rule.matches.entries()) {
        const seen = new Set<string>();
        for (const [index, header] of readRecords(headers).entries()) {
          const name = readString(header['name']) ?? '';
          const key = name.toLowerCase();
          if (seen.has(key)) {
            yield { subject, path: `${path}.matches[${match}].headers[${index}]`, args: { name } };
          }
          seen.add(key);
        }
      }
    }
  },
  say: ({ name }) => `is ignored: an entry before it names header ${name} too, and only the first counts`,
});
