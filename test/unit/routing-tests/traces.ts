import type { TraceBackend, TraceOutcome, TraceResult } from '../../../src/documents/trace-result.ts';

/** A backend of a test: a Service in namespace shop, port 8080. */
export function backend(name: string, share = 1, more: Partial<TraceBackend> = {}): TraceBackend {
  return { group: '', kind: 'Service', namespace: 'shop', name, port: 8080, weight: 1, share, ...more };
}

/** A trace of `GET https://shop.example.com/cart?x=1` with an outcome. */
export function trace(outcome: Partial<TraceOutcome>, more: Partial<TraceResult> = {}): TraceResult {
  return {
    apiVersion: 'gwctl.dev/v1alpha1',
    kind: 'TraceResult',
    request: {
      protocol: 'HTTPS',
      port: 443,
      method: 'GET',
      scheme: 'https',
      host: 'shop.example.com',
      path: '/cart?x=1',
    },
    listener: {
      group: 'gateway.networking.k8s.io',
      kind: 'Gateway',
      namespace: 'infra',
      name: 'web',
      section: 'https',
    },
    route: { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop', name: 'cart' },
    rule: { index: 1, name: 'items' },
    match: 0,
    outcome: { state: 'answered', statusCode: 200, backends: [backend('cart')], ...outcome },
    decided: [],
    rejected: [],
    notes: [],
    deviations: [],
    gaps: [],
    ...more,
  };
}
