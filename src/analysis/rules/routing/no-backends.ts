import { GRPC_ROUTE, HTTP_ROUTE } from '../../../gateway-api/kinds.ts';
import { readString } from '../../../model/read.ts';
import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { httpRules } from './http-rules.ts';

/** Filters that answer by themselves, or may. */
const ANSWERS: ReadonlySet<string> = new Set(['RequestRedirect', 'ExtensionRef']);

export const noBackends = defineRule<object>({
  code: 'GW4004',
  name: 'no-backends',
  severity: 'warning',
  inputs: [HTTP_ROUTE, GRPC_ROUTE],
  reach: 'namespace',
  what: 'A rule has neither backends nor a filter that answers.',
  why: 'Its requests are answered with status 500, or with 404 by some controllers: the specification leaves open which (`rules[].backendRefs`).',
  how: 'Name a backend, add a redirect, or remove the rule.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{matches: [{path: {value: /cart}}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{matches: [{path: {value: /cart}}], backendRefs: [{name: cart, port: 8080}]}]
`,
  *check(world) {
    for (const { subject, path, rule } of httpRules(world)) {
      const isAnswered = rule.filters.some(({ type }) => ANSWERS.has(readString(type) ?? ''));
      if (rule.backendRefs.length === 0 && !isAnswered) yield { subject, path, args: {} };
    }
  },
  say: () => 'has no backendRefs, and no filter answers in their place',
});
