import { gatewayOf, routeOf } from './examples.ts';
import { departureRule } from './departure-rule.ts';

export const redirectOtherwise = departureRule({
  code: 'GW9009',
  name: 'redirect-otherwise',
  severity: 'warning',
  codes: ['redirectGuarded', 'redirectPathOnly', 'redirectWithoutPort'],
  what: 'This controller redirects elsewhere than the specification says, or not at all.',
  why: 'Which port stands in the Location of a redirect that names none differs between controllers.',
  how: 'Write scheme, hostname and port of the redirect.',
  beside: gatewayOf('konghq.com/gateway-operator', 8080),
  also: ['GW9013'],
  bad: routeOf('old', `  - filters: [{type: RequestRedirect, requestRedirect: {hostname: new.example.org}}]`),
  good: routeOf(
    'old',
    `  - filters: [{type: RequestRedirect, requestRedirect: {scheme: http, hostname: new.example.org, port: 80}}]`,
  ),
});
