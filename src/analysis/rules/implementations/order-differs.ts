import { TO_CART, TO_OTHER, gatewayOf, routeOf } from './examples.ts';
import { departureRule } from './departure-rule.ts';

export const orderDiffers = departureRule({
  code: 'GW9002',
  name: 'order-differs',
  severity: 'warning',
  codes: ['orderDiffers'],
  what: 'This controller compares matches in another order than the specification, and another rule answers.',
  why: 'Which of two rules that match wins decides where a request goes; Istio, for instance, tries a prefix of `/` before any regular expression, so that the expression never matches.',
  how: 'Write matches of which only one takes the request, or give the wider rule to another hostname.',
  beside: gatewayOf('istio.io/gateway-controller'),
  bad: routeOf(
    'shop',
    `  - matches: [{path: {type: RegularExpression, value: '/cart/[0-9]+'}}]
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
