import type { TraceFlags } from '../../../commands/trace.ts';
import { UsageError } from '../../model/errors.ts';
import type { FieldFault } from '../../model/field-reader.ts';
import type { RoutingTestCase, TestedRequest } from '../../routing-tests/routing-test.ts';
import type { TraceAsk } from '../../routing/trace-request.ts';
import { readAsk } from '../trace/read-ask.ts';

/**
 * What a test asks: as `trace` would be asked with these words.
 * @param namespace of what is named without one.
 * @param port of the listener that the test names, where nothing else says one.
 * @throws UsageError for what is no request.
 */
export function askOf(request: TestedRequest, namespace: string, port?: number): TraceAsk {
  const flags: TraceFlags = {
    request: request.method,
    header: request.headers.map(([name, value]) => (value === '' ? `${name};` : `${name}: ${value}`)),
    sni: request.sni,
    grpc: request.grpc,
    gateway: request.gateway,
    mesh: request.mesh,
    clientNamespace: request.clientNamespace,
    port: request.port ?? (hasPort(request) ? undefined : port),
    protocol: request.protocol,
  };
  const ask = readAsk(request.url === undefined ? [] : [request.url], flags, namespace);
  const { backendResponseHeaders } = request;
  if (backendResponseHeaders === undefined) return ask;
  return { ...ask, request: { ...ask.request, backendResponseHeaders } };
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
function hasPort({ url }: TestedRequest): boolean {
  return url !== undefined && /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/?#@]*@)?(?:\[[^\]]*\]|[^/?#:]*):\d/i.test(url);
}
