import type { Implementation } from './behaviours.ts';

/** Cilium, as of v1.20.2. */
export const CILIUM: Implementation = {
  name: 'Cilium',
  version: 'v1.20.2',
  controllerNames: ['io.cilium/gateway-controller'],
  behaviours: {
    regexAnchor: {
      value: 'full',
      confidence: 'code',
      source: 'Envoy, source/common/{router/config_impl,http/header_utility,grpc/status}.cc',
    },
    prefixTrailingSlash: {
      value: 'trim',
      confidence: 'code',
      source: 'operator/pkg/model/{ingestion/gateway,translation/envoy_virtual_host}.go',
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
      source: 'operator/pkg/model/{ingestion/gateway,translation/envoy_virtual_host}.go',
    },
    prefixUnit: {
      value: 'segment',
      confidence: 'code',
      source: 'operator/pkg/model/{ingestion/gateway,translation/envoy_virtual_host}.go',
    },
    noEndpoints: {
      value: 503,
      confidence: 'code',
      source: 'Envoy, source/common/{router/config_impl,http/header_utility,grpc/status}.cc',
    },
    hostKey: {
      value: 'intersected',
      confidence: 'code',
      source: 'operator/pkg/model/{ingestion/gateway,translation/envoy_virtual_host}.go',
    },
    listenerPick: {
      value: 'crossPort',
      confidence: 'code',
      source: 'operator/pkg/model/{ingestion/gateway,translation/envoy_virtual_host}.go',
    },
    portsShareRoutes: {
      value: true,
      confidence: 'code',
      source: 'operator/pkg/model/translation/envoy_route_configuration.go',
    },
    order: {
      value: [
        'exactLength',
        'regexLength',
        'prefixLength',
        'method',
        'headerCountWithMethod',
        'queryCount',
        'listOrder',
      ],
      confidence: 'code',
      source: 'operator/pkg/model/translation/envoy_virtual_host.go, SortableRoute.Less',
    },
    misdirected: { value: 'serve', confidence: 'inferred', source: 'concluded from what Envoy does by default' },
    normalise: {
      value: { dotSegments: false, mergeSlashes: false, escapedSlash: 'keep' },
      confidence: 'inferred',
      source: 'concluded from what Envoy does by default',
    },
    mixedInvalid: {
      value: 'redistribute',
      confidence: 'code',
      source: 'operator/pkg/model/{ingestion/gateway,translation/envoy_virtual_host}.go',
    },
    noBackend: {
      value: 500,
      confidence: 'code',
      source: 'operator/pkg/model/{ingestion/gateway,translation/envoy_virtual_host}.go',
    },
    badMirror: {
      value: 'drop',
      confidence: 'code',
      source: 'operator/pkg/model/{ingestion/gateway,translation/envoy_virtual_host}.go',
    },
    unknownFilter: {
      value: 'ignored',
      confidence: 'code',
      source: 'operator/pkg/model/{ingestion/gateway,translation/envoy_virtual_host}.go',
    },
    grpcInvalid: {
      value: 2,
      confidence: 'code',
      source: 'operator/pkg/model/{ingestion/gateway,translation/envoy_virtual_host}.go',
    },
    grpcServiceOnly: {
      value: 'prefix',
      confidence: 'code',
      source: 'operator/pkg/model/{ingestion/gateway,translation/envoy_virtual_host}.go',
    },
    redirectPortDefault: {
      value: 'listenerPrinted',
      confidence: 'code',
      source: 'operator/pkg/model/{ingestion/gateway,translation/envoy_virtual_host}.go',
    },
    redirectSchemeGuard: {
      value: true,
      confidence: 'code',
      source: 'operator/pkg/model/translation/envoy_virtual_host.go',
    },
    zeroWeights: { value: 'all', confidence: 'code', source: 'operator/pkg/model/translation/envoy_virtual_host.go' },
    sameMatchTwoRoutes: {
      value: 'merged',
      confidence: 'code',
      source: 'model.go, GetBackendAggregationKey',
    },
    supportedFeaturesWritten: {
      value: true,
      confidence: 'code',
      source: 'operator/pkg/model/{ingestion/gateway,translation/envoy_virtual_host}.go',
    },
  },
};
