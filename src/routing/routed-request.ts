/** How a request comes in: the protocol that the client speaks. */
export type RequestProtocol = 'HTTP' | 'HTTPS' | 'GRPC' | 'TLS' | 'TCP' | 'UDP';

/** A header as it is written: its name in any case, its value. */
export type Header = readonly [name: string, value: string];

/** A request as the engine takes it: everything that was left out is filled in. */
export interface RoutedRequest {
  readonly protocol: RequestProtocol;
  /** Of the listener, or in a mesh of the Service. */
  readonly port: number;
  /** Upper case as it comes; POST of gRPC. */
  readonly method: string;
  readonly scheme: 'http' | 'https';
  /** Lower case and without its port; empty where the client sends none. */
  readonly host: string;
  /** With the query string, never empty. */
  readonly path: string;
  /** In the order of the request, the Host not among them. */
  readonly headers: readonly Header[];
  /** The name of the TLS handshake; undefined where the client sends none. */
  readonly sni: string | undefined;
  readonly grpc: { readonly service: string; readonly method: string } | undefined;
  /** In a mesh: where the client runs. */
  readonly clientNamespace: string | undefined;
  /** What the backend is taken to answer. */
  readonly backendResponseHeaders: readonly Header[];
}

/** Whether the client speaks HTTP, gRPC among it: not only TLS, TCP or UDP. */
export function speaksHttp({ protocol }: Pick<RoutedRequest, 'protocol'>): boolean {
  return protocol === 'HTTP' || protocol === 'HTTPS' || protocol === 'GRPC';
}

/** Whether a host is an IP address: it is no name that a hostname could cover. */
export function isAddress(host: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) || host.includes(':');
}
