import type { Implementation } from './behaviours.ts';

/** Envoy Gateway, as of v1.9.1. */
export const ENVOY_GATEWAY: Implementation = {
  name: 'Envoy Gateway',
  version: 'v1.9.1',
  controllerNames: ['gateway.envoyproxy.io/gatewayclass-controller'],
  behaviours: {
    regexAnchor: {
      value: 'full',
      confidence: 'code',
      source: 'Envoy, source/common/{router/config_impl,http/header_utility,grpc/status}.cc',
    },
    prefixTrailingSlash: {
      value: 'trim',
      confidence: 'code',
      source: 'internal/gatewayapi/{route,filters,helpers}.go, internal/xds/translator',
    },
    pathRegexDialect: {
      value: 'RE2',
      confidence: 'code',
      source: 'Envoy, source/common/{router/config_impl,http/header_utility,grpc/status}.cc',
    },
    headerRegexAnchor: {
      value: 'full',
      confidence: 'code',
      source: 'Envoy, source/common/{router/config_impl,http/header_utility,grpc/status}.cc',
    },
    duplicateRequestHeader: {
      value: 'joined',
      confidence: 'code',
      source: 'Envoy, source/common/{router/config_impl,http/header_utility,grpc/status}.cc',
    },
    queryDecoded: {
      value: false,
      confidence: 'code',
      source: 'Envoy, source/common/{router/config_impl,http/header_utility,grpc/status}.cc',
    },
    queryRepeated: {
      value: 'first',
      confidence: 'code',
      source: 'Envoy, source/common/{router/config_impl,http/header_utility,grpc/status}.cc',
    },
    grpcNoMatch: {
      value: 12,
      confidence: 'code',
      source: 'Envoy, source/common/{router/config_impl,http/header_utility,grpc/status}.cc',
    },
    hostFallthrough: {
      value: false,
      confidence: 'live',
      source: 'seen with Envoy Gateway v1.9.1, Envoy 1.40.0 and Gateway API v1.6.3',
    },
    prefixUnit: {
      value: 'segment',
      confidence: 'code',
      source: 'internal/gatewayapi/{route,filters,helpers}.go, internal/xds/translator',
    },
    noEndpoints: {
      value: 503,
      confidence: 'code',
      source: 'Envoy, source/common/{router/config_impl,http/header_utility,grpc/status}.cc',
    },
    hostKey: {
      value: 'intersected',
      confidence: 'code',
      source: 'internal/gatewayapi/{route,filters,helpers}.go, internal/xds/translator',
    },
    listenerPick: { value: 'equalOnly', confidence: 'code', source: 'internal/gatewayapi/helpers.go, computeHosts' },
    order: {
      value: [
        'exactRegexPrefix',
        'pathLength',
        'headerCountWithMethod',
        'exactHeaderCount',
        'cookies',
        'queryCount',
        'exactQueryCount',
        'age',
        'nsName',
        'ruleIndex',
      ],
      confidence: 'code',
      source: 'internal/gatewayapi/sort.go, XdsIRRoutes.Less',
    },
    misdirected: { value: 'serve', confidence: 'inferred', source: 'concluded from what Envoy does by default' },
    normalise: {
      value: { dotSegments: true, mergeSlashes: true, escapedSlash: 'redirect' },
      confidence: 'code',
      source: 'internal/xds/translator/listener.go',
    },
    duplicateMatchEntry: {
      value: 'all',
      confidence: 'code',
      source: 'internal/gatewayapi/{route,filters,helpers}.go, internal/xds/translator',
    },
    mixedInvalid: {
      value: 'share500',
      confidence: 'code',
      source: 'internal/xds/translator/route.go, invalid-backend-cluster',
    },
    noBackend: {
      value: 500,
      confidence: 'live',
      source: 'seen with Envoy Gateway v1.9.1, Envoy 1.40.0 and Gateway API v1.6.3',
    },
    zeroWeights: {
      value: 500,
      confidence: 'code',
      source: 'internal/gatewayapi/{route,filters,helpers}.go, internal/xds/translator',
    },
    badMirror: {
      value: 'rule500',
      confidence: 'live',
      source: 'seen with Envoy Gateway v1.9.1, Envoy 1.40.0 and Gateway API v1.6.3',
    },
    unknownFilter: { value: 'rule500', confidence: 'code', source: 'internal/gatewayapi/route.go' },
    grpcInvalid: {
      value: 2,
      confidence: 'live',
      source: 'seen with Envoy Gateway v1.9.1, Envoy 1.40.0 and Gateway API v1.6.3',
    },
    grpcServiceOnly: {
      value: 'prefix',
      confidence: 'code',
      source: 'internal/gatewayapi/{route,filters,helpers}.go, internal/xds/translator',
    },
    redirectPortDefault: {
      value: 'listener',
      confidence: 'code',
      source: 'internal/gatewayapi/{route,filters,helpers}.go, internal/xds/translator',
    },
    redirectCodes: {
      value: [301, 302, 303, 307, 308],
      confidence: 'code',
      source: 'internal/gatewayapi/{route,filters,helpers}.go, internal/xds/translator',
    },
    sameMatchTwoRoutes: {
      value: 'oldest',
      confidence: 'code',
      source: 'internal/gatewayapi/{route,filters,helpers}.go, internal/xds/translator',
    },
    supportedFeaturesWritten: {
      value: false,
      confidence: 'live',
      source: 'seen with Envoy Gateway v1.9.1, Envoy 1.40.0 and Gateway API v1.6.3',
    },
    attachedRoutes: {
      value: 'counts routes that are not accepted',
      confidence: 'live',
      source: 'seen with Envoy Gateway v1.9.1, Envoy 1.40.0 and Gateway API v1.6.3',
    },
  },
};
