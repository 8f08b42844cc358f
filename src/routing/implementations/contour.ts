import type { Implementation } from './behaviours.ts';

/** Contour, as of main of 2026-08-18. */
export const CONTOUR: Implementation = {
  name: 'Contour',
  version: 'main of 2026-08-18',
  controllerNames: ['projectcontour.io/gateway-controller'],
  behaviours: {
    regexAnchor: {
      value: 'full',
      confidence: 'code',
      source: 'Envoy, source/common/{router/config_impl,http/header_utility,grpc/status}.cc',
    },
    prefixTrailingSlash: { value: 'trim', confidence: 'code', source: 'internal/dag/gatewayapi_processor.go' },
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
    hostFallthrough: { value: false, confidence: 'code', source: 'internal/dag/gatewayapi_processor.go' },
    prefixUnit: { value: 'segment', confidence: 'code', source: 'internal/dag/gatewayapi_processor.go' },
    noEndpoints: {
      value: 503,
      confidence: 'code',
      source: 'Envoy, source/common/{router/config_impl,http/header_utility,grpc/status}.cc',
    },
    hostKey: { value: 'intersected', confidence: 'code', source: 'internal/dag/gatewayapi_processor.go' },
    listenerPick: { value: 'spec', confidence: 'code', source: 'internal/dag/gatewayapi_processor.go' },
    order: {
      value: ['exactRegexPrefix', 'pathLength', 'method', 'headerCount', 'queryCount', 'ruleIndex'],
      confidence: 'code',
      source: 'internal/sorter/sorter.go',
    },
    normalise: {
      value: { dotSegments: true, mergeSlashes: true },
      confidence: 'code',
      source: 'internal/dag/gatewayapi_processor.go',
    },
    duplicateMatchEntry: { value: 'first', confidence: 'code', source: 'internal/dag/gatewayapi_processor.go' },
    mixedInvalid: { value: 'redistribute', confidence: 'code', source: 'internal/dag/gatewayapi_processor.go' },
    noBackend: { value: 500, confidence: 'code', source: 'internal/dag/gatewayapi_processor.go' },
    zeroWeights: { value: 500, confidence: 'code', source: 'internal/dag/gatewayapi_processor.go' },
    badMirror: { value: 'drop', confidence: 'code', source: 'internal/dag/gatewayapi_processor.go' },
    unknownFilter: { value: 'ignored', confidence: 'code', source: 'internal/dag/gatewayapi_processor.go' },
    grpcInvalid: { value: 2, confidence: 'inferred', source: 'concluded from what Envoy does by default' },
    grpcServiceOnly: { value: 'refused', confidence: 'code', source: 'internal/dag/gatewayapi_processor.go' },
    sameMatchTwoRoutes: { value: 'refused', confidence: 'code', source: 'internal/dag/gatewayapi_processor.go' },
    emptyBackendRefs: { value: 404, confidence: 'code', source: 'internal/dag/gatewayapi_processor.go' },
  },
};
