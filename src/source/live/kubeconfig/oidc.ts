import { readFile } from 'node:fs/promises';
import { CannotRunError } from '../../../model/errors.ts';
import { readNumber, readPath, readString } from '../../../model/read.ts';
import type { CredentialsContext, TokenSource } from './credentials.ts';
import { describeFileError } from '../../file-error.ts';
import { sendForm, sendGet } from './issuer-request.ts';
import type { Answer, IssuerContext } from './issuer-request.ts';
import { openTokenStore } from './oidc-token-store.ts';
import type { OidcTokens } from './oidc-token-store.ts';

/** A token that ends sooner is taken for expired, as client-go does: clocks differ. */
const EXPIRY_DELTA = 10_000;

/**
 * OIDC as kubectl has it: the id token of the kubeconfig until it expires, then a new one for the refresh token, written
 * back into the kubeconfig before it is used. Nothing is refreshed that could not be written back: issuers rotate
 * refresh tokens, and a lost one logs the user out everywhere.
 * @throws CannotRunError without issuer or client; `applyAuthentication` throws it when there is no way to a token.
 */
export function openOidc(config: ReadonlyMap<string, string>, context: CredentialsContext): TokenSource {
  for (const key of ['idp-issuer-url', 'client-id']) {
    if ((config.get(key) ?? '') === '') throw new CannotRunError(`error: Must provide ${key}`);
  }
  const { io } = context;
  const store = openTokenStore(context.resolved.user.origin, context.resolved.userName);
  let tokens: OidcTokens = { idToken: config.get('id-token') ?? '', refreshToken: config.get('refresh-token') ?? '' };
  let refreshing: Promise<string> | undefined;

  const refresh = async (): Promise<string> => {
    await store.prepare();
    // kubectl, or another of us, may have refreshed them since the kubeconfig was read.
    tokens = (await store.read()) ?? tokens;
    if (isValid(tokens.idToken, io.now())) return tokens.idToken;
    if (tokens.refreshToken === '') throw failed('No valid id-token, and cannot refresh without refresh-token');
    tokens = await requestTokens(config, tokens.refreshToken, context);
    await store.write(tokens);
    return tokens.idToken;
  };
  const get = async (): Promise<string> => {
    if (isValid(tokens.idToken, io.now())) return tokens.idToken;
    if (tokens.refreshToken === '') throw failed('No valid id-token, and cannot refresh without refresh-token');
    refreshing ??= refresh().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  };
  return {
    isAuthProvider: () => true,
    async applyAuthentication(_user, options) {
      const token = await get();
      options.headers = {
        ...(Array.isArray(options.headers) ? {} : options.headers),
        Authorization: `Bearer ${token}`,
      };
    },
    // A valid token that is refused will be refused again.
    renew: () => Promise.resolve(false),
  };
}

/** Whether an id token can still be used. @throws CannotRunError when it is no JWT. */
function isValid(idToken: string, now: number): boolean {
  if (idToken === '') return false;
  const [, payload, signature, ...rest] = idToken.split('.');
  if (payload === undefined || signature === undefined || rest.length > 0) throw failed('ID Token is not a valid JWT');
  let expires: number | undefined;
  try {
    expires = readNumber(readPath(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')), 'exp'));
  } catch {
    throw failed('ID Token is not a valid JWT');
  }
  return expires !== undefined && now + EXPIRY_DELTA < Math.trunc(expires) * 1000;
}

/** Asks the issuer for new tokens. The client logs in by header first and in the form second, as Go's oauth2 tries it. */
async function requestTokens(
  config: ReadonlyMap<string, string>,
  refreshToken: string,
  context: CredentialsContext,
): Promise<OidcTokens> {
  const issuer = await openIssuer(config, context);
  const endpoint = await findTokenEndpoint(config.get('idp-issuer-url') ?? '', issuer);
  const id = config.get('client-id') ?? '';
  const secret = config.get('client-secret') ?? '';
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
  const login = Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`, 'utf8').toString('base64');
  let answer = await sendForm(endpoint, form, { authorization: `Basic ${login}` }, issuer);
  if (answer.status < 200 || answer.status > 299) {
    const identity = secret === '' ? { client_id: id } : { client_id: id, client_secret: secret };
    answer = await sendForm(endpoint, { ...form, ...identity }, {}, issuer);
  }
  const document = parse(answer);
  if (answer.status < 200 || answer.status > 299)
    throw failed(`failed to refresh token: ${describeRefusal(answer, document)}`);
  const idToken = readString(readPath(document, 'id_token'));
  if (idToken === undefined) {
    throw failed(
      'token response did not contain an id_token, either the scope "openid" wasn\'t requested upon login, or the provider doesn\'t support id_tokens as part of the refresh response',
    );
  }
  return { idToken, refreshToken: readString(readPath(document, 'refresh_token')) ?? refreshToken };
}

async function openIssuer(config: ReadonlyMap<string, string>, context: CredentialsContext): Promise<IssuerContext> {
  const { io, requestTimeout } = context;
  const data = config.get('idp-certificate-authority-data') ?? '';
  const file = config.get('idp-certificate-authority') ?? '';
  let authority: Buffer | undefined;
  if (data !== '') authority = Buffer.from(data, 'base64');
  else if (file !== '') {
    authority = await readFile(file).catch((error: unknown) => {
      throw failed(describeFileError(error, file));
    });
  }
  return { authority, env: io.env, signal: io.signal, timeout: requestTimeout };
}

async function findTokenEndpoint(issuerUrl: string, issuer: IssuerContext): Promise<string> {
  const answer = await sendGet(`${issuerUrl.replace(/\/$/, '')}/.well-known/openid-configuration`, issuer);
  if (answer.status !== 200) throw failed(`oidc: failed to query metadata endpoint ${answer.status}`);
  const endpoint = readString(readPath(parse(answer), 'token_endpoint'));
  if (endpoint === undefined) throw failed("oidc: discovery object doesn't contain a token_endpoint");
  return endpoint;
}

function parse({ text }: Answer): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `"invalid_grant" "the refresh token was used before"`: the two fields of RFC 6749, never the whole answer. */
function describeRefusal(answer: Answer, document: unknown): string {
  const code = readString(readPath(document, 'error'));
  const description = readString(readPath(document, 'error_description'));
  if (code === undefined) return `oauth2: cannot fetch token: ${answer.status}`;
  return `oauth2: "${code}"${description === undefined ? '' : ` "${description}"`}`;
}

function failed(reason: string): CannotRunError {
  return new CannotRunError(`Unable to connect to the server: ${reason}`);
}
