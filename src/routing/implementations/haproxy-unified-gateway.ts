import type { Implementation } from './behaviours.ts';

/** HAProxy Unified Gateway, as of matching.md of commit 80eb966c. */
export const HAPROXY_UNIFIED_GATEWAY: Implementation = {
  name: 'HAProxy Unified Gateway',
  version: 'matching.md of commit 80eb966c',
  controllerNames: ['gate.haproxy.org/hug'],
  behaviours: {
    order: {
      value: ['exactPrefixRegex', 'pathLength', 'nsName'],
      confidence: 'documented',
      source: 'documentation/matching.md',
    },
    hostFallthrough: { value: true, confidence: 'documented', source: 'documentation/matching.md' },
    regexAnchor: { value: 'none', confidence: 'documented', source: 'documentation/matching.md' },
    pathRegexDialect: {
      value: 'PCRE2, validated as RE2',
      confidence: 'documented',
      source: 'documentation/matching.md',
    },
    prefixUnit: { value: 'char', confidence: 'documented', source: 'documentation/matching.md' },
    duplicateRequestHeader: { value: 'any', confidence: 'documented', source: 'documentation/matching.md' },
    queryDecoded: { value: true, confidence: 'documented', source: 'documentation/matching.md' },
    sameMatchTwoRoutes: { value: 'name', confidence: 'documented', source: 'documentation/matching.md' },
  },
};
