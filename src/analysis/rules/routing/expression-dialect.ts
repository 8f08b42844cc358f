import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { httpExpressions } from './expressions.ts';

interface Dialect {
  readonly expression: string;
}

export const expressionDialect = defineRule<Dialect>({
  code: 'GW4005',
  name: 'expression-dialect',
  severity: 'warning',
  inputs: ['traffic'],
  what: 'A regular expression is not RE2: it has a look-around, a back reference or a mistake.',
  why: 'The dialect is up to the implementation. Those built on Envoy read RE2 and refuse the route, or the whole listener; others read PCRE and take it.',
  how: 'Write the expression without look-arounds and back references, or use Exact and PathPrefix.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - matches: [{path: {type: RegularExpression, value: '/(?!admin).*'}}]
    backendRefs: [{name: cart, port: 8080}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - matches: [{path: {type: RegularExpression, value: '/cart/[0-9]+'}}]
    backendRefs: [{name: cart, port: 8080}]
`,
  *check(world) {
    for (const { row, field, test } of httpExpressions(world)) {
      if (test.pattern === undefined) yield { subject: row.ref, path: field, args: { expression: test.value } };
    }
  },
  say: ({ expression }) => `${expression} is not RE2, which implementations on Envoy read: they refuse it`,
});
