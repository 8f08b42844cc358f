import type { Implementation } from './behaviours.ts';

/** Kong, as of main of 2026-08-21, expressions router. */
export const KONG_OPERATOR: Implementation = {
  name: 'Kong',
  version: 'main of 2026-08-21, expressions router',
  controllerNames: ['konghq.com/gateway-operator', 'konghq.com/kic-gateway-controller'],
  behaviours: {
    hostFallthrough: {
      value: true,
      confidence: 'code',
      source: 'ingress-controller/internal/dataplane/translator/subtranslator/{httproute,httproute_atc}.go',
    },
    hostKey: {
      value: 'intersected',
      confidence: 'code',
      source: 'ingress-controller/internal/dataplane/translator/subtranslator/{httproute,httproute_atc}.go',
    },
    listenerPick: { value: 'none', confidence: 'documented', source: 'conformance report of operator v2.3.2' },
    gatewaysShareRoutes: {
      value: true,
      confidence: 'code',
      source: 'ingress-controller/internal/dataplane/translator/subtranslator/{httproute,httproute_atc}.go',
    },
    order: {
      value: [
        'preciseHost',
        'hostLength',
        'exactRegexPrefix',
        'pathLength',
        'method',
        'headerCount',
        'queryCount',
        'age',
        'nsName',
      ],
      confidence: 'code',
      source: 'ingress-controller/internal/dataplane/translator/subtranslator/httproute_atc.go',
    },
    misdirected: { value: 'serve', confidence: 'documented', source: 'conformance report of operator v2.3.2' },
    regexAnchor: {
      value: 'start',
      confidence: 'code',
      source: 'ingress-controller/internal/dataplane/translator/subtranslator/{httproute,httproute_atc}.go',
    },
    headerRegexAnchor: {
      value: 'none',
      confidence: 'code',
      source: 'ingress-controller/internal/dataplane/translator/subtranslator/{httproute,httproute_atc}.go',
    },
    mixedInvalid: {
      value: 'redistribute',
      confidence: 'code',
      source: 'ingress-controller/internal/dataplane/translator/subtranslator/{httproute,httproute_atc}.go',
    },
    noBackend: {
      value: 500,
      confidence: 'code',
      source: 'ingress-controller/internal/dataplane/translator/subtranslator/{httproute,httproute_atc}.go',
    },
    noEndpoints: {
      value: 503,
      confidence: 'code',
      source: 'ingress-controller/internal/dataplane/translator/subtranslator/{httproute,httproute_atc}.go',
    },
    unknownFilter: {
      value: 'rejected',
      confidence: 'code',
      source: 'ingress-controller/internal/dataplane/translator/subtranslator/{httproute,httproute_atc}.go',
    },
    redirectPortDefault: {
      value: 'none',
      confidence: 'code',
      source: 'ingress-controller/internal/dataplane/translator/subtranslator/{httproute,httproute_atc}.go',
    },
    redirectWithoutHostname: {
      value: 'pathOnly',
      confidence: 'code',
      source: 'ingress-controller/internal/dataplane/translator/subtranslator/{httproute,httproute_atc}.go',
    },
    sameMatchTwoRoutes: {
      value: 'oldest',
      confidence: 'code',
      source: 'ingress-controller/internal/dataplane/translator/subtranslator/{httproute,httproute_atc}.go',
    },
  },
};
