import { TO_CART, gatewayOf, routeOf } from './examples.ts';
import { departureRule } from './departure-rule.ts';

export const pathComparedOtherwise = departureRule({
  code: 'GW9005',
  name: 'path-compared-otherwise',
  severity: 'warning',
  codes: ['expressionNotWhole', 'prefixSlashCounts', 'prefixByCharacters', 'exactHasWildcards', 'pathNormalised'],
  what: 'This controller compares paths otherwise than the specification: by part of an expression, with the `/` at the end of a prefix, or by characters.',
  why: 'The rule answers fewer or more requests than is written.',
  how: 'Write the match so that both readings agree: no `/` at the end of a prefix, an expression for the whole path.',
  beside: gatewayOf('gateway.nginx.org/nginx-gateway-controller'),
  bad: routeOf(
    'shop',
    `  - matches: [{path: {value: /cart/}}]
    ${TO_CART}`,
  ),
  good: routeOf(
    'shop',
    `  - matches: [{path: {value: /cart}}]
    ${TO_CART}`,
  ),
});
