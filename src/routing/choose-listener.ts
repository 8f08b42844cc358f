import { ANY_HOSTNAME } from '../graph/attach/hostname.ts';
import type { NamedListener } from '../model/routing-facts.ts';
import { wholeOf } from '../model/ref.ts';
import type { ListenerTable } from './gateway-table.ts';
import { hostnameChain } from './hostname-chain.ts';
import type { RoutedRequest } from './routed-request.ts';

/** The listener that takes a connection, and what it was chosen by. */
export interface ListenerChoice {
  readonly chosen: ListenerTable | undefined;
  readonly by: 'host' | 'sni' | 'port';
  readonly value: string;
  /** Of HTTPS: the listener that serves the Host better, which the client must connect to instead (GW:382-409). */
  readonly better: ListenerTable | undefined;
  /** The listeners of the port that the protocol could come to, whatever their hostnames. */
  readonly onPort: readonly ListenerTable[];
  /** Those that serve the host as well, less specifically. */
  readonly others: readonly ListenerTable[];
}

/** The protocols of listeners that a client's connection may come to. */
export function listenerProtocols({ protocol, scheme }: Pick<RoutedRequest, 'protocol' | 'scheme'>): readonly string[] {
  switch (protocol) {
    case 'HTTP':
      return ['HTTP'];
    case 'GRPC':
      return scheme === 'https' ? ['HTTPS', 'TLS'] : ['HTTP'];
    case 'HTTPS':
      return ['HTTPS', 'TLS'];
    case 'TLS':
      return ['TLS', 'HTTPS'];
    case 'TCP':
    case 'UDP':
      return [protocol];
  }
}

/**
 * The listener with the most specific hostname that covers the host, or over TLS the name of the handshake (GW:146-166). Listeners
 * that serve nothing are not asked.
 */
export function chooseListener(listeners: readonly ListenerTable[], request: RoutedRequest): ListenerChoice {
  const protocols = listenerProtocols(request);
  const port = portOf(listeners, request.port, protocols);
  const onPort = port.listeners;
  if (request.protocol === 'TCP' || request.protocol === 'UDP') {
    const [chosen] = onPort;
    return { chosen, by: 'port', value: String(request.port), better: undefined, onPort, others: [] };
  }
  const isTls = protocols.includes('TLS');
  const value = isTls ? (request.sni ?? '') : request.host;
  const [chosen, ...others] = covering(port, value);
  const by = isTls ? 'sni' : 'host';
  if (!isTls || request.protocol === 'TLS' || chosen?.listener.protocol !== 'HTTPS') {
    return { chosen, by, value, better: undefined, onPort, others };
  }
  const [forHost] = covering(portOf(listeners, request.port, ['HTTPS']), request.host);
  return { chosen, by, value, better: forHost === chosen ? undefined : forHost, onPort, others };
}

/** The listeners of a port that serve some protocols. */
interface Port {
  readonly listeners: readonly ListenerTable[];
  readonly byHostname: ReadonlyMap<string, readonly ListenerTable[]>;
}

/** A table asks once a row. */
const portsOf = new WeakMap<readonly ListenerTable[], Map<string, Port>>();

function portOf(all: readonly ListenerTable[], number: number, protocols: readonly string[]): Port {
  let ports = portsOf.get(all);
  if (ports === undefined) portsOf.set(all, (ports = new Map()));
  const key = `${number} ${protocols.join(' ')}`;
  const known = ports.get(key);
  if (known !== undefined) return known;
  const listeners = all.filter(
    ({ listener, serving }) =>
      serving.state !== 'no' && listener.port === number && protocols.includes(listener.protocol),
  );
  const port = { listeners, byHostname: Map.groupBy(listeners, ({ listener }) => listener.hostname || ANY_HOSTNAME) };
  ports.set(key, port);
  return port;
}

/** The listeners whose hostnames cover a host, the most specific first. */
function covering({ byHostname }: Port, host: string): readonly ListenerTable[] {
  return [...hostnameChain(host)].flatMap((hostname) => byHostname.get(hostname) ?? []);
}

/** A listener as a sentence names it. */
export function nameListener({ ref, listener }: ListenerTable): NamedListener {
  const { name, port, protocol, hostname } = listener;
  return { holder: wholeOf(ref), name, port, protocol, hostname };
}
