import type { Implementation } from './behaviours.ts';

/** AWS Load Balancer Controller, as of main of 2026-08-17. */
export const AWS_LOAD_BALANCER_CONTROLLER: Implementation = {
  name: 'AWS Load Balancer Controller',
  version: 'main of 2026-08-17',
  controllerNames: ['gateway.k8s.aws/alb'],
  behaviours: {
    hostFallthrough: {
      value: true,
      confidence: 'code',
      source: 'pkg/gateway/routeutils/route_rule_precedence.go',
    },
    listenerPick: { value: 'none', confidence: 'documented', source: 'conformance report of v3.5.0' },
    order: {
      value: [
        'preciseHost',
        'hostDots',
        'hostLength',
        'exactPrefixRegex',
        'pathLength',
        'method',
        'headerCount',
        'queryCount',
        'age',
      ],
      confidence: 'code',
      source: 'pkg/gateway/routeutils/route_rule_precedence.go',
    },
    noBackend: {
      value: 503,
      confidence: 'code',
      source: 'pkg/gateway/routeutils/route_rule_precedence.go',
    },
    noEndpoints: {
      value: 503,
      confidence: 'inferred',
      source: 'concluded from the documentation of its load balancer',
    },
    misdirected: {
      value: 'serve',
      confidence: 'inferred',
      source: 'concluded from the documentation of its load balancer',
    },
    redirectPortDefault: {
      value: 'byScheme',
      confidence: 'code',
      source: 'pkg/gateway/routeutils/route_rule_precedence.go',
    },
    redirectCodes: {
      value: [301, 302],
      confidence: 'code',
      source: 'pkg/gateway/routeutils/route_rule_precedence.go',
    },
    wildcardsInExact: {
      value: true,
      confidence: 'code',
      source: 'pkg/gateway/routeutils/route_rule_precedence.go',
    },
  },
};
