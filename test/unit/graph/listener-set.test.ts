import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LISTENER_SET } from '../../../src/gateway-api/kinds.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { refOf } from '../../../src/model/ref.ts';
import { say } from '../../../src/view/say/say.ts';
import {
  attachmentOf,
  born,
  edgeText,
  gateway,
  grant,
  graphOf,
  http,
  listenerOf,
  listenerSet,
  make,
  namespace,
  policy,
  route,
  secret,
  verdict,
} from '../../support/world.ts';

const allow = (from: string, more = {}) => ({ allowedListeners: { namespaces: { from, ...more } } });
const entry = (name: string, port: number, protocol = 'HTTP', more = {}) => ({ name, port, protocol, ...more });

describe('which ListenerSets a Gateway admits (semantics.md 2.7)', () => {
  for (const [name, spec, where, expected] of [
    ['none by default', {}, 'shop', 'False NotAllowed'],
    ['None', allow('None'), 'shop', 'False NotAllowed'],
    ['Same, from its own namespace', allow('Same'), 'shop', 'True'],
    ['Same, from another', allow('Same'), 'cart', 'False NotAllowed'],
    ['All', allow('All'), 'cart', 'True'],
    ['Selector that fits', allow('Selector', { selector: { matchLabels: { team: 'cart' } } }), 'cart', 'True'],
    [
      'Selector that does not fit',
      allow('Selector', { selector: { matchLabels: { team: 'x' } } }),
      'cart',
      'False NotAllowed',
    ],
    ['Selector with unknown labels', allow('Selector', { selector: { matchLabels: { team: 'x' } } }), 'pay', 'Unknown'],
  ] as const) {
    test(name, () => {
      const set = listenerSet(`${where}/set`, { name: 'main', namespace: 'shop' }, [entry('a', 8080)]);
      const main = gateway('main', [http], spec);
      const graph = graphOf([main, set, namespace('cart', { team: 'cart' })]);
      assert.equal(verdict(graph.parent(refOf(set))?.accepted), expected);
      assert.equal(graph.parent(refOf(main))?.attachedListenerSets, expected === 'True' ? 1 : 0);
    });
  }

  test('the edge to the Gateway has the state of admission', () => {
    const set = listenerSet('set', { name: 'main' }, [entry('a', 8080)]);
    const graph = graphOf([gateway('main'), set]);
    const [edge] = graph.outgoing(refOf(set), 'parent');
    assert.ok(edge !== undefined);
    assert.equal(edgeText(edge), 'parent ListenerSet/set -> Gateway/main: notPermitted NotAllowed');
    const expected = { code: 'listenerSetNotTaken', gateway: refOf(gateway('main')), refusal: { by: 'None' } };
    assert.deepEqual(edge.because, expected);
  });

  test("a missing Gateway is not the ListenerSet's fault in the API's words", () => {
    const set = listenerSet('set', { name: 'gone' }, [entry('a', 8080)]);
    assert.equal(verdict(graphOf([set]).parent(refOf(set))?.accepted), 'False ParentNotFound');
  });
});

