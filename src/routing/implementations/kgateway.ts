import type { Implementation } from './behaviours.ts';

/** kgateway, as of files of main, undated. */
export const KGATEWAY: Implementation = {
  name: 'kgateway',
  version: 'files of main, undated',
  controllerNames: ['kgateway.dev/kgateway'],
  behaviours: {
    regexAnchor: {
      value: 'full',
      confidence: 'code',
      source: 'Envoy, source/common/{router/config_impl,http/header_utility,grpc/status}.cc',
    },
    prefixTrailingSlash: {
      value: 'trim',
      confidence: 'code',
      source: 'route.go, query/route.go, gateway_listener_translator.go',
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
      confidence: 'code',
      source: 'route.go, query/route.go, gateway_listener_translator.go',
    },
    prefixUnit: {
      value: 'segment',
      confidence: 'code',
      source: 'route.go, query/route.go, gateway_listener_translator.go',
    },
    noEndpoints: {
      value: 503,
      confidence: 'code',
      source: 'Envoy, source/common/{router/config_impl,http/header_utility,grpc/status}.cc',
    },
    hostKey: {
      value: 'intersected',
      confidence: 'code',
      source: 'route.go, query/route.go, gateway_listener_translator.go',
    },
    listenerPick: { value: 'spec', confidence: 'documented', source: 'conformance report of v2.4.5' },
    order: {
      value: [
        'weightAnnotation',
        'exactRegexPrefix',
        'pathLengthExceptRegex',
        'method',
        'headerCount',
        'queryCount',
        'age',
        'nsName',
        'ruleIndex',
      ],
      confidence: 'code',
      source: 'sortable_route.go',
    },
    misdirected: { value: 'serve', confidence: 'documented', source: 'conformance report of v2.4.5' },
    duplicateMatchEntry: {
      value: 'all',
      confidence: 'code',
      source: 'route.go, query/route.go, gateway_listener_translator.go',
    },
    emptyMatchValue: {
      value: 'present',
      confidence: 'code',
      source: 'route.go, query/route.go, gateway_listener_translator.go',
    },
    mixedInvalid: {
      value: 'share500',
      confidence: 'code',
      source: 'route.go, query/route.go, gateway_listener_translator.go',
    },
    noBackend: { value: 500, confidence: 'code', source: 'route.go, query/route.go, gateway_listener_translator.go' },
    unknownFilter: {
      value: 'rule500',
      confidence: 'code',
      source: 'route.go, query/route.go, gateway_listener_translator.go',
    },
    sameMatchTwoRoutes: {
      value: 'oldest',
      confidence: 'code',
      source: 'route.go, query/route.go, gateway_listener_translator.go',
    },
  },
};
