import { readList, readPath } from '../../../model/read.ts';
import { EXAMPLE_SHOP } from '../examples.ts';
import { defineRule } from '../rule.ts';

export const duplicateHostname = defineRule<{ readonly hostname: string; readonly index: number }>({
  code: 'GW7106',
  name: 'duplicate-hostname',
  severity: 'info',
  inputs: ['judgements'],
  what: 'A route lists a hostname twice.',
  why: 'The second has no effect; another hostname may have been meant. A route has room for 16.',
  how: 'Leave one of the two out.',
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  hostnames: [cart.example.com, cart.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  hostnames: [cart.example.com, www.cart.example.com]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  *check(world) {
    for (const { ref, object } of world.judgements()) {
      const seen = new Set<unknown>();
      for (const [index, hostname] of readList(readPath(object['spec'], 'hostnames')).entries()) {
        if (typeof hostname !== 'string') continue;
        if (seen.has(hostname)) yield { subject: ref, path: `spec.hostnames[${index}]`, args: { hostname, index } };
        seen.add(hostname);
      }
    }
  },
  say: ({ hostname }) => `${hostname} is listed already`,
  edits: ({ index }) => [{ op: 'remove', path: ['spec', 'hostnames', index] }],
});
