import { GRPC_ROUTE, HTTP_ROUTE } from '../../../gateway-api/kinds.ts';
import { readPath, readRecords, readString, readStrings } from '../../../model/read.ts';
import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { httpFilters } from './http-rules.ts';

interface Twice {
  readonly name: string;
  readonly ways: readonly string[];
}

const FIELDS = ['requestHeaderModifier', 'responseHeaderModifier'] as const;

export const headerChangedTwice = defineRule<Twice>({
  code: 'GW4012',
  name: 'header-changed-twice',
  severity: 'warning',
  inputs: [HTTP_ROUTE, GRPC_ROUTE],
  reach: 'namespace',
  what: 'One filter changes a header in several ways: it sets it and removes it, or sets it and adds to it.',
  why: 'The specification leaves the order of `set`, `add` and `remove` open, so that implementations differ in what the other side sees.',
  how: 'Name each header once.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - filters:
    - type: RequestHeaderModifier
      requestHeaderModifier: {set: [{name: X-Team, value: cart}], remove: [x-team]}
    backendRefs: [{name: cart, port: 8080}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - filters:
    - type: RequestHeaderModifier
      requestHeaderModifier: {set: [{name: X-Team, value: cart}], remove: [x-other]}
    backendRefs: [{name: cart, port: 8080}]
`,
  *check(world) {
    for (const { subject, path, filter } of httpFilters(world)) {
      for (const field of FIELDS) {
        const ways = new Map<string, Set<string>>();
        const note = (name: string | undefined, way: string): void => {
          if (name === undefined) return;
          const key = name.toLowerCase();
          ways.set(key, (ways.get(key) ?? new Set()).add(way));
        };
        for (const way of ['set', 'add']) {
          for (const { name } of readRecords(readPath(filter, field, way))) note(readString(name), way);
        }
        for (const name of readStrings(readPath(filter, field, 'remove'))) note(name, 'remove');
        for (const [name, found] of ways) {
          if (found.size > 1) yield { subject, path: `${path}.${field}`, args: { name, ways: [...found] } };
        }
      }
    }
  },
  say: ({ name, ways }, words) => `header ${name} stands in ${words.list(ways)}: which of them acts last is left open`,
});
