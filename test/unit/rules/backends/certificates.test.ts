import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { analyze } from '../../../../src/app/analyze.ts';
import {
  EXPIRED_CERTIFICATE,
  MATCHING_CERTIFICATE,
  MISMATCHED_CERTIFICATE,
  secureShop,
} from '../../../../src/analysis/rules/backends/example-certificates.ts';
import { EXAMPLE_CERTIFICATE } from '../../../../src/analysis/rules/examples.ts';
import { analyzeText } from '../../../support/analyze.ts';
import { EXAMPLE_KEY, EXAMPLE_PEM } from '../../../support/example-pem.ts';
import { openCluster } from '../../../support/fake-cluster.ts';
import { runMain } from '../../../support/run-main.ts';
import { runVerb } from '../../../support/run-verb.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');

/** Of an authority that another has signed, until 2026-01-01. */
const INTERMEDIATE = `-----BEGIN CERTIFICATE-----
MIIBPzCB56ADAgECAgECMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBHJvb3QwHhcN
MjUwMTAxMDAwMDAwWhcNMjYwMTAxMDAwMDAwWjARMQ8wDQYDVQQDEwZpc3N1ZXIw
WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAT5aEA8ZPiJN0BZx0V+2OnDCP2NVTpV
CLc7t3QiJppYldGoUE6nlo5/MyA40my4XjfzWXSlFYiUY8i9WCHJY4zgozIwMDAP
BgNVHRMBAf8EBTADAQH/MB0GA1UdDgQWBBR4SDH3PiUlIE+qxhGQUWrIu19dkTAK
BggqhkjOPQQDAgNHADBEAiBecL+48Vb9yiyM5h59tAY0IWzGkqPJ2NM0+Q7R0rIP
JAIgQjg3WEbkyii3Njwd4ohUOx5bxUWtcen7uQpv5YT3hu4=
-----END CERTIFICATE-----
`;

async function found(manifests: string): Promise<readonly string[]> {
  const { findings } = await analyzeText(manifests);
  return findings.filter(({ code }) => code.startsWith('GW205')).map(({ code, path }) => `${code} ${path}`);
}

function secret(data: Readonly<Record<string, string>>, field = 'data'): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'web-tls' },
    type: 'kubernetes.io/tls',
    [field]: data,
  });
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function listener(hostname: string, secrets = 'name: web-tls'): string {
  return secureShop(hostname).replace('name: web-tls', secrets);
}

