import { isIP } from 'node:net';

/** Whether a text is an IP address, of one family or of any; Go knows no zone behind one. */
export function isIp(text: string, family?: 'ipv4' | 'ipv6'): boolean {
  if (text.includes('%')) return false;
  const found = isIP(text);
  return family === undefined ? found !== 0 : found === (family === 'ipv4' ? 4 : 6);
}
