import { X509Certificate } from 'node:crypto';
import { Buffer } from 'node:buffer';

const BEGIN = '-----BEGIN ';
const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;
/** Letters, digits and signs of a text: what somebody wrote, not what a redacted value decodes to. */
const TEXT = /^[\t\n\r\u0020-\u007e]+$/;

/**
 * Whether a value of a Secret is text that holds no PEM certificate. An empty, encrypted or redacted value says nothing, so
 * it is not called wrong.
 * @param isEncoded whether it stands in `data` (base64) rather than in `stringData`.
 */
export function holdsNoCertificate(value: unknown, isEncoded: boolean): boolean {
  if (typeof value !== 'string' || value.trim() === '') return false;
  if (isEncoded && (!BASE64.test(value) || value.replace(/\s/g, '').length % 4 !== 0)) return false;
  const text = isEncoded ? Buffer.from(value, 'base64').toString('latin1') : value;
  if (!text.includes(BEGIN)) return TEXT.test(text);
  try {
    return new X509Certificate(text).subject === undefined;
  } catch {
    return true;
  }
}
