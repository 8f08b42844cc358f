import { GATEWAY, LISTENER_SET } from '../../../gateway-api/kinds.ts';
import { isRecord, readPath } from '../../../model/read.ts';
import { EXAMPLE_CLASS } from '../examples.ts';
import { listenersAt } from '../listeners.ts';
import { defineRule } from '../rule.ts';

export const selectorOfEverything = defineRule<object>({
  code: 'GW8002',
  name: 'selector-of-everything',
  severity: 'warning',
  inputs: [GATEWAY, LISTENER_SET],
  reach: 'namespace',
  what: 'A listener selects namespaces by a selector without requirements.',
  why: 'An empty selector selects every namespace, as `from: All` does, and looks as if it selected some (LabelSelector).',
  how: 'Write the labels that are meant, or `from: All` if all are meant.',
  beside: EXAMPLE_CLASS,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web}
spec:
  gatewayClassName: acme
  listeners: [{name: http, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: Selector, selector: {}}}}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web}
spec:
  gatewayClassName: acme
  listeners: [{name: http, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: web}}}}}]
`,
  *check(world) {
    for (const { subject, listener, path } of listenersAt(world)) {
      if (listener.allowedNamespaces !== 'Selector') continue;
      const selector = readPath(listener.source, 'allowedRoutes', 'namespaces', 'selector');
      if (!isRecord(selector) || !isEmpty(selector['matchLabels']) || !isEmpty(selector['matchExpressions'])) continue;
      yield { subject, path: `${path}.allowedRoutes.namespaces.selector`, args: {} };
    }
  },
  say: () => 'is empty, so that it selects every namespace',
});

function isEmpty(part: unknown): boolean {
  return part === undefined || part === null || (typeof part === 'object' && Object.keys(part).length === 0);
}
