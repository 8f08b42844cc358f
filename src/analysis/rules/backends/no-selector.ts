import { ENDPOINT_SLICE } from '../../../gateway-api/kinds.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import { EXAMPLE_GATEWAY } from '../examples.ts';
import { defineRule } from '../rule.ts';
import { cartWith } from './example-services.ts';
import { hasSelector, isExternalName, servicesBehind, unreadyEndpoints } from './services-behind.ts';

export const noSelector = defineRule<ObjectRef>({
  code: 'GW2062',
  name: 'no-selector',
  severity: 'warning',
  inputs: ['backend', 'mirror', 'externalAuth', ENDPOINT_SLICE],
  reach: 'namespace',
  what: 'A route sends to a Service without a selector, for which nobody has written a ready endpoint.',
  why: 'Kubernetes writes no EndpointSlices for a Service without a selector: its share of requests is answered with status 503 (some implementations: 500).',
  how: 'Give the Service a selector, or write an EndpointSlice with the label `kubernetes.io/service-name` for it.',
  beside: EXAMPLE_GATEWAY,
  bad: cartWith('clusterIP: None', 'false'),
  good: cartWith('clusterIP: None', 'true'),
  *check(world) {
    for (const { subject, path, ref, service } of servicesBehind(world)) {
      if (isExternalName(service) || hasSelector(service)) continue;
      if (unreadyEndpoints(world, ref) === undefined) continue;
      yield { subject, path, args: ref, related: [ref] };
    }
  },
  say: (ref, words) => `${words.name(ref)} has no selector, and nobody has written a ready endpoint for it`,
});
