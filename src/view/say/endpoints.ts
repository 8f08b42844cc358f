import type { EndpointCount } from '../../graph/resolve/count-endpoints.ts';

/** `3 of 3 endpoints ready`, `no endpoints`. */
export function endpointText({ ready, total }: EndpointCount): string {
  return total === 0 ? 'no endpoints' : `${ready} of ${total} endpoints ready`;
}
