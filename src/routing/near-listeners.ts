import type { NamedListener } from '../model/routing-facts.ts';
import { someOf } from '../model/some.ts';
import type { Some } from '../model/some.ts';
import { listenerProtocols, nameListener } from './choose-listener.ts';
import type { GatewayTable, ListenerTable } from './gateway-table.ts';
import { coversHost } from './hostname-chain.ts';
import type { RoutedRequest } from './routed-request.ts';
import type { Miss } from './trace.ts';

/** The listeners that come nearest to a request that none takes: of its host first, then of its port. */
export function nearListeners(listeners: readonly ListenerTable[], request: RoutedRequest): Some<NamedListener> {
  return someOf(byNearness(listeners, request).map(nameListener), MOST_NAMED);
}

const MOST_NAMED = 2;

/** Those that serve at all, the nearest first. */
function byNearness(listeners: readonly ListenerTable[], request: RoutedRequest): readonly ListenerTable[] {
  const name = request.sni ?? request.host;
  const distanceOf = ({ listener }: ListenerTable): number =>
    (coversHost(listener.hostname, name) ? 0 : 1) + (listener.port === request.port ? 0 : 2);
  const serving = listeners.filter((one) => one.serving.state !== 'no');
  return serving.toSorted((a, b) => distanceOf(a) - distanceOf(b));
}

/** The listeners of the port and protocol that would take the request, but serve nothing. */
export function idleMisses({ listeners }: GatewayTable, request: RoutedRequest): readonly Miss[] {
  const protocols = listenerProtocols(request);
  const name = protocols.includes('TLS') ? (request.sni ?? '') : request.host;
  return listeners.flatMap((one): readonly Miss[] => {
    const { listener, serving, ref } = one;
    if (serving.state !== 'no' || listener.port !== request.port || !protocols.includes(listener.protocol)) return [];
    if (!coversHost(listener.hostname, name)) return [];
    const fact = { code: 'servesNothing', because: serving.because } as const;
    return [{ of: ref, field: serving.field, fact }];
  });
}

/** The listeners that serve, but something else. */
export function listenerMisses({ listeners }: GatewayTable, request: RoutedRequest): readonly Miss[] {
  const protocols = listenerProtocols(request);
  return byNearness(listeners, request).flatMap((one): readonly Miss[] => {
    const { listener, ref } = one;
    const field = `spec.listeners[${listener.index}]`;
    if (listener.port !== request.port) {
      return [{ of: ref, field: `${field}.port`, fact: { code: 'listenerElsewhere', listener: nameListener(one) } }];
    }
    if (!protocols.includes(listener.protocol)) {
      const fact = { code: 'protocolMisses', speaks: listener.protocol, protocol: request.protocol } as const;
      return [{ of: ref, field: `${field}.protocol`, fact }];
    }
    const host = protocols.includes('TLS') ? (request.sni ?? '') : request.host;
    const fact = { code: 'hostnameMisses', hostnames: someOf([listener.hostname ?? '*']), host } as const;
    return [{ of: ref, field: `${field}.hostname`, fact }];
  });
}
