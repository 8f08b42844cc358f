import type { Implementation } from './behaviours.ts';

/** Traefik, as of v3.7.13. */
export const TRAEFIK: Implementation = {
  name: 'Traefik',
  version: 'v3.7.13',
  controllerNames: ['traefik.io/gateway-controller'],
  behaviours: {
    hostFallthrough: { value: true, confidence: 'live', source: 'seen with Traefik v3.7.13 and Gateway API v1.6.3' },
    hostKey: { value: 'sum', confidence: 'code', source: 'pkg/provider/kubernetes/gateway/{httproute,grpcroute}.go' },
    listenerPick: { value: 'none', confidence: 'live', source: 'seen with Traefik v3.7.13 and Gateway API v1.6.3' },
    order: {
      value: ['sum', 'routerName'],
      confidence: 'code',
      source: 'pkg/provider/kubernetes/gateway/httproute.go, buildMatchRule',
    },
    sumWeights: {
      value: {
        exact: 100000,
        prefixBase: 10000,
        regexBase: 10000,
        perPathCharacter: 100,
        prefixSlashOnly: 1,
        method: 1000,
        perHeader: 100,
        perQuery: 10,
        plusLongestHostnameLength: true,
        plusRulesMinusIndex: true,
      },
      confidence: 'code',
      source: 'pkg/provider/kubernetes/gateway/httproute.go, buildMatchRule',
    },
    misdirected: { value: 'serve', confidence: 'live', source: 'seen with Traefik v3.7.13 and Gateway API v1.6.3' },
    regexAnchor: { value: 'none', confidence: 'live', source: 'seen with Traefik v3.7.13 and Gateway API v1.6.3' },
    headerRegexAnchor: { value: 'none', confidence: 'code', source: 'pkg/muxer/http, pkg/middlewares/gatewayapi' },
    pathRegexDialect: {
      value: 'Go RE2',
      confidence: 'code',
      source: 'pkg/provider/kubernetes/gateway/{httproute,grpcroute}.go',
    },
    prefixTrailingSlash: { value: 'trim', confidence: 'code', source: 'pkg/muxer/http, pkg/middlewares/gatewayapi' },
    prefixUnit: { value: 'segment', confidence: 'code', source: 'pkg/muxer/http, pkg/middlewares/gatewayapi' },
    normalise: {
      value: { dotSegments: true, mergeSlashes: true, escapedSlash: 'keep' },
      confidence: 'code',
      source: 'pkg/muxer/http, pkg/middlewares/gatewayapi',
    },
    duplicateRequestHeader: { value: 'any', confidence: 'code', source: 'pkg/muxer/http, pkg/middlewares/gatewayapi' },
    queryDecoded: { value: true, confidence: 'code', source: 'pkg/muxer/http, pkg/middlewares/gatewayapi' },
    queryRepeated: { value: 'any', confidence: 'code', source: 'pkg/muxer/http, pkg/middlewares/gatewayapi' },
    mixedInvalid: {
      value: 'share500',
      confidence: 'code',
      source: 'pkg/provider/kubernetes/gateway/{httproute,grpcroute}.go',
    },
    noBackend: { value: 500, confidence: 'code', source: 'pkg/provider/kubernetes/gateway/{httproute,grpcroute}.go' },
    zeroWeights: { value: 503, confidence: 'live', source: 'seen with Traefik v3.7.13 and Gateway API v1.6.3' },
    noEndpoints: { value: 503, confidence: 'code', source: 'pkg/provider/kubernetes/gateway/{httproute,grpcroute}.go' },
    badMirror: {
      value: 'unsupported500',
      confidence: 'live',
      source: 'seen with Traefik v3.7.13 and Gateway API v1.6.3',
    },
    unsupportedFilters: {
      value: ['RequestMirror', 'CORS'],
      confidence: 'live',
      source: 'seen with Traefik v3.7.13 and Gateway API v1.6.3',
    },
    unknownFilter: { value: 'rule500', confidence: 'live', source: 'seen with Traefik v3.7.13 and Gateway API v1.6.3' },
    grpcInvalid: { value: null, confidence: 'live', source: 'seen with Traefik v3.7.13 and Gateway API v1.6.3' },
    grpcNoMatch: { value: null, confidence: 'live', source: 'seen with Traefik v3.7.13 and Gateway API v1.6.3' },
    grpcServiceOnly: {
      value: 'prefix',
      confidence: 'code',
      source: 'pkg/provider/kubernetes/gateway/{httproute,grpcroute}.go',
    },
    redirectPortDefault: {
      value: 'hostHeader',
      confidence: 'code',
      source: 'pkg/provider/kubernetes/gateway/{httproute,grpcroute}.go',
    },
    redirectCodes: {
      value: [301, 302, 303, 307, 308],
      confidence: 'code',
      source: 'pkg/provider/kubernetes/gateway/{httproute,grpcroute}.go',
    },
    sameMatchTwoRoutes: {
      value: 'ruleCount',
      confidence: 'code',
      source: 'pkg/provider/kubernetes/gateway/{httproute,grpcroute}.go',
    },
    supportedFeaturesWritten: {
      value: true,
      confidence: 'code',
      source: 'pkg/provider/kubernetes/gateway/{httproute,grpcroute}.go',
    },
    attachedRoutes: {
      value: 'counts on listeners that are not attached',
      confidence: 'live',
      source: 'seen with Traefik v3.7.13 and Gateway API v1.6.3',
    },
    ignoredFields: {
      value: ['rules[].timeouts', 'rules[].retry', 'rules[].sessionPersistence'],
      confidence: 'code',
      source: 'pkg/provider/kubernetes/gateway/{httproute,grpcroute}.go',
    },
  },
};
