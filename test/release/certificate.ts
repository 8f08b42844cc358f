import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Makes a certificate for 127.0.0.1 that only itself vouches for: `key.pem` and `cert.pem` in a folder. */
export async function makeCertificate(folder: string): Promise<{ readonly key: string; readonly cert: string }> {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  const files = ['-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert];
  await promisify(execFile)('openssl', ['req', '-x509', ...subject, ...files]);
  return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
}
