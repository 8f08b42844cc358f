import { TO_CART, TO_OTHER, gatewayOf, routeOf } from './examples.ts';
import { departureRule } from './departure-rule.ts';

export const fieldsComparedOtherwise = departureRule({
  code: 'GW9006',
  name: 'fields-compared-otherwise',
  severity: 'warning',
  codes: ['headersOneByOne', 'queryNotDecoded', 'queryOccurrence', 'serviceAloneNeverMatches'],
  what: 'This controller compares headers, query parameters or gRPC services otherwise than the specification.',
  why: 'The rule does not answer requests that it should, or answers others.',
  how: 'Match on something that all read alike: one header with one value, query values without escapes, a gRPC service with its method.',
  beside: gatewayOf('gateway.envoyproxy.io/gatewayclass-controller'),
  bad: routeOf(
    'shop',
    `  - matches: [{queryParams: [{name: q, value: a b}]}]
    ${TO_CART}
  - ${TO_OTHER}`,
  ),
  good: routeOf(
    'shop',
    `  - matches: [{queryParams: [{name: q, value: ab}]}]
    ${TO_CART}
  - ${TO_OTHER}`,
  ),
});
