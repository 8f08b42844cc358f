import type { TraceFlags } from '../../../commands/trace.ts';
import { UsageError } from '../../model/errors.ts';
import type { FieldFault } from '../../model/field-reader.ts';
import type { RoutingTestCase, TestedRequest } from '../../routing-tests/routing-test.ts';
import type { TraceAsk } from '../../routing/trace-request.ts';
import { readAsk } from '../trace/read-ask.ts';
import { curlRequest } from './curl-request.ts';

/**
 * What a test asks: as `trace` would be asked with these words.
 * @param namespace of what is named without one.
 * @param port of the listener that the test names, where nothing else says one.
 * @throws UsageError for what is no request.
 */
export function askOf(request: TestedRequest, namespace: string, port?: number): TraceAsk {
  const curl = request.curl === undefined ? undefined : curlRequest(request.curl);
  const url = curl?.url ?? request.url;
  const own = request.headers.map(([name, value]) => (value === '' ? `${name};` : `${name}: ${value}`));
  const flags: TraceFlags = {
    request: curl?.method ?? request.method,
    header: [...(curl?.header ?? []), ...own],
    resolve: curl?.resolve,
    sni: request.sni,
    grpc: request.grpc,
    gateway: request.gateway,
    mesh: request.mesh,
    clientNamespace: request.clientNamespace,
    port: request.port ?? (url !== undefined && hasPort(url) ? undefined : port),
    protocol: request.protocol,
  };
  const ask = readAsk(url === undefined ? [] : [url], flags, namespace);
  const { backendResponseHeaders } = request;
  if (backendResponseHeaders === undefined) return ask;
  return { ...ask, request: { ...ask.request, backendResponseHeaders } };
}

/** The body that curl is given; undefined: none. */
export function bodyOf({ curl }: TestedRequest): Uint8Array | undefined {
  const data = curl === undefined ? [] : curlRequest(curl).data;
  return data.length === 0 ? undefined : Buffer.from(data.join('&'));
}

/** What is wrong with the request of a test beside its shape; undefined where nothing is. */
export function checkTest({ request, path }: RoutingTestCase, namespace: string): FieldFault | undefined {
  if (request.listener !== undefined && request.gateway === undefined) {
    return {
      path: [...path, 'listener'],
      message: 'names the listener of a gateway: gateway: [NAMESPACE/]NAME is missing',
    };
  }
  try {
    askOf(request, namespace);
    return undefined;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { path: [...path, 'request'], message: `is no request: ${error.message}` };
  }
}

/** Whether the URL names a port. */
function hasPort(url: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/?#@]*@)?(?:\[[^\]]*\]|[^/?#:]*):\d/i.test(url);
}
