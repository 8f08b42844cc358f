import type { ObjectRef } from '../../../model/ref.ts';
import { refKey } from '../../../model/ref.ts';
import type { FactOf } from '../../../model/fact.ts';
import { followRule } from '../../../routing/follow-rule.ts';
import { EXAMPLE_GATEWAY } from '../examples.ts';
import { defineRule } from '../rule.ts';
import type { Hit } from '../rule.ts';

interface Loop {
  readonly loop: FactOf<'redirectLoop'>;
  /** Where requests go round. */
  readonly listeners: ObjectRef[];
}

export const redirectLoop = defineRule<Loop>({
  code: 'GW4010',
  name: 'redirect-loop',
  severity: 'warning',
  inputs: ['traffic'],
  what: 'A redirect sends the client to the very request that it answers.',
  why: 'The client comes back until it gives up (`ERR_TOO_MANY_REDIRECTS`). Mostly the route that should redirect plain HTTP to HTTPS is attached to the listener for HTTPS too, because its parentRef names no sectionName.',
  how: 'Attach the redirecting route to the listener for plain HTTP only: `parentRefs[].sectionName`.',
  beside: EXAMPLE_GATEWAY,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: to-port-80}
spec:
  parentRefs: [{name: web}]
  rules:
  - filters: [{type: RequestRedirect, requestRedirect: {port: 80}}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: to-https}
spec:
  parentRefs: [{name: web}]
  rules:
  - filters: [{type: RequestRedirect, requestRedirect: {scheme: https}}]
`,
  check(world) {
    const routing = world.routing();
    // A rule that loops at several listeners is one fault.
    const hits = new Map<string, Hit<Loop>>();
    for (const { rows, use, own } of world.traffic()) {
      for (const { row, reach } of rows) {
        if (reach.state !== 'reached' || !row.rule.filters.some(({ type }) => type === 'RequestRedirect')) continue;
        const { notes } = followRule(routing, reach.request, row, use);
        const loop = notes.find((note) => note.code === 'redirectLoop');
        if (loop === undefined) continue;
        const path = `spec.rules[${row.rule.index}]`;
        const key = `${refKey(row.ref)} ${path}`;
        const hit = hits.get(key) ?? { subject: row.ref, path, args: { loop, listeners: [] } };
        hits.set(key, hit);
        if (!hit.args.listeners.includes(own.ref)) hit.args.listeners.push(own.ref);
      }
    }
    return hits.values().map((hit) => ({ ...hit, related: hit.args.listeners }));
  },
  say: ({ loop, listeners }, words) => `${words.fact(loop)}, at ${words.list(listeners.map(words.name))}`,
});
