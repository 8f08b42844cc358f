import type { Agent as HttpAgent, ClientRequest, IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { AgentOptions } from 'node:https';
import { isIP } from 'node:net';
import { checkServerIdentity } from 'node:tls';
import type { Transport, TransportRequest } from '../connection.ts';
import type { Proxy } from './proxy.ts';
import type { ServerUrl } from './server-url.ts';
import type { TlsMaterial } from './tls-material.ts';

/** The transport of a connection; its TLS material can change while it lives. */
export interface RenewableTransport extends Transport {
  /** Uses other TLS material for requests from now on; those under way end as they began. */
  useTls(material: TlsMaterial): void;
  close(): void;
}

/** What differs between `http://` and `https://`, direct and proxied. */
interface Wire {
  readonly request: (options: object, callback: (response: IncomingMessage) => void) => ClientRequest;
  readonly makeAgent: (material: TlsMaterial) => HttpAgent;
  /** Where requests go: the server, or a proxy that takes whole URLs. */
  readonly hostname: string;
  readonly port: number;
  readonly pathPrefix: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Opens the transport to a server, through a proxy when there is one. No connection is made yet. */
export async function openTransport(
  server: ServerUrl,
  proxy: Proxy | undefined,
  material: TlsMaterial,
): Promise<RenewableTransport> {
  const wire = await chooseWire(server, proxy);
  let current = material;
  let agent = wire.makeAgent(material);
  const agents = [agent];
  return {
    request({ method, path, headers, signal }: TransportRequest, callback): ClientRequest {
      return wire.request(
        {
          agent,
          method,
          hostname: wire.hostname,
          port: wire.port,
          path: `${wire.pathPrefix}${path}`,
          headers: { ...headers, ...wire.headers },
          ...(signal === undefined ? {} : { signal }),
        },
        callback,
      );
    },
    async lookAtRefused() {
      return (await import('./refused-certificate.ts')).lookAtRefused(server, proxy, current);
    },
    useTls(next) {
      current = next;
      agent = wire.makeAgent(next);
      agents.push(agent);
    },
    close() {
      for (const each of agents) each.destroy();
    },
  };
}

async function chooseWire(server: ServerUrl, proxy: Proxy | undefined): Promise<Wire> {
  const direct = { hostname: server.hostname, port: server.port, pathPrefix: server.basePath, headers: {} };
  const connect = proxy === undefined ? undefined : (await import('./proxy-connect.ts')).connectThrough;
  if (server.secure) {
    return {
      ...direct,
      request: httpsRequest,
      makeAgent: (material) => {
        const agent = new HttpsAgent({ ...POOL, ...toAgentOptions(material) });
        if (proxy !== undefined && connect !== undefined) agent.createConnection = connect(proxy, true);
        return agent;
      },
    };
  }
  // Loads much more than node:https: only servers without TLS pay for it.
  const { Agent, request } = await import('node:http');
  if (proxy === undefined || connect === undefined) return { ...direct, request, makeAgent: () => new Agent(POOL) };
  if (proxy.kind === 'socks5') {
    return {
      ...direct,
      request,
      makeAgent: () => Object.assign(new Agent(POOL), { createConnection: connect(proxy, false) }),
    };
  }
  const { proxyAuthorization } = await import('./proxy-connect.ts');
  return {
    request: proxy.kind === 'https' ? httpsRequest : request,
    makeAgent: () => (proxy.kind === 'https' ? new HttpsAgent(POOL) : new Agent(POOL)),
    hostname: proxy.hostname,
    port: proxy.port,
    pathPrefix: server.text,
    headers: { host: server.text.replace(/^http:\/\//, '').replace(/\/.*$/, ''), ...proxyAuthorization(proxy) },
  };
}

/** Watches keep a connection each, so the pool is wide; whoever lists in parallel limits itself. */
const POOL = { keepAlive: true, maxSockets: 64, maxFreeSockets: 8 } as const;

function toAgentOptions({ ca, servername, ...rest }: TlsMaterial): AgentOptions {
  return {
    ...rest,
    ...toNameOptions(servername),
    ca: typeof ca === 'string' || Buffer.isBuffer(ca) || ca === undefined ? ca : [...ca],
  };
}

/** An address is not sent as the server's name (RFC 6066), as Go does not either, but the certificate must be for it. */
function toNameOptions(servername: string | undefined): AgentOptions {
  if (servername === undefined) return {};
  if (isIP(servername) === 0) return { servername };
  return { servername: '', checkServerIdentity: (_host, certificate) => checkServerIdentity(servername, certificate) };
}
