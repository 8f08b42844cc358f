import type { Socket } from 'node:net';
import { isIP } from 'node:net';
import { CannotRunError } from '../../../model/errors.ts';
import type { Proxy } from './proxy.ts';

/** Reply codes of RFC 1928 section 6, in the words of Go's client. */
const REPLIES: readonly string[] = [
  'succeeded',
  'general SOCKS server failure',
  'connection not allowed by ruleset',
  'network unreachable',
  'host unreachable',
  'connection refused',
  'TTL expired',
  'command not supported',
  'address type not supported',
];

/**
 * Asks a SOCKS5 proxy (RFC 1928, passwords by RFC 1929) for a connection; names are resolved by the proxy, as Go does.
 * @throws CannotRunError when the proxy refuses.
 */
export async function connectSocks5(socket: Socket, proxy: Proxy, host: string, port: number): Promise<void> {
  const read = readExactly(socket);
  try {
    const withPassword = proxy.username !== '';
    socket.write(Buffer.from(withPassword ? [5, 2, 0, 2] : [5, 1, 0]));
    const [version, method] = await read(2);
    if (version !== 5) throw refused(proxy, `unexpected protocol version ${version}`);
    if (method === 2) await logIn(socket, proxy, read);
    else if (method !== 0) throw refused(proxy, 'no acceptable authentication methods');

    socket.write(Buffer.concat([Buffer.from([5, 1, 0]), encodeAddress(host), encodePort(port)]));
    const [, reply = 1, , type] = await read(4);
    if (reply !== 0) throw refused(proxy, REPLIES[reply] ?? `unknown code: ${reply}`);
    // The bound address is of no use, but it has to be read.
    const length = type === 1 ? 4 : type === 4 ? 16 : ((await read(1))[0] ?? 0);
    await read(length + 2);
  } finally {
    read.stop();
  }
}

async function logIn(socket: Socket, proxy: Proxy, read: (count: number) => Promise<Buffer>): Promise<void> {
  const name = Buffer.from(proxy.username, 'utf8');
  const password = Buffer.from(proxy.password, 'utf8');
  if (name.length > 255 || password.length > 255) throw refused(proxy, 'invalid username/password');
  socket.write(Buffer.concat([Buffer.from([1, name.length]), name, Buffer.from([password.length]), password]));
  const [, status] = await read(2);
  if (status !== 0) throw refused(proxy, 'username/password authentication failed');
}

function encodeAddress(host: string): Buffer {
  const version = isIP(host);
  if (version === 4) return Buffer.from([1, ...host.split('.').map(Number)]);
  if (version === 6) return Buffer.from([4, ...expandIpv6(host)]);
  const name = Buffer.from(host, 'utf8');
  return Buffer.concat([Buffer.from([3, name.length]), name]);
}

function encodePort(port: number): Buffer {
  return Buffer.from([port >> 8, port & 0xff]);
}

function expandIpv6(host: string): readonly number[] {
  const [before = '', after] = host.split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const zeros = after === undefined ? [] : Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}

/** Reads a fixed number of bytes at a time; `stop` gives the socket back with what was not read. */
function readExactly(socket: Socket): ((count: number) => Promise<Buffer>) & { readonly stop: () => void } {
  let seen = Buffer.alloc(0);
  let failure: Error | undefined;
  let wake: (() => void) | undefined;
  const onData = (chunk: Buffer): void => {
    seen = Buffer.concat([seen, chunk]);
    wake?.();
  };
  const onError = (error: Error): void => {
    failure ??= error;
    wake?.();
  };
  const onClose = (): void => onError(new Error('EOF'));
  socket.on('data', onData);
  socket.once('error', onError);
  socket.once('close', onClose);
  const read = async (count: number): Promise<Buffer> => {
    while (seen.length < count) {
      if (failure !== undefined)
        throw new CannotRunError(`Unable to connect to the server: socks connect: ${failure.message}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const taken = seen.subarray(0, count);
    seen = seen.subarray(count);
    return taken;
  };
  return Object.assign(read, {
    stop() {
      socket.removeListener('data', onData);
      socket.removeListener('error', onError);
      socket.removeListener('close', onClose);
      socket.pause();
      if (seen.length > 0) socket.unshift(seen);
    },
  });
}

function refused(proxy: Proxy, reason: string): CannotRunError {
  return new CannotRunError(
    `Unable to connect to the server: socks connect tcp ${proxy.hostname}:${proxy.port}: ${reason}`,
  );
}
