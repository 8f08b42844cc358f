import { GATEWAY, LISTENER_SET } from '../../../gateway-api/kinds.ts';
import { EXAMPLE_CLASS } from '../examples.ts';
import { listenersAt } from '../listeners.ts';
import { defineRule } from '../rule.ts';

interface Open {
  readonly hostname: string | undefined;
}

export const openListener = defineRule<Open>({
  code: 'GW8001',
  name: 'open-listener',
  severity: 'info',
  inputs: [GATEWAY, LISTENER_SET],
  reach: 'namespace',
  what: 'A listener for many hostnames takes routes of every namespace.',
  why: 'Whoever may create a route anywhere can claim any of the hostnames: the older route keeps its matches, and gets none of those that are more specific.',
  how: 'Allow the namespaces that need it (`allowedRoutes.namespaces.from: Selector`), or give each team a ListenerSet with its own hostname.',
  beside: EXAMPLE_CLASS,
  bad: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web}
spec:
  gatewayClassName: acme
  listeners: [{name: http, port: 80, protocol: HTTP, hostname: '*.example.com', allowedRoutes: {namespaces: {from: All}}}]
`,
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web}
spec:
  gatewayClassName: acme
  listeners: [{name: http, port: 80, protocol: HTTP, hostname: '*.example.com'}]
`,
  *check(world) {
    for (const { subject, listener, path } of listenersAt(world)) {
      const { hostname, protocol, allowedNamespaces } = listener;
      const hasHostnames = protocol === 'HTTP' || protocol === 'HTTPS' || protocol === 'TLS';
      const isWide = hostname === undefined || hostname.startsWith('*.');
      if (!hasHostnames || !isWide || allowedNamespaces !== 'All') continue;
      yield { subject, path: `${path}.allowedRoutes.namespaces.from`, args: { hostname } };
    }
  },
  say: ({ hostname }) => `routes of every namespace may claim ${hostname === undefined ? 'any hostname' : hostname}`,
});
