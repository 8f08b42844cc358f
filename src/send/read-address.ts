import type { SendAddress } from './outgoing.ts';

/**
 * Reads `HOST`, `HOST:PORT`, `[2001:db8::1]:PORT` or an address of IPv6 alone.
 * @param port where none is written.
 * @returns undefined for anything else.
 */
export function readAddress(text: string, port: number): SendAddress | undefined {
  const bracketed = /^\[([0-9a-f:.%]+)\](?::(\d{1,5}))?$/i.exec(text);
  const plain = /^([^:[\]\s/@]+)(?::(\d{1,5}))?$/.exec(text);
  const bare = /^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text) ? text : undefined;
  const [, host = bare, written] = bracketed ?? plain ?? [];
  const number = written === undefined ? port : Number(written);
  return host === undefined || number < 1 || number > 65_535 ? undefined : { host, port: number };
}