describe('conflicts across ListenerSets (semantics.md 2.7): the earlier wins', () => {
  const main = gateway('main', [http], allow('All'));
  const older = listenerSet('older', { name: 'main' }, [entry('x', 8080)], born(1));
  const newer = listenerSet('newer', { name: 'main' }, [entry('x', 8080), entry('y', 8081)], born(2));

  test('the Gateway before ListenerSets, older before newer', () => {
    const clash = listenerSet('clash', { name: 'main' }, [entry('h', 80), entry('z', 9090)], born(0));
    const graph = graphOf([newer, older, clash, main]);
    const state = (set: typeof main, name: string) => {
      const { accepted, conflicted } = listenerOf(graph, set, name);
      return `${verdict(accepted)} / ${conflicted.status}`;
    };
    assert.equal(state(main, 'http'), 'True / False');
    assert.equal(state(clash, 'h'), 'False HostnameConflict / True');
    assert.equal(state(clash, 'z'), 'True / False');
    assert.equal(state(older, 'x'), 'True / False');
    assert.equal(state(newer, 'x'), 'False HostnameConflict / True');
    assert.equal(state(newer, 'y'), 'True / False');
  });

  test('equal age falls to namespace and name', () => {
    const [b, a] = [
      listenerSet('b', { name: 'main' }, [entry('x', 7000)]),
      listenerSet('a', { name: 'main' }, [entry('x', 7000)]),
    ];
    const graph = graphOf([b, a, main]);
    assert.equal(listenerOf(graph, a, 'x').conflicted.status, 'False');
    assert.equal(listenerOf(graph, b, 'x').conflicted.status, 'True');
  });

  test('a protocol conflict', () => {
    const set = listenerSet('tcp', { name: 'main' }, [entry('x', 80, 'TCP')]);
    assert.equal(verdict(listenerOf(graphOf([set, main]), set, 'x').accepted), 'False ProtocolConflict');
  });

  test('an entry that lost takes nothing from later ones', () => {
    const tcp = listenerSet('a', { name: 'main' }, [entry('x', 80, 'TCP')], born(1));
    const other = listenerSet('b', { name: 'main' }, [entry('x', 80, 'HTTP', { hostname: 'a.com' })], born(2));
    assert.equal(listenerOf(graphOf([tcp, other, main]), other, 'x').conflicted.status, 'False');
  });

  test('a ListenerSet that is not admitted takes no part', () => {
    const closed = gateway('main', [http], {});
    const set = listenerSet('set', { name: 'main' }, [entry('x', 80)]);
    assert.equal(listenerOf(graphOf([closed, set]), set, 'x').conflicted.status, 'False');
  });

  test('other names of the conflict are accepted when read', () => {
    const graph = graphOf([newer, older, main]);
    assert.deepEqual(listenerOf(graph, newer, 'x').accepted.otherReasons, ['PortUnavailable', 'ListenerConflict']);
  });

  test('ListenerSets that could not be read may conflict: unknown, not False', () => {
    const gap = {
      what: 'listenersets',
      ...LISTENER_SET,
      namespace: 'pay',
      reason: 'forbidden',
      message: 'no',
    } as const;
    const graph = graphOf([older, main], { gaps: [gap] });
    assert.equal(verdict(listenerOf(graph, older, 'x').conflicted), 'Unknown');
    assert.equal(graph.parent(refOf(main))?.attachedListenerSets, undefined);
  });
});

describe('Accepted of a ListenerSet (semantics.md 2.7)', () => {
  const main = gateway('main', [http], allow('All'));
  for (const [name, entries, expected, reason] of [
    ['all entries valid', [entry('a', 1)], 'True', 'Accepted'],
    ['one invalid', [entry('a', 1), entry('b', 2, 'SCTP')], 'True', 'ListenersNotValid'],
    ['none valid', [entry('b', 2, 'SCTP')], 'False ListenersNotValid', 'ListenersNotValid'],
    [
      'only an entry without its certificate',
      [entry('b', 2, 'HTTPS', { tls: { certificateRefs: [{ name: 'gone' }] } })],
      'False ListenersNotValid',
      'ListenersNotValid',
    ],
  ] as const) {
    test(name, () => {
      const set = listenerSet('set', { name: 'main' }, entries);
      const accepted = graphOf([main, set]).parent(refOf(set))?.accepted;
      assert.equal(verdict(accepted), expected);
      assert.equal(accepted?.reason, reason);
    });
  }

  test('a Gateway that is not accepted', () => {
    const set = listenerSet('set', { name: 'bad' }, [entry('a', 1)]);
    const bad = gateway('bad', [{ name: 'x', port: 1, protocol: 'SCTP' }], allow('All'));
    assert.equal(verdict(graphOf([bad, set]).parent(refOf(set))?.accepted), 'False ParentNotAccepted');
  });

  test('a certificate of another namespace needs a grant from ListenerSet, the one from Gateway does not help', () => {
    const set = listenerSet('set', { name: 'main' }, [
      entry('b', 2, 'HTTPS', { tls: { certificateRefs: [{ name: 'c', namespace: 'certs' }] } }),
    ]);
    const group = 'gateway.networking.k8s.io';
    const cert = secret('certs/c');
    const wrong = graphOf([main, set, cert, grant('certs/g', `${group}/Gateway/shop`, '/Secret')]);
    const right = graphOf([main, set, cert, grant('certs/g', `${group}/ListenerSet/shop`, '/Secret')]);
    assert.equal(verdict(listenerOf(wrong, set, 'b').resolvedRefs), 'False RefNotPermitted');
    assert.equal(verdict(listenerOf(right, set, 'b').resolvedRefs), 'True');
  });
});

const toSet = (more = {}) => ({ kind: 'ListenerSet', name: 'set', namespace: 'cart', ...more });

