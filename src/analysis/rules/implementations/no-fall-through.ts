import { TO_CART, TO_OTHER, gatewayOf, routeOf } from './examples.ts';
import { departureRule } from './departure-rule.ts';

export const noFallThrough = departureRule({
  code: 'GW9001',
  name: 'no-fall-through',
  severity: 'warning',
  codes: ['hostDoesNotFallThrough', 'hostFallsThrough', 'hostComparedNarrowed'],
  what: 'A request that no rule of its hostname matches should go on to a route of a less specific hostname, and this controller does not pass it on (or passes it on where it should not).',
  why: 'Controllers that map a hostname to one virtual host answer 404 there: a route for all hosts stops serving a host as soon as another route names it.',
  how: 'Give the route of the hostname a rule for everything else, or name the hostname in the other route too.',
  beside: gatewayOf('gateway.envoyproxy.io/gatewayclass-controller'),
  bad: `${routeOf('all', `  - ${TO_OTHER}`)}---${routeOf(
    'shop',
    `  - matches: [{path: {value: /cart}}]
    ${TO_CART}`,
    'shop.example.com',
  )}`,
  good: routeOf(
    'shop',
    `  - matches: [{path: {value: /cart}}]
    ${TO_CART}`,
    'shop.example.com',
  ),
});
