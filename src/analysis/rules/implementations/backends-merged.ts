import { TO_CART, TO_OTHER, gatewayOf, routeOf } from './examples.ts';
import { departureRule } from './departure-rule.ts';

export const backendsMerged = departureRule({
  code: 'GW9011',
  name: 'backends-merged',
  severity: 'warning',
  codes: ['backendsMerged'],
  what: 'Two routes match the same requests, and this controller sends them to the backends of both.',
  why: 'By the specification the older route takes them all: here both get traffic, and no status says so.',
  how: 'Remove one of the routes, or make their matches differ.',
  beside: gatewayOf('io.cilium/gateway-controller'),
  also: ['GW4001'],
  bad: `${routeOf('a', `  - ${TO_CART}`, 'shop.example.com')}---${routeOf('b', `  - ${TO_OTHER}`, 'shop.example.com')}`,
  good: `${routeOf('a', `  - ${TO_CART}`, 'a.example.com')}---${routeOf('b', `  - ${TO_OTHER}`, 'b.example.com')}`,
});
