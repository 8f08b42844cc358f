import type { Implementation } from './behaviours.ts';

/** Kuma, as of main of 2026-08-20. */
export const KUMA: Implementation = {
  name: 'Kuma',
  version: 'main of 2026-08-20',
  controllerNames: ['gateways.kuma.io/controller'],
  behaviours: {
    mixedInvalid: {
      value: 'share500',
      confidence: 'code',
      source: 'http_route_conversion.go',
    },
    noBackend: {
      value: 500,
      confidence: 'code',
      source: 'http_route_conversion.go',
    },
    unknownFilter: {
      value: 'ignored',
      confidence: 'code',
      source: 'http_route_conversion.go',
    },
    badMirror: {
      value: 'drop',
      confidence: 'code',
      source: 'http_route_conversion.go',
    },
    prefixTrailingSlash: {
      value: 'trim',
      confidence: 'code',
      source: 'http_route_conversion.go',
    },
    redirectPortDefault: {
      value: 'byScheme',
      confidence: 'code',
      source: 'http_route_conversion.go',
    },
    ignoredFields: {
      value: ['rules[].timeouts', 'rules[].name'],
      confidence: 'code',
      source: 'http_route_conversion.go',
    },
  },
};
