import { TO_CART, TO_OTHER, gatewayOf, routeOf } from './examples.ts';
import { departureRule } from './departure-rule.ts';

export const pathChosenAlone = departureRule({
  code: 'GW9003',
  name: 'path-chosen-alone',
  severity: 'warning',
  codes: ['pathChosenAlone'],
  what: 'This controller chooses by the path first, and finds no way back where method, headers or query parameters of the longest path do not match.',
  why: 'A request that a shorter path would serve is answered with 404. NGINX evaluates the other conditions inside of one location.',
  how: 'Add a rule for the longer path without the condition, with the backends of the shorter one.',
  beside: gatewayOf('gateway.nginx.org/nginx-gateway-controller'),
  bad: routeOf(
    'shop',
    `  - matches: [{path: {value: /cart}, method: POST}]
    ${TO_CART}
  - ${TO_OTHER}`,
  ),
  good: routeOf(
    'shop',
    `  - matches: [{path: {value: /cart}}]
    ${TO_CART}
  - ${TO_OTHER}`,
  ),
});
