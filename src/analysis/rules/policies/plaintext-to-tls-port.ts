import { BACKEND_TLS_POLICY, GATEWAY_CLASS, GRPC_ROUTE, HTTP_ROUTE, SERVICE } from '../../../gateway-api/kinds.ts';
import { portSection } from '../../../gateway-api/section.ts';
import { readServicePorts } from '../../../gateway-api/service-port.ts';
import { controllerOf } from '../../../graph/attach/controller-of.ts';
import { parentOf } from '../../../gateway-api/parent-ref.ts';
import { refKey, sameGroupKind, wholeOf } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import { backendTlsOf } from '../../../policy/settings/backend-tls.ts';
import { EXAMPLE_GATEWAY } from '../examples.ts';
import type { RuleWorld } from '../rule-world.ts';
import { defineRule } from '../rule.ts';

interface Plain {
  readonly port: number;
  readonly routes: readonly ObjectRef[];
}

export const plaintextToTlsPort = defineRule<Plain>({
  code: 'GW5054',
  name: 'plaintext-to-tls-port',
  severity: 'warning',
  inputs: ['backend', 'policies', GATEWAY_CLASS],
  what: 'A route leads to a Service port with `appProtocol: https`, and no BackendTLSPolicy acts on it.',
  why: 'By the specification the Gateway speaks TLS to a backend only where a BackendTLSPolicy says so: requests come in plaintext to a port that expects TLS, and fail. Some controllers read appProtocol, or have a policy of their own.',
  how: 'Create a BackendTLSPolicy for the Service, with the hostname and the authority of its certificate.',
  beside: `${EXAMPLE_GATEWAY}---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {ports: [{name: https, port: 443, appProtocol: https}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: cart-1, labels: {kubernetes.io/service-name: cart}}
addressType: IPv4
ports: [{name: https, port: 8443}]
endpoints: [{addresses: [10.0.0.1], conditions: {ready: true}}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [{name: web}]
  rules: [{backendRefs: [{name: cart, port: 443}]}]
`,
  bad: '',
  good: `
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: cart}
spec:
  targetRefs: [{group: '', kind: Service, name: cart}]
  validation: {hostname: cart.example.com, wellKnownCACertificates: System}
`,
  *check(world) {
    const targets = new Map<string, { service: ObjectRef; port: number; routes: Map<string, ObjectRef> }>();
    for (const { from, to, state, appProtocol, port } of world.edges('backend')) {
      if (state !== 'resolved' || appProtocol !== 'https' || port === undefined) continue;
      const route = wholeOf(from);
      if (!sameGroupKind(to, SERVICE) || !(sameGroupKind(route, HTTP_ROUTE) || sameGroupKind(route, GRPC_ROUTE)))
        continue;
      if (readsAppProtocol(world, route)) continue;
      const service = wholeOf(to);
      const key = `${refKey(service)} ${port}`;
      const known = targets.get(key) ?? { service, port, routes: new Map<string, ObjectRef>() };
      targets.set(key, known);
      known.routes.set(refKey(route), route);
    }
    for (const { service, port, routes } of targets.values()) {
      if (!world.snapshot.holdsAll(BACKEND_TLS_POLICY, service.namespace)) continue;
      if (backendTlsOf(world.policies(), { ...service, section: portSection(port) }).length > 0) continue;
      const object = world.graph.node(service).object;
      const index = object === undefined ? -1 : readServicePorts(object).findIndex(({ number }) => number === port);
      const all = [...routes.values()];
      yield {
        subject: service,
        path: index < 0 ? 'spec.ports' : `spec.ports[${index}].appProtocol`,
        args: { port, routes: all },
        related: all.slice(0, MOST_RELATED),
      };
    }
  },
  say: ({ port, routes }, words) =>
    `port ${port} expects TLS (appProtocol https), but no BackendTLSPolicy makes ${words.list(routes.map(words.name))} speak it`,
});

const MOST_RELATED = 10;

/** Whether a controller that takes `appProtocol: https` for an order to speak TLS serves the route. */
function readsAppProtocol({ graph, snapshot }: RuleWorld, route: ObjectRef): boolean {
  return graph.attachments(route).some(({ parentRef }) => {
    const parent = graph.node(parentOf(parentRef)).object;
    const controller = parent === undefined ? undefined : controllerOf(snapshot, parent);
    return controller?.startsWith('traefik.io/') === true;
  });
}
