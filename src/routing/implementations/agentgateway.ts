import type { Implementation } from './behaviours.ts';

/** agentgateway, as of main of 2026-08-21. */
export const AGENTGATEWAY: Implementation = {
  name: 'agentgateway',
  version: 'main of 2026-08-21',
  controllerNames: [
    'agentgateway.dev/agentgateway',
    'kgateway.dev/agentgateway',
    'istio.io/agentgateway-controller',
    'istio.io/agentgateway-waypoint-controller',
  ],
  behaviours: {
    hostFallthrough: {
      value: true,
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    hostKey: {
      value: 'original',
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    listenerPick: {
      value: 'bestListener',
      confidence: 'code',
      source: 'route.rs, select_best_route',
    },
    order: {
      value: ['exactPrefixRegex', 'pathLength', 'method', 'headerCount', 'queryCount', 'nsName'],
      confidence: 'code',
      source: 'route.rs, compare_route_match',
    },
    misdirected: {
      value: '404or421',
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    regexAnchor: {
      value: 'full',
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    pathRegexDialect: {
      value: 'Rust regex, leftmost-first',
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    prefixTrailingSlash: {
      value: 'trim',
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    prefixUnit: {
      value: 'segment',
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    normalise: {
      value: { dotSegments: false, mergeSlashes: false, escapedSlash: 'keep' },
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    duplicateRequestHeader: {
      value: 'any',
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    queryDecoded: {
      value: true,
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    queryRepeated: {
      value: 'last',
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    mixedInvalid: {
      value: 'share500',
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    noBackend: {
      value: 500,
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    zeroWeights: {
      value: 500,
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    noEndpoints: {
      value: 503,
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    badMirror: {
      value: 'routeDropped',
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    unknownFilter: {
      value: 'routeDropped',
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    grpcInvalid: {
      value: 14,
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    grpcNoMatch: {
      value: 12,
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    grpcServiceOnly: {
      value: 'never',
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    sameMatchTwoRoutes: {
      value: 'name',
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
    supportedFeaturesWritten: {
      value: true,
      confidence: 'code',
      source: 'route.rs, conversion.go, route_collections.go',
    },
  },
};
