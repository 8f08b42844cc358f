import { ENDPOINT_SLICE } from '../../../gateway-api/kinds.ts';
import type { EndpointCount } from '../../../graph/resolve/count-endpoints.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import { EXAMPLE_GATEWAY } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { cartWith } from './example-services.ts';
import { hasSelector, isExternalName, servicesBehind, unreadyEndpoints } from './services-behind.ts';

interface Endless {
  readonly ref: ObjectRef;
  readonly endpoints: EndpointCount;
}

export const noEndpoints = defineRule<Endless>({
  code: 'GW2061',
  name: 'no-endpoints',
  severity: 'warning',
  inputs: ['backend', 'mirror', 'externalAuth', ENDPOINT_SLICE],
  reach: 'namespace',
  what: 'A route sends to a Service that has no ready endpoint.',
  why: 'Its share of requests is answered with status 503 (some implementations: 500), as long as no Pod that the Service selects is ready.',
  how: 'Look at the Pods that the Service selects: `kubectl get pods -l SELECTOR`. Where there are none, compare its selector with their labels.',
  beside: EXAMPLE_GATEWAY,
  bad: cartWith('selector: {app: cart}', 'false'),
  good: cartWith('selector: {app: cart}', 'true'),
  *check(world) {
    for (const { subject, path, ref, service } of servicesBehind(world)) {
      if (isExternalName(service) || !hasSelector(service)) continue;
      const endpoints = unreadyEndpoints(world, ref);
      if (endpoints !== undefined) yield { subject, path, args: { ref, endpoints }, related: [ref] };
    }
  },
  say: ({ ref, endpoints }, words) =>
    endpoints.total === 0
      ? `${words.name(ref)} has no endpoints: it selects no Pods that run`
      : `${words.name(ref)} has no ready endpoints (0 of ${endpoints.total})`,
});
