import type { Implementation } from './behaviours.ts';

/** NGINX Gateway Fabric, as of main of 2026-08-20. */
export const NGINX_GATEWAY_FABRIC: Implementation = {
  name: 'NGINX Gateway Fabric',
  version: 'main of 2026-08-20',
  controllerNames: ['gateway.nginx.org/nginx-gateway-controller'],
  behaviours: {
    hostFallthrough: {
      value: false,
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    hostKey: {
      value: 'intersected',
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    listenerPick: {
      value: 'sectionNameEqual',
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    order: {
      value: ['exactRegexPrefix', 'pathLength', 'pathFirst', 'method', 'headerCount', 'queryCount', 'age', 'nsName'],
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, createLocations; httpmatches.js, findWinningMatch',
    },
    misdirected: {
      value: '421',
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    regexAnchor: {
      value: 'start',
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    headerRegexAnchor: {
      value: 'none',
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    pathRegexDialect: {
      value: 'PCRE',
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    prefixTrailingSlash: {
      value: 'literal',
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    prefixUnit: {
      value: 'segment',
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    normalise: {
      value: { dotSegments: true, mergeSlashes: true, escapedSlash: 'decode' },
      confidence: 'inferred',
      source: 'concluded from what nginx does with a location',
    },
    duplicateRequestHeader: { value: 'split', confidence: 'code', source: 'httpmatches.js, headersMatch' },
    duplicateMatchEntry: {
      value: 'first',
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    queryDecoded: {
      value: true,
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    queryRepeated: { value: 'first', confidence: 'code', source: 'httpmatches.js, paramsMatch' },
    mixedInvalid: {
      value: 'share500',
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    noBackend: {
      value: 500,
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    zeroWeights: {
      value: 500,
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    noEndpoints: {
      value: 503,
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    badMirror: {
      value: 'drop',
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    unknownFilter: {
      value: 'rule500',
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    grpcInvalid: {
      value: 13,
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    grpcNoMatch: {
      value: 12,
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    grpcServiceOnly: {
      value: 'refused',
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    redirectPortDefault: {
      value: 'listenerPrinted',
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    sameMatchTwoRoutes: {
      value: 'oldest',
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    supportedFeaturesWritten: {
      value: true,
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
    ignoredFields: {
      value: ['rules[].name', 'rules[].timeouts', 'rules[].retry', 'rules[].sessionPersistence (without Plus)'],
      confidence: 'code',
      source: 'internal/controller/nginx/config/servers.go, nginx/modules/src/httpmatches.js',
    },
  },
};
