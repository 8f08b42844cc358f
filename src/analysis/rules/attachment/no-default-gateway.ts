import { GATEWAY, ROUTE_KINDS } from '../../../gateway-api/kinds.ts';
import { readParentRefs } from '../../../gateway-api/parent-ref.ts';
import {
  DEFAULT_GATEWAYS_PATH,
  defaultGateways,
  usesDefaultGateways,
} from '../../../graph/resolve/default-gateways.ts';
import { refOf } from '../../../model/ref.ts';
import { EXAMPLE_CLASS, EXAMPLE_SERVICE } from '../examples.ts';
import { defineRule } from '../rule.ts';

interface Defaulted {
  /** Whether the route names parents as well. */
  readonly hasParents: boolean;
}

const CART = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: cart}
spec:
  useDefaultGateways: All
  rules: [{backendRefs: [{name: cart, port: 8080}]}]
`;

function web(more: string): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: web}
spec:
  gatewayClassName: acme
  listeners: [{name: http, port: 80, protocol: HTTP}]${more}
`;
}

export const noDefaultGateway = defineRule<Defaulted>({
  code: 'GW3060',
  name: 'no-default-gateway',
  severity: 'warning',
  inputs: [...ROUTE_KINDS, GATEWAY],
  what: 'A route wants to attach to the default Gateways, and no Gateway is one.',
  why: 'It attaches to nothing by that field (GEP-3793), and no controller says so: nobody is asked.',
  how: 'Make a Gateway a default one with `spec.defaultScope: All`, or name a Gateway in `spec.parentRefs`.',
  beside: `${EXAMPLE_CLASS}---${EXAMPLE_SERVICE}`,
  bad: `${web('')}---${CART}`,
  good: `${web('\n  defaultScope: All')}---${CART}`,
  *check({ snapshot, wants }) {
    if (defaultGateways(snapshot).length > 0 || !snapshot.holdsAll(GATEWAY)) return;
    for (const kind of ROUTE_KINDS) {
      for (const route of snapshot.list(kind)) {
        if (!wants(route) || !usesDefaultGateways(route)) continue;
        const hasParents = readParentRefs(route).length > 0;
        yield { subject: refOf(route), path: DEFAULT_GATEWAYS_PATH, args: { hasParents } };
      }
    }
  },
  say: ({ hasParents }) =>
    hasParents
      ? 'adds nothing to its parentRefs: no Gateway has spec.defaultScope: All'
      : 'attaches to nothing: no Gateway has spec.defaultScope: All',
});
