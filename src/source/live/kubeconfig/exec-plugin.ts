import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { CannotRunError, messageOf } from '../../../model/errors.ts';
import { readPath, readString } from '../../../model/read.ts';
import { escapeControl } from '../../../text/escape.ts';
import type { CredentialsContext, TokenSource } from './credentials.ts';
import { checkPluginPolicy, readPluginPolicy } from './exec-policy.ts';
import { findExecutable, spawnArguments } from './find-executable.ts';
import type { ExecEntry } from './kubeconfig.ts';
import { checkKeyPair } from './tls-material.ts';

const API_VERSIONS = new Set(['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1']);

const INSTALL_HELP = `

It looks like you are trying to use a client-go credential plugin that is not installed.

To learn more about this feature, consult the documentation available at:
      https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins`;

/** Credentials that a forced run brought and that are refused again soon are not worth a third run. */
const RENEW_PAUSE = 60_000;

/** Milliseconds for the last words of a plugin that has ended. */
const STDERR_GRACE = 200;

/** The most that is read of a plugin's output. */
const MAX_OUTPUT = 4 * 1024 * 1024;

/** What a plugin printed. */
interface ExecCredential {
  readonly token: string | undefined;
  readonly certificate: string | undefined;
  readonly key: string | undefined;
  /** Milliseconds since 1970; undefined never. */
  readonly expires: number | undefined;
}

/**
 * Credentials from a program, by client-go's rules: it learns of its task through KUBERNETES_EXEC_INFO, its stderr is
 * the user's to see, stdin is its own where `interactiveMode` says so and there is a terminal; what it prints is kept in
 * memory until it expires, and one run serves all who wait. kuberc may forbid it.
 * @throws CannotRunError for an unknown apiVersion or a wrong policy; the methods throw it for a plugin that fails.
 */
export async function openExecPlugin(exec: ExecEntry, context: CredentialsContext): Promise<TokenSource> {
  if (!API_VERSIONS.has(exec.apiVersion)) {
    throw new CannotRunError(`error: exec plugin: invalid apiVersion "${exec.apiVersion}"`);
  }
  const { io } = context;
  const policy = await readPluginPolicy(io);
  let current: ExecCredential | undefined;
  let running: Promise<ExecCredential> | undefined;
  let renewedAt = Number.NEGATIVE_INFINITY;

  const run = (): Promise<ExecCredential> => {
    running ??= runPlugin(exec, context, policy).finally(() => {
      running = undefined;
    });
    return running;
  };
  const get = async (): Promise<ExecCredential> => {
    const expired = current?.expires !== undefined && io.now() > current.expires;
    if (current === undefined || expired) current = await run();
    return current;
  };
  return {
    isAuthProvider: () => true,
    async applyAuthentication(_user, options) {
      const { token, certificate, key } = await get();
      if (certificate !== undefined && key !== undefined) Object.assign(options, { cert: certificate, key });
      if (token === undefined) return;
      options.headers = {
        ...(Array.isArray(options.headers) ? {} : options.headers),
        Authorization: `Bearer ${token}`,
      };
    },
    async renew(refused) {
      const used = refused?.['authorization'];
      const isCurrent = used === undefined || used === `Bearer ${current?.token ?? ''}`;
      // Others may have renewed them since the failed request was sent.
      if (!isCurrent) return true;
      if (running === undefined && io.now() - renewedAt < RENEW_PAUSE) return false;
      renewedAt = io.now();
      current = await run();
      return true;
    },
  };
}

async function runPlugin(
  exec: ExecEntry,
  context: CredentialsContext,
  policy: Awaited<ReturnType<typeof readPluginPolicy>>,
): Promise<ExecCredential> {
  const { io } = context;
  const interactive = isInteractive(exec, io.inIsTerminal);
  const found = await findExecutable(exec.command, io);
  await checkPluginPolicy(policy, exec.command, found, io);
  if (found === undefined) {
    const hint = exec.installHint === '' ? '' : `\n\n${cleanHint(exec.installHint)}`;
    throw failed(`exec: executable ${exec.command} not found${INSTALL_HELP}${hint}`);
  }
  const env = {
    ...io.env,
    ...Object.fromEntries(exec.env.map(({ name, value }) => [name, value])),
    KUBERNETES_EXEC_INFO: JSON.stringify(await describeTask(exec, context, interactive)),
  };
  const output = await readOutput(exec, found, env, interactive, context);
  return decodeCredential(output, exec.apiVersion);
}

function isInteractive(exec: ExecEntry, inIsTerminal: boolean): boolean {
  if (exec.interactiveMode === 'Always' && !inIsTerminal) {
    throw failed('exec plugin cannot support interactive mode: standard input is not a terminal');
  }
  return exec.interactiveMode !== 'Never' && inIsTerminal;
}

