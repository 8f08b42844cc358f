import { wholeOf } from '../../../model/ref.ts';
import { kindsAt } from '../../../routing/listener-rows.ts';
import { EXAMPLE_CLASS, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';

const WEB = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web}
spec:
  gatewayClassName: acme
  listeners: [{name: http, port: 80, protocol: HTTP}, {name: alt, port: 8080, protocol: HTTP}]
`;

function cart(parent: string): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  parentRefs: [${parent}]
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`;
}

export const listenerWithoutRoutes = defineRule<object>({
  code: 'GW3050',
  name: 'listener-without-routes',
  severity: 'info',
  inputs: ['traffic'],
  what: 'No route attaches to a listener.',
  why: 'Its port is open and answers nothing (404 for HTTP): either a route is missing, or the listener is left over.',
  how: 'Attach a route, or remove the listener.',
  beside: `${EXAMPLE_CLASS}---${EXAMPLE_SERVICE}---${WEB}`,
  bad: cart('{name: web, sectionName: http}'),
  good: cart('{name: web}'),
  *check(world) {
    for (const { own, rows } of world.traffic()) {
      // Where not all routes could be read, one may attach.
      if (own.serving.state !== 'yes' || rows.length > 0 || !kindsAt(own).every((kind) => own.knowsAll(kind))) continue;
      yield { subject: wholeOf(own.ref), path: `spec.listeners[${own.listener.index}]`, args: {} };
    }
  },
  say: () => 'no route attaches to it',
});
