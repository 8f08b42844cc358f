import { readDuration } from '../../../gateway-api/duration.ts';
import { GRPC_ROUTE, HTTP_ROUTE } from '../../../gateway-api/kinds.ts';
import { readNumber, readPath } from '../../../model/read.ts';
import { EXAMPLE_GATEWAY, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { httpRules } from './http-rules.ts';

interface Outlasting {
  readonly attempts: number;
  readonly backoff: string;
  readonly request: string;
}

export const retriesOutlastTimeout = defineRule<Outlasting>({
  code: 'GW4015',
  name: 'retries-outlast-timeout',
  severity: 'warning',
  inputs: [HTTP_ROUTE, GRPC_ROUTE],
  reach: 'namespace',
  what: 'The pauses between retries alone take longer than the whole request may.',
  why: 'The timeout of the request ends it while it still waits for its next attempt, so that the last retries never happen (`rules[].retry`, `rules[].timeouts.request`).',
  how: 'Lower `retry.attempts` or `retry.backoff`, or raise `timeouts.request`.',
  beside: `${EXAMPLE_GATEWAY}---${EXAMPLE_SERVICE}`,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - timeouts: {request: 2s}
    retry: {attempts: 5, backoff: 1s}
    backendRefs: [{name: cart, port: 8080}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules:
  - timeouts: {request: 10s}
    retry: {attempts: 5, backoff: 1s}
    backendRefs: [{name: cart, port: 8080}]
`,
  *check(world) {
    for (const { subject, path, rule } of httpRules(world)) {
      const attempts = readNumber(readPath(rule.source, 'retry', 'attempts'));
      const backoff = readPath(rule.source, 'retry', 'backoff');
      const request = readPath(rule.source, 'timeouts', 'request');
      const [pause, limit] = [readDuration(backoff), readDuration(request)];
      // A request timeout of 0s is none.
      if (attempts === undefined || pause === undefined || limit === undefined || limit === 0) continue;
      if (attempts * pause <= limit) continue;
      yield { subject, path: `${path}.retry`, args: { attempts, backoff: String(backoff), request: String(request) } };
    }
  },
  say: ({ attempts, backoff, request }) =>
    `${attempts} retries with ${backoff} between them take longer than the ${request} that the request may take`,
});
