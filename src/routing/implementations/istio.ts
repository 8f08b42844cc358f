import type { Implementation } from './behaviours.ts';

/** Istio, as of main of 2026-08-22. */
export const ISTIO: Implementation = {
  name: 'Istio',
  version: 'main of 2026-08-22',
  controllerNames: [
    'istio.io/gateway-controller',
    'istio.io/mesh-controller',
    'istio.io/unmanaged-gateway',
    'istio.io/eastwest-controller',
    'openshift.io/gateway-controller/v1',
  ],
  behaviours: {
    regexAnchor: {
      value: 'full',
      confidence: 'code',
      source: 'Envoy, source/common/{router/config_impl,http/header_utility,grpc/status}.cc',
    },
    prefixTrailingSlash: {
      value: 'trim',
      confidence: 'code',
      source: 'pilot/pkg/config/kube/gateway/{conversion,route_collections}.go',
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
    hostFallthrough: { value: false, confidence: 'code', source: 'pilot/pkg/networking/core/{gateway,route/route}.go' },
    prefixUnit: {
      value: 'segment',
      confidence: 'code',
      source: 'pilot/pkg/config/kube/gateway/{conversion,route_collections}.go',
    },
    noEndpoints: {
      value: 503,
      confidence: 'code',
      source: 'Envoy, source/common/{router/config_impl,http/header_utility,grpc/status}.cc',
    },
    hostKey: {
      value: 'intersected',
      confidence: 'code',
      source: 'pilot/pkg/config/kube/gateway/{conversion,route_collections}.go',
    },
    listenerPick: {
      value: 'samePortProtoSubset',
      confidence: 'code',
      source: 'pilot/pkg/config/kube/gateway/{conversion,route_collections}.go',
    },
    order: {
      value: ['exactPrefixRegex', 'pathLength', 'method', 'headerCount', 'queryCount', 'age'],
      confidence: 'code',
      source: 'pilot/pkg/config/kube/gateway/conversion.go, sortHTTPRoutes',
    },
    misdirected: { value: 'serve', confidence: 'inferred', source: 'concluded from what Envoy does by default' },
    normalise: {
      value: { dotSegments: true, mergeSlashes: false, escapedSlash: 'keep' },
      confidence: 'code',
      source: 'pilot/pkg/config/kube/gateway/{conversion,route_collections}.go',
    },
    duplicateMatchEntry: {
      value: 'all',
      confidence: 'code',
      source: 'pilot/pkg/config/kube/gateway/{conversion,route_collections}.go',
    },
    mixedInvalid: {
      value: 'share500',
      confidence: 'code',
      source: 'pilot/pkg/config/kube/gateway/{conversion,route_collections}.go',
    },
    noBackend: {
      value: 500,
      confidence: 'code',
      source: 'pilot/pkg/config/kube/gateway/{conversion,route_collections}.go',
    },
    zeroWeights: {
      value: 500,
      confidence: 'code',
      source: 'pilot/pkg/config/kube/gateway/{conversion,route_collections}.go',
    },
    badMirror: {
      value: 'drop',
      confidence: 'code',
      source: 'pilot/pkg/config/kube/gateway/{conversion,route_collections}.go',
    },
    unknownFilter: {
      value: 'routeDropped',
      confidence: 'code',
      source: 'pilot/pkg/config/kube/gateway/{conversion,route_collections}.go',
    },
    grpcInvalid: {
      value: 2,
      confidence: 'code',
      source: 'pilot/pkg/config/kube/gateway/{conversion,route_collections}.go',
    },
    grpcServiceOnly: {
      value: 'prefix',
      confidence: 'code',
      source: 'pilot/pkg/config/kube/gateway/{conversion,route_collections}.go',
    },
    redirectPortDefault: {
      value: 'listener',
      confidence: 'code',
      source: 'pilot/pkg/config/kube/gateway/conversion.go, createRedirectFilter',
    },
    sameMatchTwoRoutes: {
      value: 'oldest',
      confidence: 'code',
      source: 'pilot/pkg/config/kube/gateway/{conversion,route_collections}.go',
    },
    defaultRetries: {
      value: 2,
      confidence: 'code',
      source: 'pilot/pkg/config/kube/gateway/{conversion,route_collections}.go',
    },
    catchAllEndsTable: {
      value: true,
      confidence: 'code',
      source: 'pilot/pkg/networking/core/route/route.go, IsCatchAllRoute',
    },
    supportedFeaturesWritten: {
      value: false,
      confidence: 'code',
      source: 'pilot/pkg/config/kube/gateway/{conversion,route_collections}.go',
    },
    missingServicePort: {
      value: 'ResolvedRefs stays True, 500',
      confidence: 'code',
      source: 'pilot/pkg/config/kube/gateway/{conversion,route_collections}.go',
    },
  },
};
