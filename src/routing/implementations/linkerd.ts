import type { Implementation } from './behaviours.ts';

/** Linkerd, as of linkerd2 b24cd40, proxy 29637b6. */
export const LINKERD: Implementation = {
  name: 'Linkerd',
  version: 'linkerd2 b24cd40, proxy 29637b6',
  controllerNames: ['linkerd.io/policy-controller'],
  behaviours: {
    order: {
      value: ['hostLength', 'pathLength', 'headerCount', 'queryCount', 'method', 'ruleIndex'],
      confidence: 'code',
      source:
        'linkerd2-proxy linkerd/http/route/src/http/match.rs, linkerd2 policy-controller/k8s/index/src/outbound/index/http.rs',
    },
    regexAnchor: {
      value: 'full',
      confidence: 'code',
      source:
        'linkerd2-proxy linkerd/http/route/src/http/match.rs, linkerd2 policy-controller/k8s/index/src/outbound/index/http.rs',
    },
    pathRegexDialect: {
      value: 'Rust regex',
      confidence: 'code',
      source:
        'linkerd2-proxy linkerd/http/route/src/http/match.rs, linkerd2 policy-controller/k8s/index/src/outbound/index/http.rs',
    },
    duplicateRequestHeader: {
      value: 'any',
      confidence: 'code',
      source:
        'linkerd2-proxy linkerd/http/route/src/http/match.rs, linkerd2 policy-controller/k8s/index/src/outbound/index/http.rs',
    },
    queryRepeated: {
      value: 'any',
      confidence: 'code',
      source:
        'linkerd2-proxy linkerd/http/route/src/http/match.rs, linkerd2 policy-controller/k8s/index/src/outbound/index/http.rs',
    },
    mixedInvalid: {
      value: 'share500',
      confidence: 'code',
      source:
        'linkerd2-proxy linkerd/http/route/src/http/match.rs, linkerd2 policy-controller/k8s/index/src/outbound/index/http.rs',
    },
    noBackend: {
      value: 500,
      confidence: 'code',
      source:
        'linkerd2-proxy linkerd/http/route/src/http/match.rs, linkerd2 policy-controller/k8s/index/src/outbound/index/http.rs',
    },
    unknownFilter: {
      value: 'routeDropped',
      confidence: 'code',
      source:
        'linkerd2-proxy linkerd/http/route/src/http/match.rs, linkerd2 policy-controller/k8s/index/src/outbound/index/http.rs',
    },
    badMirror: {
      value: 'routeDropped',
      confidence: 'code',
      source:
        'linkerd2-proxy linkerd/http/route/src/http/match.rs, linkerd2 policy-controller/k8s/index/src/outbound/index/http.rs',
    },
  },
};