/** KUBERNETES_EXEC_INFO: an ExecCredential whose spec says what is wanted; the cluster only where it was asked for. */
async function describeTask(exec: ExecEntry, context: CredentialsContext, interactive: boolean): Promise<unknown> {
  const task = { kind: 'ExecCredential', apiVersion: exec.apiVersion };
  if (!exec.provideClusterInfo) return { ...task, spec: { interactive } };
  const { cluster } = context.resolved;
  const authority =
    cluster.certificateAuthorityData === '' && cluster.certificateAuthority !== ''
      ? (await readFile(cluster.certificateAuthority)).toString('base64')
      : cluster.certificateAuthorityData;
  return {
    ...task,
    spec: {
      cluster: {
        server: context.server.text,
        ...(cluster.tlsServerName === '' ? {} : { 'tls-server-name': cluster.tlsServerName }),
        ...(cluster.insecureSkipTlsVerify ? { 'insecure-skip-tls-verify': true } : {}),
        ...(authority === '' ? {} : { 'certificate-authority-data': authority }),
        ...(cluster.proxyUrl === '' ? {} : { 'proxy-url': cluster.proxyUrl }),
        ...(cluster.disableCompression ? { 'disable-compression': true } : {}),
        config: cluster.execConfig ?? null,
      },
      interactive,
    },
  };
}

/** Runs the program and returns what it printed. Ctrl-C and the request timeout end it. */
function readOutput(
  exec: ExecEntry,
  path: string,
  env: Readonly<Record<string, string | undefined>>,
  interactive: boolean,
  { io, requestTimeout }: CredentialsContext,
): Promise<string> {
  const { file, args, options } = spawnArguments(path, exec.args, io.os);
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      ...options,
      env,
      cwd: io.cwd,
      // On a terminal the plugin writes to it directly, so that it can ask, colour and redraw.
      stdio: [interactive ? 'inherit' : 'ignore', 'pipe', io.errorIsTerminal ? 'inherit' : 'pipe'],
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let why = '';
    const stop = (reason: string): void => {
      why = reason;
      child.kill();
      // A plugin that ignores the signal, or left a child with its pipe, must not keep us.
      child.stdout?.destroy();
      child.stderr?.destroy();
      finish();
      reject(failed(why));
    };
    const abort = (): void => stop(`exec: executable ${exec.command} was interrupted`);
    const timer =
      requestTimeout === 0
        ? undefined
        : setTimeout(() => {
            stop(`exec: executable ${exec.command} did not return credentials within the request timeout`);
          }, requestTimeout);
    const finish = (): void => {
      clearTimeout(timer);
      io.signal.removeEventListener('abort', abort);
    };
    io.signal.addEventListener('abort', abort, { once: true });
    if (io.signal.aborted) abort();
    child.stderr?.on('data', (chunk: Buffer) => io.writeError(chunk.toString('utf8')));
    child.stdout?.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_OUTPUT) stop(`exec: executable ${exec.command} printed more than ${MAX_OUTPUT} bytes`);
      else chunks.push(chunk);
    });
    child.once('error', (error) => {
      finish();
      reject(failed(`exec: ${error.message}`));
    });
    child.once('exit', () => {
      // A helper that the plugin left behind may hold its stderr open for ever.
      setTimeout(() => child.stderr?.destroy(), STDERR_GRACE).unref();
    });
    child.once('close', (code) => {
      finish();
      if (code === 0) resolve(Buffer.concat(chunks).toString('utf8'));
      else reject(failed(`exec: executable ${exec.command} failed with exit code ${code ?? -1}`));
    });
  });
}

/** Reads the ExecCredential that a plugin printed. What it printed is never part of an error: it may hold the token. */
function decodeCredential(output: string, apiVersion: string): ExecCredential {
  let document: unknown;
  try {
    document = JSON.parse(output);
  } catch {
    throw failed("decoding stdout: couldn't get version/kind; json parse error");
  }
  const kind = readString(readPath(document, 'kind'));
  if (kind === undefined) throw failed("decoding stdout: Object 'Kind' is missing");
  const version = readString(readPath(document, 'apiVersion')) ?? '';
  if (kind !== 'ExecCredential')
    throw failed(`decoding stdout: no kind "${kind}" is registered for version "${version}"`);
  if (version !== apiVersion) {
    throw failed(`exec plugin is configured to use API version ${apiVersion}, plugin returned version ${version}`);
  }
  if (readPath(document, 'status') === undefined) throw failed("exec plugin didn't return a status field");
  const token = readString(readPath(document, 'status', 'token'));
  const certificate = readString(readPath(document, 'status', 'clientCertificateData'));
  const key = readString(readPath(document, 'status', 'clientKeyData'));
  if (token === undefined && certificate === undefined && key === undefined) {
    throw failed("exec plugin didn't return a token or cert/key pair");
  }
  if ((certificate === undefined) !== (key === undefined)) {
    throw failed('exec plugin returned only certificate or key, not both');
  }
  if (certificate !== undefined) checkPair(certificate, key);
  return { token, certificate, key, expires: readExpiry(readPath(document, 'status', 'expirationTimestamp')) };
}

function checkPair(certificate: string, key: string | undefined): void {
  try {
    checkKeyPair(certificate, key);
  } catch (error) {
    const reason = messageOf(error).replace(/^error: /, '');
    throw failed(`failed parsing client key/certificate: ${reason}`);
  }
}

function readExpiry(value: unknown): number | undefined {
  const text = readString(value);
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw failed('decoding stdout: expirationTimestamp is not an RFC 3339 time');
  return time;
}

/** client-go writes what is neither text nor white space as its code point. */
function cleanHint(hint: string): string {
  return hint.split('\n').map(escapeControl).join('\n');
}

function failed(reason: string): CannotRunError {
  return new CannotRunError(`Unable to connect to the server: getting credentials: ${reason}`);
}
