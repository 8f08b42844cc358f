import { gatewayOf, routeOf } from './examples.ts';
import { departureRule } from './departure-rule.ts';

export const missingBackendOtherwise = departureRule({
  code: 'GW9008',
  name: 'missing-backend-otherwise',
  severity: 'warning',
  codes: [
    'sharesRedistributed',
    'sharesUnavailable',
    'noBackendStatus',
    'zeroWeightsStatus',
    'zeroWeightsServed',
    'ruleWithoutBackendsSkipped',
  ],
  what: 'This controller treats backends that cannot be used otherwise than the specification.',
  why: 'Some give the share of a missing backend to the others, so that no error shows that it is missing; some answer another status.',
  how: 'Mend the backend; until then expect the answer that is named.',
  beside: gatewayOf('io.cilium/gateway-controller'),
  also: ['GW2001'],
  bad: routeOf('shop', `  - backendRefs: [{name: cart, port: 8080}, {name: gone, port: 80}]`),
  good: routeOf('shop', `  - backendRefs: [{name: cart, port: 8080}, {name: other, port: 80}]`),
});
