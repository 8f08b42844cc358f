import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Io } from '../../cli/io.ts';
import type { SendFlags } from '../../cli/shared-flags.ts';
import { CannotRunError, UsageError } from '../../model/errors.ts';
import { readAddress } from '../../send/read-address.ts';
import { describeFileError } from '../../source/file-error.ts';
import { parseDuration } from '../../text/duration.ts';

/** How requests are sent, as the flags say. */
export interface Sending {
  /** `HOST[:PORT]` in place of the Gateway's own. */
  readonly address: string | undefined;
  readonly insecure: boolean;
  /** PEM. */
  readonly certificates: string | undefined;
  /** Milliseconds. */
  readonly timeout: number;
  /** Sent with the request; undefined: none. */
  readonly body: Uint8Array | undefined;
  readonly signal: AbortSignal;
}

const TIMEOUT = '10s';

/**
 * Reads the flags of `--send`.
 * @returns undefined where nothing is to be sent.
 * @throws UsageError for flags that make no sense, CannotRunError for certificates that cannot be read.
 */
export async function readSending(
  { send, address, insecure, cacert, maxTime, data }: SendFlags & { readonly data?: readonly string[] | undefined },
  io: Pick<Io, 'cwd' | 'interrupted'>,
): Promise<Sending | undefined> {
  if (send !== true) {
    const flags = { address, insecure, cacert, 'max-time': maxTime };
    const [first] = Object.entries(flags).find(([, value]) => value !== undefined) ?? [];
    if (first !== undefined) throw new UsageError(`--${first} is for --send`);
    return undefined;
  }
  if (address !== undefined && readAddress(address, 80) === undefined) {
    throw new UsageError(`--address must be HOST[:PORT], not ${JSON.stringify(address)}`);
  }
  if (data?.some((text) => text.startsWith('@')) === true) {
    throw new UsageError('--data does not read files: give the text itself');
  }
  const timeout = parseDuration(maxTime ?? TIMEOUT);
  if (typeof timeout === 'string' || timeout <= 0) {
    throw new UsageError(typeof timeout === 'string' ? `--max-time: ${timeout}` : '--max-time must be more than 0');
  }
  return {
    body: data === undefined ? undefined : Buffer.from(data.join('&')),
    address,
    insecure: insecure === true,
    certificates: await readCertificates(cacert, io),
    timeout,
    signal: io.interrupted(),
  };
}

async function readCertificates(file: string | undefined, { cwd }: Pick<Io, 'cwd'>): Promise<string | undefined> {
  if (file === undefined) return undefined;
  try {
    return await readFile(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw new CannotRunError(`error: ${describeFileError(error, file)}`, { cause: error });
  }
}
