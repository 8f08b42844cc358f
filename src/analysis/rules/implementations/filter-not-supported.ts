import { TO_CART, gatewayOf, routeOf } from './examples.ts';
import { departureRule } from './departure-rule.ts';

export const filterNotSupported = departureRule({
  code: 'GW9007',
  name: 'filter-not-supported',
  severity: 'warning',
  codes: ['filterNotSupported', 'filterSkipped', 'routeNotServed', 'mirrorFailsRule'],
  what: 'This controller does not support a filter of the rule.',
  why: 'Some answer 500 for the whole rule, some serve nothing of the route, and some forward requests as if the filter were not there; `Accepted=True` does not tell which.',
  how: 'Use a policy or filter of the controller in its place, or another controller.',
  beside: gatewayOf('traefik.io/gateway-controller'),
  bad: routeOf(
    'shop',
    `  - filters: [{type: RequestMirror, requestMirror: {backendRef: {name: other, port: 80}}}]
    ${TO_CART}`,
  ),
  good: routeOf(
    'shop',
    `  - filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: x, value: shop}]}}]
    ${TO_CART}`,
  ),
});
