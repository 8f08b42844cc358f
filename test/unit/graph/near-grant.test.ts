import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { refOf } from '../../../src/model/ref.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { say } from '../../../src/view/say/say.ts';
import { attachmentOf, gateway, grant, graphOf, listenerSet, route, secret, service, to } from '../../support/world.ts';

const API = 'gateway.networking.k8s.io';
const web = gateway('web');
const asks = route('HTTPRoute', 'r', ['web'], to({ name: 's', namespace: 'b', port: 80 }));
const denied =
  'Service b/s is in another namespace, which does not permit the reference: add a ReferenceGrant in namespace b from HTTPRoute in namespace shop to Service s';

/** What is said of the reference to Service b/s beside these grants. */
function said(...grants: readonly KubernetesObject[]): string {
  return say(attachmentOf(asks, [web, service('b/s'), ...grants]).resolvedRefs.because);
}

describe('a ReferenceGrant that was probably meant', () => {
  for (const [name, from, target, fault] of [
    ['another group to refer to', `${API}/HTTPRoute/shop`, 'core/Service', 'spec.to[0] names group core, not ""'],
    [
      'both groups wrong',
      'networking.gateway.k8s.io/HTTPRoute/shop',
      'core/Service',
      `spec.from[0] names group networking.gateway.k8s.io, not ${API}, and its spec.to[0] names group core, not ""`,
    ],
    ['no group', '/HTTPRoute/shop', '/Service', `spec.from[0] names group "", not ${API}`],
    ['another kind', `${API}/GRPCRoute/shop`, '/Service', 'spec.from[0] names kind GRPCRoute, not HTTPRoute'],
    ['another namespace', `${API}/HTTPRoute/shpo`, '/Service', 'spec.from[0] names namespace shpo, not shop'],
    ['another name', `${API}/HTTPRoute/shop`, '/Service/t', 'spec.to[0] names name t, not s'],
  ] as const) {
    test(`${name}: the fault is named`, () => {
      assert.equal(
        said(grant('b/near', from, target)),
        `${denied}; ReferenceGrant b/near would permit it, but its ${fault}`,
      );
    });
  }

  test('it stands in the namespace of the referrer', () => {
    assert.equal(
      said(grant('shop/here', `${API}/HTTPRoute/shop`, '/Service')),
      `${denied}; ReferenceGrant shop/here would permit it, but a grant counts only in the namespace of what it permits`,
    );
  });

  test('of several the one with the fewest faults', () => {
    const far = grant('b/a', 'core/HTTPRoute/shop', 'core/Service');
    const near = grant('b/b', `${API}/HTTPRoute/shop`, 'core/Service');
    assert.match(said(far, near), /ReferenceGrant b\/b would/);
  });

  test('one for something else is not meant', () => {
    const others = [
      grant('b/kind-and-name', `${API}/GRPCRoute/shop`, '/Service/t'),
      grant('b/secrets', `${API}/Gateway/shop`, '/Secret'),
      grant('c/elsewhere', `${API}/HTTPRoute/shop`, '/Service'),
    ];
    assert.equal(said(...others), denied);
  });

  test('of a ListenerSet it names the ListenerSet, not its Gateway (type docs of ListenerSet)', () => {
    const tls = {
      name: 'tls',
      port: 443,
      protocol: 'HTTPS',
      tls: { certificateRefs: [{ name: 'c', namespace: 'b' }] },
    };
    const set = listenerSet('set', { name: 'web' }, [tls]);
    const graph = graphOf([web, set, secret('b/c'), grant('b/near', `${API}/Gateway/shop`, '/Secret')]);
    assert.equal(
      say(graph.parent(refOf(set))?.listeners[0]?.resolvedRefs.because),
      'Secret b/c is in another namespace, which does not permit the reference: add a ReferenceGrant in namespace b from ListenerSet in namespace shop to Secret c; ReferenceGrant b/near would permit it, but its spec.from[0] names kind Gateway, not ListenerSet',
    );
  });
});
