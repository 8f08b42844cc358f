import { HTTP_ROUTE, GRPC_ROUTE } from '../../../gateway-api/kinds.ts';
import { refKey, refOf } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import { sessionPersistenceOf } from '../../../policy/settings/session-persistence.ts';
import type { BeatenSource, SettingSource } from '../../../policy/settings/setting.ts';
import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';

interface Outvoted {
  readonly by: SettingSource;
  readonly route: ObjectRef;
}

export const sessionPersistenceOutvoted = defineRule<Outvoted>({
  code: 'GW5055',
  name: 'session-persistence-outvoted',
  severity: 'warning',
  inputs: [HTTP_ROUTE, GRPC_ROUTE, 'policies'],
  what: 'Two objects set the session persistence of one rule and backend.',
  why: 'One of them counts: that of an XBackend, else that of the route rule, else that of the oldest policy. What the others say has no effect there.',
  how: 'Keep one of them.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}---
apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XBackendTrafficPolicy
metadata: {name: cart}
spec:
  targetRefs: [{group: '', kind: Service, name: cart}]
  sessionPersistence: {type: Cookie, cookie: {name: cart}}
`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - sessionPersistence: {type: Cookie, cookie: {name: session}}
    backendRefs: [{name: cart, port: 8080}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`,
  *check(world) {
    const told = new Set<string>();
    for (const object of [HTTP_ROUTE, GRPC_ROUTE].flatMap((kind) => world.snapshot.list(kind))) {
      const route = refOf(object);
      for (const { source, beats } of sessionPersistenceOf(world.policies(), route)) {
        if (source === undefined) continue;
        for (const { ref, field } of beats) {
          const key = `${refKey(ref)} ${field} ${refKey(source.ref)} ${source.field}`;
          if (told.has(key)) continue;
          told.add(key);
          yield { subject: ref, path: field, args: { by: source, route }, related: relatedTo(ref, source, route) };
        }
      }
    }
  },
  say: ({ by, route }, words) =>
    `does not count for ${words.name(route)}: ${by.field} of ${words.name(by.ref)} takes precedence`,
});

function relatedTo(subject: BeatenSource['ref'], { ref }: SettingSource, route: ObjectRef): readonly ObjectRef[] {
  const all = new Map([ref, route].map((one) => [refKey(one), one]));
  all.delete(refKey(subject));
  return [...all.values()];
}
