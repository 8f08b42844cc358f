import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { say } from '../../../src/view/say/say.ts';
import { gateway, gatewayClass, make, route, secret, service, to } from '../../support/world.ts';
import { routingOf, traceOf } from './trace-of.ts';

const backends = [route('HTTPRoute', 'r', ['web'], to({ name: 's', port: 80 })), service('s')];

/** What becomes of a request to these Gateways: the state, and why. */
function answer(objects: readonly KubernetesObject[], scheme: 'http' | 'https' = 'http'): string {
  const { outcome } = traceOf(routingOf([...objects, ...backends]), { scheme, host: 'a.com' });
  return `${outcome.state}${outcome.reason === undefined ? '' : `: ${say(outcome.reason)}`}`;
}

function condition(type: string, status: string, reason = 'Because'): Readonly<Record<string, unknown>> {
  return { type, status, reason, message: 'so', lastTransitionTime: '2025-01-01T00:00:00Z' };
}

function listenerStatus(name: string, ...conditions: readonly unknown[]): Readonly<Record<string, unknown>> {
  return { name, attachedRoutes: 0, supportedKinds: [], conditions };
}

/** The status that the class's controller wrote for the listener. */
function reported(type: string, status: string): Readonly<Record<string, unknown>> {
  return { status: { listeners: [listenerStatus('http', condition(type, status))] } };
}

const http = { name: 'http', port: 80, protocol: 'HTTP' };

/** A listener that terminates TLS with a certificate. */
function tls(name: string, certificate: string): Readonly<Record<string, unknown>> {
  return { name, port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: certificate }] } };
}

suite('whether a listener serves', () => {
  test('one with nothing wrong does', () => assert.equal(answer([gateway('web')]), 'answered'));

  for (const type of ['Accepted', 'Programmed']) {
    test(`not where its controller says ${type}=False`, () => {
      assert.equal(
        answer([gateway('web', [http], {}, reported(type, 'False'))]),
        `refused: listener http of gateway shop/web serves nothing: its controller reports ${type}=False Because: so`,
      );
      assert.equal(answer([gateway('web', [http], {}, reported(type, 'True'))]), 'answered');
    });
  }

  test('not where its controller calls it conflicted, whatever else it says', () => {
    assert.equal(
      answer([gateway('web', [http], {}, reported('Conflicted', 'True'))]),
      'refused: listener http of gateway shop/web serves nothing: its controller reports Conflicted=True Because: so',
    );
    assert.equal(answer([gateway('web', [http], {}, reported('Conflicted', 'False'))]), 'answered');
  });

  for (const type of ['Accepted', 'Programmed']) {
    test(`not where its Gateway has ${type}=False, unless the listener itself is programmed`, () => {
      const conditions = [condition(type, 'False')];
      assert.equal(
        answer([gateway('web', [http], {}, { status: { conditions } })]),
        `refused: listener http of gateway shop/web serves nothing: gateway shop/web has ${type}=False Because: so`,
      );
      const listeners = [listenerStatus('http', condition('Programmed', 'True'))];
      const own = answer([gateway('web', [http], {}, { status: { conditions, listeners } })]);
      assert.equal(own === 'answered', type === 'Programmed');
    });
  }

  test('not where the controller refuses the class', () => {
    const refused = { ...gatewayClass('acme'), status: { conditions: [condition('Accepted', 'False')] } };
    assert.equal(
      answer([gateway('web'), refused]),
      'refused: listener http of gateway shop/web serves nothing: gatewayclass acme has Accepted=False Because: so',
    );
  });

  test('not where the controller finds no certificate that it can use', () => {
    const [bad, other] = ['InvalidCertificateRef', 'InvalidRouteKinds'].map((reason) => {
      const status = { listeners: [listenerStatus('fine', condition('ResolvedRefs', 'False', reason))] };
      return answer([gateway('web', [tls('fine', 'there')], {}, { status }), secret('there')], 'https');
    });
    assert.match(bad ?? '', /serves nothing: its controller reports ResolvedRefs=False InvalidCertificateRef/);
    assert.equal(other, 'answered');
  });

  test('not where the class does not exist', () => {
    assert.match(
      answer([gateway('web', [http], { gatewayClassName: 'none' })]),
      /^refused: .*GatewayClass none does not exist/,
    );
  });

  test('not where it cannot be told apart from another: nobody wins (GW:166-194)', () => {
    assert.match(
      answer([gateway('web', [http, { ...http, name: 'again' }])]),
      /^refused: listener http of gateway shop\/web serves/,
    );
  });

  test('of two such over TLS one that has no certificate takes nothing from the other', () => {
    const listeners = [tls('broken', 'gone'), tls('fine', 'there')];
    const objects = [
      gateway('web', listeners),
      make('v1', 'Secret', 'there', { type: 'kubernetes.io/tls' }),
      ...backends,
    ];
    const trace = traceOf(routingOf(objects), { scheme: 'https', host: 'a.com' });
    assert.equal(trace.outcome.state, 'answered');
    assert.equal(trace.listener?.section, 'fine');
    assert.deepEqual(
      trace.notes.map(({ code }) => code),
      ['rivalServesNothing'],
    );
    assert.match(
      answer([gateway('web', [tls('a', 'there'), tls('b', 'there')]), secret('there')], 'https'),
      /^refused/,
    );
  });

  test('not where the class does not exist, whatever was once reported', () => {
    const unknown = gateway('web', [http], { gatewayClassName: 'none' }, reported('Accepted', 'True'));
    assert.match(answer([unknown]), /^refused/);
  });
});
