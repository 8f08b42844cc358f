import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, test } from 'node:test';
import { holdsNoCertificate } from '../../../src/source/certificates/is-certificate.ts';

/** A self-signed certificate of nobody. */
const PEM = `-----BEGIN CERTIFICATE-----
MIIBdDCCARugAwIBAgIUE2onBU0V0DZNjiD3JgjvVLfOnJEwCgYIKoZIzj0EAwIw
EDEOMAwGA1UEAwwFZ3djdGwwHhcNMjYxMTI1MDIzMzU0WhcNMzYxMTIyMDIzMzU0
WjAQMQ4wDAYDVQQDDAVnd2N0bDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMJw
C+D5lxunXa5dhepkjNE5S52UCCjYhogSClp1XmxjVfe8P2rcHUwl+g/T5te5N1G7
GFKGb+Ec9cTzt4eaeFyjUzBRMB0GA1UdDgQWBBRk7HHW0h3GRgEYn62rvQdFcGSH
+DAfBgNVHSMEGDAWgBRk7HHW0h3GRgEYn62rvQdFcGSH+DAPBgNVHRMBAf8EBTAD
AQH/MAoGCCqGSM49BAMCA0cAMEQCIC0DoIG0kd2+UvwPj0wfVIERFn0llruNpnpr
Jv8vKEfmAiBWZajRajhpppzH6WQZYcybY5A15iOOO+zO0nnmqDUHGw==
-----END CERTIFICATE-----
`;

const encode = (text: string): string => Buffer.from(text).toString('base64');

describe('a value of a Secret is called no certificate (semantics.md 6.1)', () => {
  for (const [name, value, isEncoded, expected] of [
    ['text in base64', encode('Hello world\n'), true, true],
    ['text in stringData', 'Hello world', false, true],
    ['a PEM certificate that does not parse', encode(PEM.slice(0, 200)), true, true],
    ['a PEM certificate', encode(PEM), true, false],
    ['a PEM certificate in stringData', PEM, false, false],
    ['nothing', '', true, false],
    ['a redacted value', 'REDACTED', true, false],
    ['an encrypted value', 'ENC[AES256_GCM,data:abc]', true, false],
    ['a value of another type', 7, true, false],
  ] as const) {
    test(name, () => assert.equal(holdsNoCertificate(value, isEncoded), expected));
  }
});
