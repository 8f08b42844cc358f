import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { check } from '../../../src/app/check.ts';
import type { CheckReport } from '../../../src/documents/check-report.ts';
import { CannotRunError } from '../../../src/model/errors.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { openCluster } from '../../support/fake-cluster.ts';
import type { Trouble } from '../../support/fake-cluster.ts';
import { runVerb } from '../../support/run-verb.ts';
import type { Outcome } from '../../support/run-verb.ts';
import { CLASS, crd, CRDS, gatewayClass } from './crds.ts';

function run(
  objects: readonly KubernetesObject[],
  trouble: Trouble = {},
  flags: Parameters<typeof check>[1] = {},
): Promise<Outcome> {
  return runVerb(
    (io, open) => check([], flags, io, open),
    () => openCluster(objects, trouble),
    {
      env: { LC_ALL: 'C.UTF-8' },
    },
  );
}

/** The lines that did not pass, without those of permissions unless they are asked for. */
function lines(out: string, marks = '✗!?'): readonly string[] {
  return out
    .split('\n')
    .flatMap((line) => (marks.includes(line.trimStart().charAt(0)) && line !== '' ? [line.trim()] : []));
}

suite('check of a cluster', () => {
  test('is ready where nothing is wrong', async () => {
    const { code, out, err } = await run([...CRDS, CLASS]);
    assert.deepEqual([code, err, lines(out)], [0, '', []]);
    assert.match(
      out,
      /^Gateway API:\n {2}✓ 3 CRDs of v1\.7\.0, standard channel\n {2}✓ \d+ kinds of the Gateway API are served\n/,
    );
    assert.match(out, /\nControllers:\n {2}✓ gatewayclass eg is accepted by .*-controller \(Envoy Gateway\)\n/);
    assert.match(out, /\n {2}✓ you may list gateways.gateway.networking.k8s.io\n/);
    assert.match(out, /\nResult: {2}ready: \d+ passed\n$/);
  });

  for (const [name, objects, expected, code] of [
    [
      'several releases',
      [...CRDS, crd('tlsroutes', { version: 'v1.5.1', channel: 'experimental' }), CLASS],
      /^! the CRDs are of several releases or channels: v1\.7\.0 standard \(gatewayclasses, gateways, httproutes\); v1\.5\.1 experimental \(tlsroutes\)$/,
      0,
    ],
    [
      'a release that is newer than gwctl',
      [...CRDS.slice(1), crd('gatewayclasses', { version: 'v1.8.0' }), CLASS],
      /^! v1\.8\.0 is newer than v1\.7/,
      0,
    ],
    [
      'objects in a version that is not served',
      [
        ...CRDS,
        crd('referencegrants', { versions: ['v1beta1*', '(v1alpha2)'], stored: ['v1alpha2', 'v1beta1'] }),
        CLASS,
      ],
      /^! referencegrants\.gateway\.networking\.k8s\.io may hold objects stored as v1alpha2, which is not served any more$/,
      0,
    ],
    [
      'objects in an old version',
      [...CRDS, crd('tlsroutes', { versions: ['v1*', 'v1alpha3'], stored: ['v1alpha3', 'v1'] }), CLASS],
      /^! tlsroutes.* stored as v1alpha3 instead of v1$/,
      0,
    ],
    [
      'a version that is gone',
      [...CRDS, crd('tlsroutes', { stored: ['v1alpha2', 'v1'] }), CLASS],
      /^! tlsroutes.* stored as v1alpha2, which is not served/,
      0,
    ],
    ['no class', CRDS, /^✗ there is no GatewayClass/, 1],
    [
      'a class that nobody has taken',
      [...CRDS, gatewayClass('acme', 'acme.example/x')],
      /^✗ gatewayclass acme is taken by no controller: nothing answers to acme\.example\/x$/,
      1,
    ],
    [
      'a class that is refused',
      [
        ...CRDS,
        gatewayClass('acme', 'a/b', { status: 'False', reason: 'InvalidParameters', message: 'no \u001b[31mname' }),
      ],
      /^✗ gatewayclass acme is refused by a\/b: InvalidParameters: no \\x1b\[31mname$/,
      1,
    ],
    [
      'a class that has changed since',
      [...CRDS, gatewayClass('acme', 'a/b', { status: 'True', reason: 'Accepted', observedGeneration: 0 })],
      /^! gatewayclass acme has changed since a\/b reported on it$/,
      0,
    ],
  ] as const) {
    test(`tells of ${name}`, async () => {
      const outcome = await run(objects);
      assert.ok(
        lines(outcome.out).some((line) => expected.test(line)),
        outcome.out,
      );
      assert.equal(outcome.code, code, outcome.out);
    });
  }

  test('fails without the API', async () => {
    const { code, out } = await run([], { unserved: ['gateways', 'gatewayclasses', 'httproutes'] });
    assert.equal(code, 1);
    assert.match(out, /✗ no CRD of the Gateway API is installed\n {6}hint: install a release/);
  });

  test('names the missing API once, even to those who may not read CRDs', async () => {
    const { code, out } = await run([], {
      unserved: ['gateways', 'gatewayclasses', 'httproutes'],
      forbidden: ['customresourcedefinitions'],
    });
    assert.equal(code, 1);
    assert.deepEqual(
      lines(out).filter((line) => !line.includes('you may')),
      ['✗ no CRD of the Gateway API is installed'],
    );
  });

  test('says what to do about several checks once', async () => {
    const { out } = await run([...CRDS, CLASS], { forbidden: ['secrets', 'configmaps', 'events'] });
    assert.equal(out.match(/hint: what depends on them is unknown/g)?.length, 2, out);
  });

  test('with -n does not ask for more than a Role can give', async () => {
    const trouble = { forbidden: ['gatewayclasses', 'namespaces'] };
    const { out } = await run([...CRDS, CLASS], trouble, { namespace: 'shop' });
    const mayNot = lines(out).filter((line) => line.includes('you may'));
    assert.deepEqual(mayNot, [
      '! you may not list gatewayclasses.gateway.networking.k8s.io',
      '! you may not list namespaces',
    ]);
  });

  test('names kinds that are not served', async () => {
    const { code, out } = await run([...CRDS, CLASS], { unserved: ['httproutes'] });
    assert.equal(code, 1);
    assert.match(out, /✗ httproutes.gateway.networking.k8s.io is not served\n/);
  });

  test('says what one may not read, and where it may be read', async () => {
    const { code, out, asked } = await run([...CRDS, CLASS], {
      forbidden: ['secrets', 'gateways in all', 'httproutes', 'namespaces'],
    });
    assert.equal(code, 1);
    assert.deepEqual(
      lines(out).filter((line) => line.includes('you may')),
      [
        '! you may list gateways.gateway.networking.k8s.io in namespace default only',
        '✗ you may not list httproutes.gateway.networking.k8s.io',
        '✗ you may not list namespaces',
        '! you may not get secrets',
      ],
    );
    // What belongs to no namespace is asked for once.
    assert.equal(asked.filter((one) => one.startsWith('may list namespaces')).length, 1);
  });

  test('with -n asks for the rights of that namespace only', async () => {
    const trouble = { forbidden: ['gateways in all', 'httproutes in all'] };
    const { out, asked } = await run([...CRDS, CLASS], trouble, { namespace: 'shop' });
    assert.deepEqual(lines(out), []);
    assert.ok(asked.includes('may list gateways in shop') && asked.includes('may list gatewayclasses in all'));
  });

  test('tells what it could not read', async () => {
    const { code, out } = await run([...CRDS, CLASS], { forbidden: ['customresourcedefinitions', 'gatewayclasses'] });
    assert.equal(code, 1);
    assert.match(out, /\? the CRDs could not be read: /);
    assert.match(out, /\? the GatewayClasses could not be read: /);
  });

  test('is not said to be ready where a part is unknown', async () => {
    const { code, out } = await run([...CRDS, CLASS], { forbidden: ['customresourcedefinitions'] });
    assert.equal(code, 1);
    assert.match(out, /\nResult: {2}ready, as far as is known: \d+ passed, \d+ warnings?, \d+ unknown\n$/);
  });

  test('as a document has every check, its state, and the gaps', async () => {
    const { out, code } = await run([...CRDS, CLASS], { forbidden: ['gatewayclasses'] }, { output: 'json' });
    const report: CheckReport = JSON.parse(out);
    assert.equal(code, 1);
    assert.equal(
      report.checks.length,
      Object.values(report.summary).reduce((sum, one) => sum + one, 0),
    );
    assert.deepEqual(
      report.gaps.map(({ kind, reason }) => [kind, reason]),
      [['gatewayclasses.gateway.networking.k8s.io', 'forbidden']],
    );
    assert.deepEqual(report.checks[0], {
      section: 'crds',
      id: 'installed',
      state: 'passed',
      message: '3 CRDs of v1.7.0, standard channel',
    });
  });

  test('says what an upgrade would drop, and of what that is unknown', async () => {
    const route = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'cart\u001b', namespace: 'shop', uid: '1' },
      spec: { rules: [{ sessionPersistence: { type: 'Header' } }] },
    };
    const whole = await run([...CRDS, CLASS, route], {}, { upgradeTo: '1.7' });
    assert.equal(whole.code, 1);
    assert.deepEqual(lines(whole.out), [
      String.raw`✗ HTTPRoute shop/cart\x1b would lose what v1.7.0 does not know: spec.rules[0].sessionPersistence`,
    ]);
    const part = await run([...CRDS, CLASS, route], { forbidden: ['httproutes'] }, { upgradeTo: '1.7' });
    assert.equal(part.code, 1);
    assert.ok(
      lines(part.out).some((line) => line.startsWith('? what the upgrade does to some objects is unknown: httproutes')),
      part.out,
    );
    const other = await run([...CRDS, CLASS, route], {}, { upgradeTo: '1.7', namespace: 'pay' });
    assert.deepEqual([other.code, lines(other.out)], [0, []]);
  });

  test('ends with 3 where no cluster answers', async () => {
    const outcome = await runVerb(
      (io, open) => check([], {}, io, open),
      () => Promise.reject(new CannotRunError('The connection to the server x was refused')),
      {},
    );
    assert.equal(outcome.code, 3);
  });
});
