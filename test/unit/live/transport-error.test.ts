import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainTransportError } from '../../../src/source/live/transport-error.ts';

const SERVER = 'https://api.example:6443';
const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

function nodeError(code: string, facts: object = {}, message = code): Error {
  return Object.assign(new Error(message), { code }, facts);
}

test("Node's network errors in the words of kubectl and Go", () => {
  const unable = 'Unable to connect to the server: ';
  const refused = 'The connection to the server api.example:6443 was refused - did you specify the right host or port?';
  const cases: readonly (readonly [Error, string])[] = [
    [nodeError('ECONNREFUSED'), refused],
    [new AggregateError([nodeError('ECONNREFUSED'), nodeError('ECONNREFUSED')]), refused],
    [nodeError('ENOTFOUND', { hostname: 'api.example' }), `${unable}dial tcp: lookup api.example: no such host`],
    [nodeError('EAI_AGAIN', { hostname: 'x' }), `${unable}dial tcp: lookup x: Temporary failure in name resolution`],
    [
      nodeError('EHOSTUNREACH', { syscall: 'connect', address: '10.0.0.1', port: 6443 }),
      `${unable}dial tcp 10.0.0.1:6443: connect: no route to host`,
    ],
    [
      nodeError('ENETUNREACH', { syscall: 'connect', address: 'fd00::1', port: 6443 }),
      `${unable}dial tcp [fd00::1]:6443: connect: network is unreachable`,
    ],
    [nodeError('ECONNRESET', { syscall: 'read' }), `${unable}read: connection reset by peer`],
    [nodeError('ECONNRESET', {}, 'socket hang up'), `${unable}EOF`],
    [
      nodeError('EPROTO', {}, 'write EPROTO 40:error:0A00010B:SSL routines:f:wrong version number:../x.c:7:'),
      `${unable}http: server gave HTTP response to HTTPS client`,
    ],
    [
      nodeError(
        'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
        {},
        '40:error:0A00045C:SSL routines:f:tlsv13 alert certificate required:../x.c:9:SSL alert number 116',
      ),
      `${unable}remote error: tls: certificate required`,
    ],
    [
      nodeError('HPE_INVALID_CONSTANT'),
      `${unable}net/http: HTTP/1.x transport connection broken: malformed HTTP response`,
    ],
    [nodeError('ESOMETHING', {}, 'quite new'), `${unable}quite new`],
  ];
  for (const [error, text] of cases) {
    assert.equal(explainTransportError(error, SERVER, 'connecting', NOW).message, text);
  }
});

test('a server is named as it was written', () => {
  for (const [server, host] of [
    ['https://api.example:443/base', 'api.example:443'],
    ['https://api.example', 'api.example'],
    ['http://[::1]:80', '[::1]:80'],
  ] as const) {
    assert.match(
      explainTransportError(nodeError('ECONNREFUSED'), server, 'connecting', NOW).message,
      /^The connection to the server \S+ was refused/,
    );
    assert.equal(
      explainTransportError(nodeError('ECONNREFUSED'), server, 'connecting', NOW).message.split(' ')[5],
      host,
    );
  }
});

test("what TLS refuses in Go's words", () => {
  const verify = 'Unable to connect to the server: tls: failed to verify certificate: x509: ';
  const wrongHost = (host: string, subjectaltname?: string): Error =>
    nodeError('ERR_TLS_CERT_ALTNAME_INVALID', { host, cert: { subjectaltname } });
  const validity = { from: Date.UTC(2020, 0, 1), to: Date.UTC(2021, 0, 1) };
  const cases: readonly (readonly [Error, string])[] = [
    [nodeError('SELF_SIGNED_CERT_IN_CHAIN'), 'certificate signed by unknown authority'],
    [nodeError('DEPTH_ZERO_SELF_SIGNED_CERT'), 'certificate signed by unknown authority'],
    [nodeError('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), 'certificate signed by unknown authority'],
    [
      nodeError('CERT_HAS_EXPIRED'),
      'certificate has expired or is not yet valid: current time 2026-01-02T03:04:05Z is after 2021-01-01T00:00:00Z',
    ],
    [
      wrongHost('b.example', 'DNS:a.example, DNS:c.example, IP Address:10.0.0.1'),
      'certificate is valid for a.example, c.example, not b.example',
    ],
    [wrongHost('10.0.0.2', 'DNS:a.example, IP Address:10.0.0.1'), 'certificate is valid for 10.0.0.1, not 10.0.0.2'],
    [
      wrongHost('10.0.0.2', 'DNS:a.example'),
      "cannot validate certificate for 10.0.0.2 because it doesn't contain any IP SANs",
    ],
    [wrongHost('b.example'), 'certificate is not valid for any names, but wanted to match b.example'],
  ];
  for (const [error, text] of cases) {
    assert.equal(explainTransportError(error, SERVER, 'connecting', NOW, validity).message, verify + text);
  }
  assert.equal(
    explainTransportError(nodeError('CERT_NOT_YET_VALID'), SERVER, 'connecting', Date.UTC(2019, 0, 1), validity)
      .message,
    `${verify}certificate has expired or is not yet valid: current time 2019-01-01T00:00:00Z is before 2020-01-01T00:00:00Z`,
  );
  assert.equal(
    explainTransportError(nodeError('CERT_HAS_EXPIRED'), SERVER, 'connecting', NOW).message,
    `${verify}certificate has expired or is not yet valid`,
  );
});