suite('certificates', () => {
  test('are read from data as from stringData, which wins', async () => {
    const own = { 'tls.crt': base64(EXAMPLE_PEM), 'tls.key': base64(EXAMPLE_KEY) };
    assert.deepEqual(await found(`${secret(own)}\n---${listener('www.example.com')}`), []);
    const both = JSON.stringify({
      ...JSON.parse(secret({ 'tls.crt': base64('-----BEGIN CERTIFICATE-----'), 'tls.key': '' })),
      stringData: { 'tls.crt': EXAMPLE_PEM },
    });
    assert.deepEqual(await found(`${both}\n---${listener('www.example.org')}`), [
      'GW2053 spec.listeners[0].tls.certificateRefs',
    ]);
  });

  test('say nothing where values were left out, redacted or encrypted', async () => {
    const redacted: readonly Readonly<Record<string, string>>[] = [
      { 'tls.crt': '', 'tls.key': '' },
      { 'tls.crt': 'UkVEQUNURUQ=', 'tls.key': 'UkVEQUNURUQ=' },
      { 'tls.crt': 'ENC[AES256_GCM,data:x]', 'tls.key': 'ENC[AES256_GCM,data:x]' },
      { 'tls.crt': base64(EXAMPLE_PEM), 'tls.key': 'UkVEQUNURUQ=' },
      { 'tls.crt': base64(EXAMPLE_PEM), 'tls.key': base64('-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII') },
    ];
    for (const data of redacted) {
      assert.deepEqual(await found(`${secret(data)}\n---${listener('www.example.com')}`), [], JSON.stringify(data));
    }
  });

  // RFC 9525, section 6.3; semantics of listener hostnames: type docs of Listener.hostname.
  test('a wildcard in a certificate stands for one label, one of a listener for any number', async () => {
    const cases: readonly (readonly [string, boolean])[] = [
      ['example.com', true],
      ['www.example.com', true],
      ['*.example.com', true],
      ['a.b.example.com', false],
      ['*.b.example.com', false],
      ['example.org', false],
      ['*.org', false],
      ['*.com', true],
      ['notexample.com', false],
    ];
    for (const [hostname, isFine] of cases) {
      const codes = await found(`${EXAMPLE_CERTIFICATE}---${listener(hostname)}`);
      const expected = isFine ? [] : ['GW2053 spec.listeners[0].tls.certificateRefs'];
      assert.deepEqual(codes, expected, hostname);
    }
  });

  test('of several one that is for the hostname is enough, and one that is not known may be', async () => {
    const other = EXAMPLE_CERTIFICATE.replace('name: web-tls', 'name: other');
    const unknown = secret({ 'tls.crt': '', 'tls.key': '' }).replace('web-tls', 'unknown');
    const two = listener('www.example.org', 'name: web-tls}, {name: other');
    assert.equal((await found(`${EXAMPLE_CERTIFICATE}---${other}---${two}`)).length, 1);
    const three = listener('www.example.org', 'name: web-tls}, {name: unknown');
    assert.deepEqual(await found(`${EXAMPLE_CERTIFICATE}---\n${unknown}\n---${three}`), []);
  });

  test('are found once for each Gateway that presents them, however many listeners do', async () => {
    const twice = listener('www.example.com').replace(
      '  listeners:\n',
      `  listeners:\n  - {name: more, port: 443, protocol: HTTPS, hostname: b.example.com, tls: {certificateRefs: [{name: web-tls}]}}\n`,
    );
    assert.ok(twice.includes('name: more'));
    const found2 = await found(`${EXPIRED_CERTIFICATE}---${twice}`);
    assert.deepEqual(found2, ['GW2050 spec.listeners[0].tls.certificateRefs[0]']);
  });

  test('of a chain the later ones count for the date, not for the name or the key', async () => {
    const chainOf = (more: string): string =>
      secret({ 'tls.crt': `${EXAMPLE_PEM}${more}`, 'tls.key': EXAMPLE_KEY }, 'stringData');
    const { findings } = await analyzeText(`${chainOf(INTERMEDIATE)}\n---${listener('www.example.com')}`);
    const [one, ...others] = findings.filter(({ code }) => code.startsWith('GW205'));
    assert.deepEqual(others, []);
    assert.match(one?.message ?? '', /^an intermediate certificate in Secret shop\/web-tls expired on 2026-01-01$/);
    // Nobody asks for a root that is sent along.
    const root = /-----BEGIN[^]*-----END CERTIFICATE-----/.exec(EXPIRED_CERTIFICATE)?.[0].replaceAll(/^ +/gm, '');
    assert.deepEqual(await found(`${chainOf(`${root}\n`)}\n---${listener('www.example.com')}`), []);
  });

  test('of passed through TLS are not looked at', async () => {
    const passed = listener('www.example.com')
      .replace('protocol: HTTPS', 'protocol: TLS')
      .replace('tls: {', 'tls: {mode: Passthrough, ');
    assert.deepEqual(await found(`${EXPIRED_CERTIFICATE}---${passed}`), []);
  });

  test('nothing of a Secret is shown, in no format', async () => {
    const manifests = `${MATCHING_CERTIFICATE}---${secureShop('www.example.org')}`;
    const [, key = ''] = EXAMPLE_KEY.split('\n');
    const [, certificate = ''] = EXAMPLE_PEM.split('\n');
    for (const words of [
      'analyze -o json',
      'analyze',
      'get secrets -o yaml',
      'get secrets -o json',
      'describe secrets',
    ]) {
      const { out } = await runMain([...words.split(' '), '-A', '--from', '-'], manifests);
      assert.ok(out.length > 20, words);
      assert.ok(!out.includes(key) && !out.includes(certificate), words);
    }
  });
});

suite('certificates of a cluster', () => {
  const held = `${MISMATCHED_CERTIFICATE}---${secureShop('www.example.org')}`.replaceAll(
    /^metadata: \{name: /gm,
    'metadata: {namespace: shop, name: ',
  );

  test('are looked at only where that is asked for, and then by name', async () => {
    for (const certificates of [false, true]) {
      const { out, asked } = await runVerb(
        (io, open) => analyze([], { namespace: 'shop', certificates }, io, open),
        () => openCluster(held),
        { now: () => NOW },
      );
      assert.equal(/GW2053/.test(out), certificates, out);
      assert.equal(/GW2055/.test(out), certificates, out);
      const ofSecrets = asked.filter((one) => one.includes('secrets'));
      assert.deepEqual(ofSecrets, [`${certificates ? 'get' : 'table'} secrets/web-tls in shop`]);
    }
  });

  test('that may not be read are a gap, and no finding', async () => {
    const { out, err } = await runVerb(
      (io, open) => analyze([], { namespace: 'shop', certificates: true }, io, open),
      () => openCluster(held, { forbidden: ['secrets'] }),
      { now: () => NOW },
    );
    assert.doesNotMatch(out, /GW205/);
    assert.match(err, /secrets/);
  });
});