describe('routes and ListenerSets (semantics.md 2.7)', () => {
  const main = gateway('main', [http], allow('All'));
  const set = listenerSet('cart/set', { name: 'main', namespace: 'shop' }, [entry('extra', 8080)]);

  test('a Gateway parentRef never reaches entries, and the other way round', () => {
    const byGateway = route('HTTPRoute', 'a', [{ name: 'main', sectionName: 'extra' }]);
    const bySet = route('HTTPRoute', 'cart/b', [toSet({ sectionName: 'http' })]);
    assert.equal(verdict(attachmentOf(byGateway, [main, set]).accepted), 'False NoMatchingParent');
    assert.equal(verdict(attachmentOf(bySet, [main, set]).accepted), 'False NoMatchingParent');
  });

  test('whose the listener is that a parentRef or a policy means is said', () => {
    const byGateway = route('HTTPRoute', 'a', [{ name: 'main', sectionName: 'extra' }]);
    const bySet = route('HTTPRoute', 'cart/b', [toSet({ sectionName: 'http' })]);
    const said = (object: KubernetesObject): string => say(attachmentOf(object, [main, set]).accepted.because);
    assert.equal(
      said(byGateway),
      'Gateway shop/main has no listener extra, but ListenerSet cart/set has: name it in the parentRef (kind: ListenerSet, namespace: cart, name: set)',
    );
    assert.equal(
      said(bySet),
      'ListenerSet cart/set has no listener http, but Gateway shop/main has: name it in the parentRef (kind: Gateway, namespace: shop, name: main)',
    );
    const target = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'main', sectionName: 'extra' };
    const acting = policy('XTelemetryPolicy', 'p', [target]);
    const [edge] = graphOf([main, set, acting]).outgoing(refOf(acting), 'target');
    assert.equal(
      say(edge?.because),
      'Gateway shop/main has no listener extra, but ListenerSet cart/set has: target that',
    );
  });

  test('one that the Gateway does not admit is not meant', () => {
    const byGateway = route('HTTPRoute', 'a', [{ name: 'main', sectionName: 'extra' }]);
    const { accepted } = attachmentOf(byGateway, [gateway('main', [http]), set]);
    assert.equal(say(accepted.because), 'Gateway shop/main has no listener extra; it has http');
  });

  for (const [name, parent, expected] of [
    [
      'a name that is nearly right',
      { ...toSet(), name: 'sett' },
      'ListenerSet cart/sett does not exist; did you mean set?',
    ],
    [
      'the kind of the API before v1.5',
      { ...toSet(), group: 'gateway.networking.x-k8s.io', kind: 'XListenerSet' },
      'XListenerSet cart/set does not exist; did you mean ListenerSet.gateway.networking.k8s.io set?',
    ],
    [
      'no kind',
      { name: 'set' },
      'Gateway cart/set does not exist; did you mean ListenerSet.gateway.networking.k8s.io set?',
    ],
  ] as const) {
    test(`${name}: what was meant is named`, () => {
      const { accepted } = attachmentOf(route('HTTPRoute', 'cart/a', [parent]), [main, set]);
      assert.equal(say(accepted.because), expected);
    });
  }

  test('the kind of v1.5 where the one before it is there', () => {
    const old = make('gateway.networking.x-k8s.io/v1alpha1', 'XListenerSet', 'old', {
      spec: { parentRef: { name: 'main' } },
    });
    const { accepted } = attachmentOf(route('HTTPRoute', 'a', [{ kind: 'ListenerSet', name: 'old' }]), [main, old]);
    assert.equal(
      say(accepted.because),
      'ListenerSet shop/old does not exist; did you mean XListenerSet.gateway.networking.x-k8s.io old?',
    );
  });

  test('Same means the namespace of the ListenerSet', () => {
    const [inside, outside] = [route('HTTPRoute', 'cart/a', [toSet()]), route('HTTPRoute', 'b', [toSet()])];
    assert.equal(verdict(attachmentOf(inside, [main, set]).accepted), 'True');
    assert.equal(verdict(attachmentOf(outside, [main, set]).accepted), 'False NotAllowedByListeners');
  });

  test('a route attaches to a set that its Gateway does not admit, and both facts are said', () => {
    const web = route('HTTPRoute', 'cart/a', [toSet()]);
    const { accepted } = attachmentOf(web, [gateway('main'), set]);
    assert.equal(verdict(accepted), 'True');
    assert.equal(accepted.choice?.code, 'idleListenerSet');
  });

  test('the experimental kind of older releases works alike', () => {
    const old = make('gateway.networking.x-k8s.io/v1alpha1', 'XListenerSet', 'old', {
      spec: {
        parentRef: { name: 'main' },
        listeners: [
          { name: 'any', protocol: 'HTTP' },
          { name: 'zero', port: 0, protocol: 'HTTP' },
        ],
      },
    });
    const web = route('HTTPRoute', 'web', [
      { group: 'gateway.networking.x-k8s.io', kind: 'XListenerSet', name: 'old' },
    ]);
    const graph = graphOf([main, old, web]);
    assert.equal(verdict(graph.attachments(refOf(web))[0]?.accepted), 'True');
    assert.equal(listenerOf(graph, old, 'zero').conflicted.status, 'False');
    assert.equal(graph.parent(refOf(main))?.attachedListenerSets, 1);
  });
});
