import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { effective } from '../../../src/app/effective.ts';
import type { EffectiveFlags } from '../../../commands/effective.ts';
import type { ExitCode } from '../../../src/cli/io.ts';
import { captureIo } from '../../support/captured-io.ts';
import { AnswerError, UsageError } from '../../../src/model/errors.ts';
import { isRecord, readPath, readRecords } from '../../../src/model/read.ts';

const MANIFESTS = fileURLToPath(new URL('manifests/', import.meta.url));

const ODD = 'Warning: TimeoutPolicy shop/odd: spec.targetRef is not an object\n';

interface Run {
  readonly code: ExitCode;
  readonly out: string;
  readonly errors: string;
}

async function run(words: string, flags: EffectiveFlags = {}): Promise<Run> {
  const { io, written } = captureIo({ cwd: MANIFESTS });
  const code = await effective(words.split(' '), { from: [MANIFESTS], namespace: 'shop', ...flags }, io);
  return { code, out: written.out, errors: written.err };
}

/** The paths that two kinds have for these words, sorted. */
async function heads(words: string): Promise<readonly string[]> {
  const { out } = await run(words, { namespace: 'infra', kind: ['SecurityPolicy', 'TimeoutPolicy'] });
  return out
    .split('\n')
    .filter((line) => line.startsWith('# gateway '))
    .sort();
}

describe('gwctl effective', () => {
  test('the text of one kind on a route', async () => {
    const { code, out, errors } = await run('httproute/checkout', { kind: ['timeoutpolicy'] });
    assert.equal(
      out,
      `# gateway infra/edge > httproute shop/checkout
# TimeoutPolicy.acme.io
idle: 60s      # TimeoutPolicy infra/default-timeouts (gateway, override)   beats 5m from shop/pay (httproute, default): an override from above wins
request: 10s   # TimeoutPolicy shop/pay (httproute, default)   beats 30s from infra/default-timeouts (gateway, default): more specific
retries: 2     # TimeoutPolicy infra/class-defaults (gatewayclass, default)
`,
    );
    assert.deepEqual([code, errors], [0, ODD]);
  });

  test('sections, ways and policies as arguments', async () => {
    assert.match(
      (await run('gateway/edge#https', { namespace: 'infra', kind: ['SecurityPolicy'] })).out,
      /listener https/,
    );
    assert.equal((await run('gateway edge#http', { namespace: 'infra', kind: ['SecurityPolicy'] })).out, '');
    assert.match((await run('service/pay#tls', { path: ['infra/gateway/edge#https'] })).out, /> port 81/);
    assert.match((await run('timeoutpolicy/pay')).out, /^# gateway infra\/edge > httproute shop\/checkout\n/);
    assert.match((await run('httproutes', { allNamespaces: true })).out, /httproute shop\/checkout/);
  });

  test('each name has its own section, and one name may have several', async () => {
    const [http, https] = [await heads('gateway/edge#http'), await heads('gateway/edge#https')];
    assert.deepEqual(await heads('gateway edge#http edge#https'), [...http, ...https].sort());
    assert.deepEqual(
      await heads('gateway/edge#https gateway/edge'),
      [...https, ...(await heads('gateway/edge'))].sort(),
    );
  });

  test('a route that is refused inherits nothing', async () => {
    const { code, out, errors } = await run('httproute/refused');
    assert.deepEqual([code, out, errors], [0, '', `No policies apply to httproute shop/refused\n${ODD}`]);
  });

  test('the document', async () => {
    const { out } = await run('httproute/checkout', { output: 'json', kind: ['TimeoutPolicy'] });
    const document: unknown = JSON.parse(out);
    assert.equal(readPath(document, 'kind'), 'EffectivePolicyList');
    const [item] = readRecords(readPath(document, 'items'));
    assert.ok(isRecord(item));
    assert.deepEqual(item['spec'], { idle: '60s', request: '10s', retries: 2 });
    assert.equal(readPath(item, 'path', 'gateway', 'name'), 'edge');
    assert.equal(readPath(item, 'path', 'listener'), undefined);
    assert.deepEqual(
      readRecords(item['sources']).map((source) => [
        source['field'],
        readPath(source, 'policy', 'name'),
        source['level'],
      ]),
      [
        ['/idle', 'default-timeouts', 'gateway'],
        ['/request', 'pay', 'route'],
        ['/retries', 'class-defaults', 'gatewayclass'],
      ],
    );
    assert.deepEqual(readPath(document, 'gaps'), []);
    // The printer would write what is undefined as null.
    assert.doesNotMatch(out, /null/);
  });

  test('session persistence is among the settings', async () => {
    const { out } = await run('httproute/checkout', { output: 'json' });
    const [setting] = readRecords(readPath(JSON.parse(out), 'settings'));
    assert.equal(setting?.['about'], 'sessionPersistence');
    assert.deepEqual(setting['spec'], { type: 'Cookie', cookie: { name: 's' } });
  });

  test('odd policies are named and spoil nothing', async () => {
    const route = await run('httproute/checkout', { kind: ['TimeoutPolicy'] });
    assert.match(route.out, /request: 10s/);
    assert.equal(route.errors, ODD);
    const lost = await run('timeoutpolicy/lost');
    assert.equal(lost.out, '');
    assert.match(
      lost.errors,
      /Warning: TimeoutPolicy shop\/lost: HTTPRoute shop\/chekout does not exist; did you mean checkout\?\n/,
    );
  });

  test('of a kind that only its controller understands the inputs are shown in order', async () => {
    const { out } = await run('gateway/edge', { namespace: 'infra', kind: ['AuthorizationPolicy'] });
    assert.equal(
      out,
      `# gateway infra/edge
# AuthorizationPolicy.security.istio.io: only its controller knows how these are merged
# 1. AuthorizationPolicy infra/deny (gateway)
action: DENY
`,
    );
  });

  test('what does not exist is an answer of no', async () => {
    const gone = await run('httproute/gone');
    assert.equal(gone.code, 1);
    assert.match(gone.errors, /^error: .* not found$/m);
    await assert.rejects(run('httproute/checkout#9'), AnswerError);
    await assert.rejects(run('httproute/checkout', { kind: ['retry'] }), AnswerError);
    await assert.rejects(run('httproute/checkout', { path: ['checkout'] }), UsageError);
    await assert.rejects(run('httproute/checkout', { output: 'table' }), UsageError);
  });
});
