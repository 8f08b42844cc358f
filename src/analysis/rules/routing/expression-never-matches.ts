import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { httpExpressions } from './expressions.ts';

interface Never {
  readonly expression: string;
}

export const expressionNeverMatches = defineRule<Never>({
  code: 'GW4006',
  name: 'expression-never-matches',
  severity: 'warning',
  inputs: ['traffic'],
  what: 'A path expression begins with text that no path begins with.',
  why: 'A path begins with `/`, and implementations on Envoy match the whole path: an expression that begins with another character matches nothing there, however it fares elsewhere.',
  how: 'Let the expression begin with `/`, or with `.*` if it means the end of a path.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - matches: [{path: {type: RegularExpression, value: 'cart/[0-9]+'}}]
    backendRefs: [{name: cart, port: 8080}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - matches: [{path: {type: RegularExpression, value: '.*/cart/[0-9]+'}}]
    backendRefs: [{name: cart, port: 8080}]
`,
  *check(world) {
    for (const { row, of, field, test } of httpExpressions(world)) {
      const literal = of === 'path' ? (row.path?.literal ?? '') : '';
      if (literal !== '' && !literal.startsWith('/')) {
        yield { subject: row.ref, path: field, args: { expression: test.value } };
      }
    }
  },
  say: ({ expression }) => `${expression} matches no whole path: every path begins with /`,
  fix: ({ expression }) => (/^[\w-]/.test(expression) ? `value: /${expression}` : undefined),
});
