import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A certificate and its key, as files in PEM. */
export interface CertificateFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/** What a certificate is for. */
export interface CertificateRequest {
  /** Common name: the user, for a client. */
  readonly name: string;
  /** Organizations: the groups, for a client. */
  readonly groups?: readonly string[];
  /** Names and addresses of a server, as `DNS:localhost` and `IP:127.0.0.1`. */
  readonly serves?: readonly string[];
  /** Days from now until it ends; negative for one that has expired. Default 2. */
  readonly days?: number;
}

/** A certificate authority that issues certificates for tests. */
export interface Authority {
  readonly caFile: string;
  readonly issue: (request: CertificateRequest) => Promise<CertificateFiles>;
}

/** Makes an authority in a folder, with openssl: Node can read certificates, not issue them. */
export async function createAuthority(folder: string): Promise<Authority> {
  await mkdir(folder, { recursive: true });
  const caFile = join(folder, 'ca.crt');
  const caKeyFile = join(folder, 'ca.key');
  await openssl([...NEW_KEY, '-x509', '-days', '2', '-subj', '/CN=test-ca', '-keyout', caKeyFile, '-out', caFile]);
  let serial = 1;
  return {
    caFile,
    async issue({ name, groups = [], serves = [], days = 2 }) {
      const base = join(folder, `${serial++}`);
      const files = { certFile: `${base}.crt`, keyFile: `${base}.key` };
      const subject = `${groups.map((group) => `/O=${group}`).join('')}/CN=${name}`;
      await openssl([...NEW_KEY, '-subj', subject, '-keyout', files.keyFile, '-out', `${base}.csr`]);
      const usage = serves.length > 0 ? 'serverAuth' : 'clientAuth';
      const names = serves.length > 0 ? `subjectAltName=${serves.join(',')}\n` : '';
      await writeFile(`${base}.ext`, `extendedKeyUsage=${usage}\n${names}`);
      const signing = ['-CA', caFile, '-CAkey', caKeyFile, '-set_serial', String(serial), '-days', String(days)];
      await openssl([
        'x509',
        '-req',
        '-in',
        `${base}.csr`,
        ...signing,
        '-extfile',
        `${base}.ext`,
        '-out',
        files.certFile,
      ]);
      return files;
    },
  };
}

const NEW_KEY = ['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

async function openssl(args: readonly string[]): Promise<void> {
  await promisify(execFile)('openssl', args);
}
