import type { ObjectRef } from '../../../model/ref.ts';
import { EXAMPLE_SHOP } from '../examples.ts';
import { defineRule } from '../rule.ts';

interface Overridden {
  readonly by: readonly ObjectRef[];
  readonly paths: number;
}

export const policyOverridden = defineRule<Overridden>({
  code: 'GW5050',
  name: 'policy-overridden',
  // What a Gateway says for routes to come is a good default, though each of today's routes has its own word.
  severity: 'info',
  inputs: ['policies'],
  what: 'Other policies override all that a policy says, on every path.',
  why: 'It has no effect anywhere: whoever relies on it, or changes it, is mistaken.',
  how: 'Keep it if it is a default for what is to come. Else delete it, or let the other policies leave out what it should decide. `gwctl effective` shows what takes effect and who set it.',
  beside: EXAMPLE_SHOP,
  bad: `
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: BackendTrafficPolicy
metadata: {name: gateway}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: web}]
  timeout: {http: {requestTimeout: 60s}}
---
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: BackendTrafficPolicy
metadata: {name: home}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: home}]
  timeout: {http: {requestTimeout: 5s}}
`,
  good: `
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: BackendTrafficPolicy
metadata: {name: gateway}
spec:
  targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: web}]
  timeout: {http: {requestTimeout: 60s}}
`,
  *check(world) {
    for (const { policy, paths, overriddenBy, conflicts } of world.policyReports()) {
      if (paths.none === 0 || paths.all + paths.part + paths.unknown > 0 || overriddenBy.length === 0) continue;
      // Of two on one target the older is established: Conflicted.
      if (conflicts.some(({ established }) => established)) continue;
      const by = [...new Set(overriddenBy.map((one) => one.policy.ref))];
      yield { subject: policy.ref, path: 'spec', args: { by, paths: paths.none }, related: by.slice(0, MOST_RELATED) };
    }
  },
  say: ({ by, paths }, words) =>
    `has no effect: ${words.list(by.map(words.name))} ${by.length === 1 ? 'overrides' : 'override'} it on ${paths === 1 ? 'its only path' : `every path (${paths})`}`,
});

const MOST_RELATED = 10;
