import { BACKEND_LB_POLICY, GRPC_ROUTE, HTTP_ROUTE, X_BACKEND_TRAFFIC_POLICY } from '../../../gateway-api/kinds.ts';
import { readRules } from '../../../gateway-api/route.ts';
import type { Fact } from '../../../model/fact.ts';
import type { KubernetesObject } from '../../../model/object.ts';
import { isRecord, readPath } from '../../../model/read.ts';
import { refOf } from '../../../model/ref.ts';
import { normalizeSessionPersistence } from '../../../policy/settings/session-persistence.ts';
import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';

interface Old {
  readonly fact: Fact;
}

export const oldSessionPersistence = defineRule<Old>({
  code: 'GW5056',
  name: 'old-session-persistence',
  severity: 'warning',
  inputs: [HTTP_ROUTE, GRPC_ROUTE, X_BACKEND_TRAFFIC_POLICY, BACKEND_LB_POLICY],
  reach: 'namespace',
  what: 'A `sessionPersistence` has fields that the API has no more since v1.7: `sessionName`, `cookieConfig`, `idleTimeout`.',
  why: 'With the CRDs of v1.7 the API server drops them, and the session goes by a cookie of another name and lifetime.',
  how: 'Write `cookie.name` or `header.name` for `sessionName`, and `cookie.lifetimeType` for `cookieConfig.lifetimeType`.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - sessionPersistence: {sessionName: cart}
    backendRefs: [{name: cart, port: 8080}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - sessionPersistence: {cookie: {name: cart}}
    backendRefs: [{name: cart, port: 8080}]
`,
  *check({ snapshot, wants }) {
    for (const kind of [HTTP_ROUTE, GRPC_ROUTE, X_BACKEND_TRAFFIC_POLICY, BACKEND_LB_POLICY]) {
      for (const object of snapshot.list(kind)) {
        if (!wants(object)) continue;
        for (const { path, written } of sessionsOf(object)) {
          if (!isRecord(written)) continue;
          const fact = normalizeSessionPersistence(written).problems.find(({ code }) => code === 'oldFields');
          if (fact !== undefined) yield { subject: refOf(object), path, args: { fact } };
        }
      }
    }
  },
  say: ({ fact }, words) => `has ${words.fact(fact)}`,
});

/** What an object writes of session persistence: each rule of a route, or a policy as a whole. */
function sessionsOf(object: KubernetesObject): readonly { readonly path: string; readonly written: unknown }[] {
  return [
    { path: 'spec.sessionPersistence', written: readPath(object, 'spec', 'sessionPersistence') },
    ...readRules(object).map(({ index, source }) => ({
      path: `spec.rules[${index}].sessionPersistence`,
      written: readPath(source, 'sessionPersistence'),
    })),
  ];
}
