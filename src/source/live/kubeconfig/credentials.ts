import type { RequestOptions } from 'node:https';
import type { Authenticator } from '@kubernetes/client-node/dist/auth.js';
import type { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import type { Cluster, User } from '@kubernetes/client-node/dist/config_types.js';
import { CannotRunError } from '../../../model/errors.ts';
import { readPath } from '../../../model/read.ts';
import type { ConnectionIo, RequestHeaders } from '../connection.ts';
import { codeOf, describeFileError } from '../../file-error.ts';
import type { Proxy } from './proxy.ts';
import type { ResolvedKubeconfig } from './resolve-kubeconfig.ts';
import type { ServerUrl } from './server-url.ts';
import { systemAuthorities } from './system-authorities.ts';
import { checkTlsMaterial } from './tls-material.ts';
import type { TlsMaterial } from './tls-material.ts';

/** What one request needs to authenticate. */
export interface Admission {
  readonly headers: RequestHeaders;
  /** The same object as before unless something in it has changed. */
  readonly tls: TlsMaterial;
}

/** Gets and renews what the user shows to the server. */
export interface Credentials {
  /** Runs exec plugins and refreshes tokens when due. @throws CannotRunError */
  admit(): Promise<Admission>;
  /** After a 401: whether something new could be got. */
  renew(failed: RequestHeaders | undefined): Promise<boolean>;
}

/** A way to get tokens or certificates that client-node lacks, or has otherwise than kubectl. */
export interface TokenSource extends Authenticator {
  renew(failed: RequestHeaders | undefined): Promise<boolean>;
}

/** What the sources of credentials need to know. */
export interface CredentialsContext {
  readonly resolved: ResolvedKubeconfig;
  readonly server: ServerUrl;
  readonly proxy: Proxy | undefined;
  /** Milliseconds; 0 never. */
  readonly requestTimeout: number;
  readonly io: ConnectionIo;
}

/**
 * Opens the credentials of the resolved user. client-node's KubeConfig turns them into TLS options and headers; what it
 * does otherwise than kubectl (token files, exec plugins, OIDC, impersonation) is added as its authenticators. Without
 * TLS nothing secret is sent, as kubectl does.
 */
export async function openCredentials(context: CredentialsContext): Promise<Credentials> {
  const impersonation = impersonationHeaders(context.resolved);
  if (!context.server.secure) {
    const admission: Admission = { headers: impersonation, tls: {} };
    return {
      admit: () => Promise.resolve(admission),
      renew: () => Promise.resolve(false),
    };
  }
  const source = await chooseSource(context);
  const { KubeConfig: Config } = await import('@kubernetes/client-node/dist/config.js');
  const config = new Config();
  if (source !== undefined) config.addAuthenticator(source);
  config.loadFromClusterAndUser(toCluster(context), toUser(context, source !== undefined));
  const trusted = needsSystemAuthorities(context) ? await systemAuthorities() : undefined;
  let used = '';
  let tls: TlsMaterial = {};
  return {
    async admit() {
      const options = await applyTo(config);
      // Plugins hand out new certificates, and files are replaced while a watch runs.
      const certificates = [options.ca, options.cert, options.key].map(String).join('\0');
      if (certificates !== used) {
        tls = toTlsMaterial(options, trusted);
        used = certificates;
      }
      return { headers: { ...impersonation, ...authorization(options) }, tls };
    },
    renew: (failed) => source?.renew(failed) ?? Promise.resolve(false),
  };
}

async function applyTo(config: KubeConfig): Promise<RequestOptions> {
  const options: RequestOptions = {};
  try {
    await config.applyToHTTPSOptions(options);
  } catch (error) {
    // A certificate file that went away since it was checked.
    if (codeOf(error) === '' || !(error instanceof Error) || !('path' in error)) throw error;
    throw new CannotRunError(`error: ${describeFileError(error, String(error.path))}`, { cause: error });
  }
  return options;
}

/** Token and password win over exec plugins, a client certificate too; `tokenFile` wins over a token. */
async function chooseSource(context: CredentialsContext): Promise<TokenSource | undefined> {
  const { user } = context.resolved;
  if (user.exec !== undefined && user.authProvider !== undefined) {
    throw new CannotRunError('error: execProvider and authProvider cannot be used in combination');
  }
  if (user.tokenFile !== '') {
    const { openTokenFile } = await import('./token-file.ts');
    return openTokenFile(user.tokenFile, user.token, context.io.now);
  }
  if (user.token !== '' || user.username !== '' || user.password !== '') return undefined;
  if (user.exec !== undefined) {
    if (user.clientCertificate !== '' || user.clientCertificateData !== '') return undefined;
    const { openExecPlugin } = await import('./exec-plugin.ts');
    return openExecPlugin(user.exec, context);
  }
  if (user.authProvider !== undefined) {
    const { openAuthProvider } = await import('./auth-provider.ts');
    return openAuthProvider(user.authProvider, context);
  }
  return undefined;
}

function toCluster({ resolved: { cluster, clusterName }, server }: CredentialsContext): Cluster {
  return {
    name: clusterName,
    server: server.text,
    skipTLSVerify: cluster.insecureSkipTlsVerify,
    ...(cluster.certificateAuthorityData === ''
      ? optional('caFile', cluster.certificateAuthority)
      : { caData: cluster.certificateAuthorityData }),
    ...optional('tlsServerName', cluster.tlsServerName),
  };
}

function toUser({ resolved: { user, userName } }: CredentialsContext, hasSource: boolean): User {
  const certificate =
    user.clientCertificateData === ''
      ? optional('certFile', user.clientCertificate)
      : { certData: user.clientCertificateData };
  const key = user.clientKeyData === '' ? optional('keyFile', user.clientKey) : { keyData: user.clientKeyData };
  return {
    name: userName,
    ...(user.clientCertificate === '' && user.clientCertificateData === '' ? {} : { ...certificate, ...key }),
    // A source hands out the token itself; client-node would let the fixed one win.
    ...(hasSource ? {} : { ...optional('token', user.token), ...optional('username', user.username) }),
    ...(hasSource || user.username === '' ? {} : { password: user.password }),
  };
}

function optional<Key extends string>(key: Key, value: string): { readonly [name in Key]?: string } {
  const entry: { [name in Key]?: string } = {};
  if (value !== '') Object.assign(entry, { [key]: value });
  return entry;
}

function toTlsMaterial(options: RequestOptions, trusted: readonly string[] | undefined): TlsMaterial {
  const { ca, cert, key, servername, rejectUnauthorized } = options;
  const material: TlsMaterial = {
    ca: asPem(ca) ?? trusted,
    cert: asPem(cert),
    key: asPem(key),
    // A CA file may hold an intermediate or the server's own certificate; Go trusts what it is given.
    allowPartialTrustChain: true,
    ...(servername === undefined ? {} : { servername }),
    ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
  };
  checkTlsMaterial(material);
  return material;
}

function asPem(value: unknown): Buffer | string | undefined {
  return typeof value === 'string' || Buffer.isBuffer(value) ? value : undefined;
}

function authorization({ auth, headers }: RequestOptions): RequestHeaders {
  // node:http would add the header by itself, but only without one of ours.
  if (typeof auth === 'string') {
    return { authorization: `Basic ${Buffer.from(auth, 'utf8').toString('base64')}` };
  }
  const value = readPath(headers, 'Authorization');
  return typeof value === 'string' ? { authorization: headerValue('Authorization', value) } : {};
}

/** `--as` and its companions; several groups are several headers. */
function impersonationHeaders({ user }: ResolvedKubeconfig): RequestHeaders {
  if (user.impersonate === '') return {};
  const headers: Record<string, string | string[]> = {
    'impersonate-user': headerValue('Impersonate-User', user.impersonate),
  };
  if (user.impersonateUid !== '') headers['impersonate-uid'] = headerValue('Impersonate-Uid', user.impersonateUid);
  if (user.impersonateGroups.length > 0) {
    headers['impersonate-group'] = user.impersonateGroups.map((group) => headerValue('Impersonate-Group', group));
  }
  for (const [key, values] of user.impersonateUserExtra) {
    const name = `Impersonate-Extra-${escapeHeaderKey(key)}`;
    headers[name] = values.map((value) => headerValue(name, value));
  }
  return headers;
}

/** A header's value as bytes of UTF-8, which node:http takes as Latin-1. @throws CannotRunError on control characters. */
function headerValue(name: string, value: string): string {
  if (/[\u0000-\u0008\u000A-\u001F\u007F]/.test(value)) {
    throw new CannotRunError(`Unable to connect to the server: net/http: invalid header field value for "${name}"`);
  }
  return Buffer.from(value, 'utf8').toString('latin1');
}

/** client-go percent-encodes what no header name may hold. */
function escapeHeaderKey(key: string): string {
  return [...Buffer.from(key, 'utf8')]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return /[!#$&'*+\-.^_`|~0-9A-Za-z]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

function needsSystemAuthorities({ resolved: { cluster } }: CredentialsContext): boolean {
  return (
    cluster.certificateAuthority === '' && cluster.certificateAuthorityData === '' && !cluster.insecureSkipTlsVerify
  );
}
