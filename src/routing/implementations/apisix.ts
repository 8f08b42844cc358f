import type { Implementation } from './behaviours.ts';

/** Apache APISIX, as of master of 2026-08-07. */
export const APISIX: Implementation = {
  name: 'Apache APISIX',
  version: 'master of 2026-08-07',
  controllerNames: ['apisix.apache.org/apisix-ingress-controller'],
  behaviours: {
    hostFallthrough: { value: true, confidence: 'inferred', source: 'concluded from its tree of routes' },
    order: {
      value: ['pathLength', 'hostLength', 'method', 'headerCount', 'queryCount', 'ruleIndex'],
      confidence: 'code',
      source: 'internal/adc/translator/httproute.go',
    },
    prefixTrailingSlash: { value: 'literal', confidence: 'code', source: 'internal/adc/translator/httproute.go' },
    mixedInvalid: { value: 'redistribute', confidence: 'code', source: 'internal/adc/translator/httproute.go' },
    noBackend: { value: 500, confidence: 'code', source: 'internal/adc/translator/httproute.go' },
    noEndpoints: { value: 503, confidence: 'code', source: 'internal/adc/translator/httproute.go' },
    redirectPortDefault: { value: 'none', confidence: 'code', source: 'internal/adc/translator/httproute.go' },
  },
};
