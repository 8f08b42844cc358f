/** Where a connection goes. */
export interface SendAddress {
  /** A name or an IP address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

/** A request as it leaves: everything in it is given, nothing is added but what the protocol demands. */
export interface Outgoing {
  /** What is spoken on the connection; TLS and TCP send no request, only open it. */
  readonly protocol: 'HTTP' | 'HTTPS' | 'GRPC' | 'TLS' | 'TCP';
  readonly address: SendAddress;
  /** Whether TLS is spoken; of gRPC either. */
  readonly secure: boolean;
  /** Server name of the TLS handshake; undefined sends none. */
  readonly sni: string | undefined;
  readonly method: string;
  /** Host header or `:authority`. */
  readonly authority: string;
  /** With the query string. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array | undefined;
  /** Milliseconds for the whole exchange. */
  readonly timeout: number;
  /** Whether a certificate that cannot be verified is taken. */
  readonly insecure: boolean;
  /** Certificates (PEM) that are trusted in place of the system's. */
  readonly certificates: string | undefined;
  readonly signal: AbortSignal;
}

/** Why nothing came back. */
export interface SendFailure {
  readonly kind: 'refused' | 'tls' | 'timeout' | 'unreachable' | 'broken';
  /** One sentence. */
  readonly message: string;
}

/** What came back. */
export interface Reply {
  /** Undefined where no HTTP is spoken: the connection stands. */
  readonly statusCode: number | undefined;
  /** Names in lower case; several of one name joined as RFC 9110 §5.2 says. */
  readonly headers: ReadonlyMap<string, string>;
  readonly grpcStatus: number | undefined;
}

/** How an exchange ended. */
export type Exchange =
  | { readonly state: 'answered'; readonly reply: Reply }
  | { readonly state: 'failed'; readonly failure: SendFailure };

/** `203.0.113.10:443`, `[2001:db8::1]:443` */
export function addressText({ host, port }: SendAddress): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
