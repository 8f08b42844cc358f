import { readDuration } from '../../../gateway-api/duration.ts';
import { GRPC_ROUTE, HTTP_ROUTE } from '../../../gateway-api/kinds.ts';
import { readPath } from '../../../model/read.ts';
import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { httpRules } from './http-rules.ts';

interface Lifetimes {
  readonly idle: string;
  readonly absolute: string;
}

export const sessionOutlastsLifetime = defineRule<Lifetimes>({
  code: 'GW4016',
  name: 'session-outlasts-lifetime',
  severity: 'warning',
  inputs: [HTTP_ROUTE, GRPC_ROUTE],
  reach: 'namespace',
  what: 'A session may be idle for longer than it lives at all.',
  why: 'The absolute timeout ends the session first, so that the idle timeout has no effect (GEP-1619).',
  how: 'Let `sessionPersistence.absoluteTimeout` be the longer one, or remove `idleTimeout`.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}`,
  // `idleTimeout` is a field of before v1.7.
  also: ['GW5056'],
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - sessionPersistence: {cookie: {name: cart}, absoluteTimeout: 1h, idleTimeout: 24h}
    backendRefs: [{name: cart, port: 8080}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - sessionPersistence: {cookie: {name: cart}, absoluteTimeout: 24h}
    backendRefs: [{name: cart, port: 8080}]
`,
  *check(world) {
    for (const { subject, path, rule } of httpRules(world)) {
      const idle = readPath(rule.source, 'sessionPersistence', 'idleTimeout');
      const absolute = readPath(rule.source, 'sessionPersistence', 'absoluteTimeout');
      const [wait, life] = [readDuration(idle), readDuration(absolute)];
      if (wait === undefined || life === undefined || wait <= life) continue;
      yield { subject, path: `${path}.sessionPersistence`, args: { idle: String(idle), absolute: String(absolute) } };
    }
  },
  say: ({ idle, absolute }) => `may be idle for ${idle}, but ends after ${absolute}`,
});
