import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { attachmentVerdict } from '../../../src/analysis/verdict-of.ts';
import { listenerVerdict, parentVerdict } from '../../../src/analysis/parent-verdict.ts';
import type { Drift } from '../../../src/graph/graph.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { refOf } from '../../../src/model/ref.ts';
import { say } from '../../../src/view/say/say.ts';
import {
  CONTROLLER,
  attachmentOf,
  gateway,
  gatewayClass,
  graphOf,
  http,
  listenerOf,
  madeOn,
  make,
  policy,
  route,
  service,
  snapshotOf,
  to,
  verdict,
} from '../../support/world.ts';

type Fields = Readonly<Record<string, unknown>>;

const condition = (type: string, status: string, reason = type): Fields => ({ type, status, reason, message: '' });
const ACCEPTED = condition('Accepted', 'True');
const REFUSED = condition('Accepted', 'False', 'ListenersNotValid');

/** The status of a Gateway and of its listeners, by their names. */
const reported = (
  own: readonly Fields[],
  listeners: Readonly<Record<string, readonly Fields[]>>,
  counts: Readonly<Record<string, number>> = {},
) => ({
  status: {
    conditions: own,
    listeners: Object.entries(listeners).map(([name, conditions]) => ({
      name,
      conditions,
      attachedRoutes: counts[name],
    })),
  },
});

/** The status of a route at the Gateway main. */
const reportedAt = (...conditions: readonly Fields[]) => ({
  status: { parents: [{ parentRef: { name: 'main' }, controllerName: CONTROLLER, conditions }] },
});

const kinds = (drift: readonly Drift[]): readonly string[] => drift.map(({ kind, about }) => `${kind} ${about}`);
const sentences = (drift: readonly Drift[]): string => drift.map(({ fact }) => say(fact)).join('\n');

function parentOf(holder: KubernetesObject, ...others: readonly KubernetesObject[]) {
  const parent = graphOf([holder, ...others]).parent(refOf(holder));
  assert.ok(parent !== undefined);
  return parent;
}

describe('HTTPS beside TLS on one port and hostname', () => {
  const https = {
    name: 'term',
    hostname: 'a.com',
    port: 443,
    protocol: 'HTTPS',
    tls: { certificateRefs: [{ name: 'c' }] },
  };
  const tls = { name: 'pass', hostname: 'a.com', port: 443, protocol: 'TLS', tls: { mode: 'Passthrough' } };
  const certificate = make('v1', 'Secret', 'c', { data: { 'tls.crt': '', 'tls.key': '' } });

  test('a controller that serves both contradicts nothing, and the listener that a stricter one refuses is named', () => {
    const main = gateway('main', [https, tls], {}, reported([ACCEPTED], { term: [ACCEPTED], pass: [ACCEPTED] }));
    const parent = parentOf(main, certificate);
    assert.deepEqual(
      [parentVerdict(parent).state, ...parent.listeners.map((one) => listenerVerdict(one).state)],
      ['ok', 'ok', 'ok'],
    );
    assert.deepEqual(kinds(parent.drift), ['choice Accepted']);
    const [, pass] = parent.listeners;
    assert.deepEqual(kinds(pass?.drift ?? []), ['choice Accepted']);
    assert.match(sentences(pass?.drift ?? []), /a stricter one refuses listener pass$/);
  });

  test('where it has not said, nobody knows', () => {
    const parent = parentOf(gateway('main', [https, tls]), certificate);
    assert.deepEqual(
      parent.listeners.map((one) => listenerVerdict(one).state),
      ['unknown', 'unknown'],
    );
    assert.equal(parentVerdict(parent).state, 'unknown');
  });

  test('one that refuses is believed', () => {
    const refused = [
      condition('Accepted', 'False', 'HostnameConflict'),
      condition('Conflicted', 'True', 'HostnameConflict'),
    ];
    const main = gateway('main', [https, tls], {}, reported([ACCEPTED], { term: [ACCEPTED], pass: refused }));
    assert.deepEqual(
      parentOf(main, certificate).listeners.map((one) => listenerVerdict(one).state),
      ['ok', 'broken'],
    );
  });

  test('two of one protocol conflict all the same', () => {
    const other = { ...https, name: 'other' };
    const parent = parentOf(gateway('main', [https, other, tls]), certificate);
    assert.deepEqual(
      parent.listeners.map((one) => listenerVerdict(one).state),
      ['broken', 'broken', 'unknown'],
    );
  });
});

const olderRoute = (hostnames: readonly string[]) =>
  route('HTTPRoute', 'web', ['main'], { hostnames }, { metadata: madeOn(1) });

describe('an HTTPRoute and a GRPCRoute with one hostname', () => {
  const refusal = reportedAt(condition('Accepted', 'False', 'NotAllowedByListeners'));
  const rpc = (hostnames: readonly string[], more: Fields = refusal, day = 2) =>
    route('GRPCRoute', 'rpc', ['main'], { hostnames }, { metadata: madeOn(day), ...more });

  for (const [first, second] of [
    ['a.com', 'a.com'],
    ['*.com', 'a.com'],
    ['a.b.com', '*.com'],
  ] as const) {
    test(`${first} and ${second}: the younger may be refused`, () => {
      const { drift } = attachmentOf(rpc([second]), [gateway('main'), olderRoute([first])]);
      assert.deepEqual(kinds(drift), ['choice Accepted']);
      assert.match(
        sentences(drift),
        /HTTPRoute shop\/web shares a hostname at listener http: .* refuses GRPCRoute shop\/rpc/,
      );
    });
  }

  test('the older stays with a stricter one', () => {
    const { drift } = attachmentOf(rpc(['a.com'], refusal, 0), [gateway('main'), olderRoute(['a.com'])]);
    assert.match(sentences(drift), /refuses HTTPRoute shop\/web/);
  });

  test('of others a refusal is a contradiction', () => {
    const { drift } = attachmentOf(rpc(['a.com']), [gateway('main'), olderRoute(['b.com'])]);
    assert.deepEqual(kinds(drift), ['contradiction Accepted']);
  });
});

const trusting = (ref: Fields) =>
  policy('BackendTLSPolicy', 'tls', [{ group: '', kind: 'Service', name: 'cart' }], {
    validation: { hostname: 'cart', caCertificateRefs: [ref] },
  });

describe('certificate authorities in other kinds than ConfigMap', () => {
  const secret = make('v1', 'Secret', 'ca', { data: { 'ca.crt': '' } });
  const web = route('HTTPRoute', 'web', ['main'], to({ name: 'cart', port: 80 }));
  const at = (ref: Fields, ...more: readonly KubernetesObject[]) => {
    const own = trusting(ref);
    const [ancestor] = graphOf([gateway('main'), service('cart'), web, own, ...more]).ancestors(refOf(own));
    return [verdict(ancestor?.accepted), verdict(ancestor?.resolvedRefs)];
  };

  test('a Secret that is there is left to the controller', () => {
    assert.deepEqual(at({ group: '', kind: 'Secret', name: 'ca' }, secret), ['Unknown', 'Unknown']);
  });

  test('one that is not there is not', () => {
    assert.deepEqual(at({ group: '', kind: 'Secret', name: 'gone' }, secret), [
      'False NoValidCACertificate',
      'False InvalidCACertificateRef',
    ]);
  });

  test('neither is a kind that holds none', () => {
    assert.deepEqual(at({ group: '', kind: 'Service', name: 'cart' }), [
      'False NoValidCACertificate',
      'False InvalidKind',
    ]);
  });

  test('for clients likewise', () => {
    const listener = { name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [] } };
    const validation = { caCertificateRefs: [{ group: '', kind: 'Secret', name: 'ca' }] };
    const main = gateway('main', [listener], { tls: { frontend: { default: { validation } } } });
    assert.equal(verdict(listenerOf(graphOf([main, secret]), main, 'https').resolvedRefs), 'Unknown');
  });
});

const countDrift = (count: number, status: Fields, more: Fields = {}, listener: readonly Fields[] = [ACCEPTED]) => {
  const main = gateway('main', [http], {}, reported([ACCEPTED], { http: listener }, { http: count }));
  const web = route('HTTPRoute', 'web', ['main'], {}, { ...more, ...status });
  return kinds(listenerOf(graphOf([main, web]), main, 'http').drift).filter((one) => one.endsWith('attachedRoutes'));
};

describe('what only follows from a choice or an unknown', () => {
  test('a Gateway follows the listeners that its controller refuses', () => {
    const main = gateway(
      'main',
      [http],
      {},
      reported([REFUSED], { http: [condition('Accepted', 'False', 'PortUnavailable')] }),
    );
    assert.deepEqual(kinds(parentOf(main).drift), []);
  });

  test('and those of which only its controller knows', () => {
    const custom = { name: 'odd', port: 81, protocol: 'example.com/odd' };
    const main = gateway('main', [custom], {}, reported([REFUSED], { odd: [] }));
    assert.deepEqual(kinds(parentOf(main).drift), ['choice Accepted']);
  });

  test('but not where nothing is wrong with a listener', () => {
    const main = gateway('main', [http], {}, reported([REFUSED], { http: [ACCEPTED] }));
    assert.deepEqual(kinds(parentOf(main).drift), ['contradiction Accepted']);
  });

  test('a count follows from a route that the controller refuses', () => {
    assert.deepEqual(countDrift(1, reportedAt(condition('Accepted', 'False', 'AcmeQuota'))), []);
  });

  test('and from one that it has not looked at', () => {
    assert.deepEqual(countDrift(0, {}, { metadata: { uid: 'u' } }), []);
  });

  test('and from a listener that it refuses', () => {
    assert.deepEqual(countDrift(0, reportedAt(ACCEPTED), {}, [condition('Accepted', 'False', 'PortUnavailable')]), []);
  });

  test('but is wrong where it should know', () => {
    assert.deepEqual(countDrift(0, reportedAt(ACCEPTED)), ['count attachedRoutes']);
    assert.deepEqual(countDrift(3, reportedAt(condition('Accepted', 'False', 'AcmeQuota'))), ['count attachedRoutes']);
  });
});

const boundTo = (hostname: string, sectionName: string | undefined, more: Fields = {}) =>
  route('HTTPRoute', 'web', [{ name: 'main', sectionName }], { hostnames: [hostname] }, more);

const refusedAt = (sectionName: string) => ({
  status: {
    parents: [
      {
        parentRef: { name: 'main', sectionName },
        controllerName: CONTROLLER,
        conditions: [condition('Accepted', 'False', 'NoMatchingListenerHostname')],
      },
    ],
  },
});

describe('hostnames that a more specific listener takes', () => {
  const wild = { name: 'wild', hostname: '*.a.com', port: 80, protocol: 'HTTP' };
  const one = { name: 'one', hostname: 'x.a.com', port: 80, protocol: 'HTTP' };

  test('a controller that subtracts them makes a choice, which names the listener', () => {
    const { drift } = attachmentOf(boundTo('x.a.com', 'wild', refusedAt('wild')), [gateway('main', [wild, one])]);
    assert.deepEqual(kinds(drift), ['choice Accepted']);
    assert.match(
      sentences(drift),
      /listener one is more specific and takes every hostname of the route from listener wild/,
    );
  });

  for (const [what, hostname, others] of [
    ['another hostname', 'y.a.com', [wild, one]],
    ['a wider hostname', '*.a.com', [wild, one]],
    ['another port', 'x.a.com', [wild, { ...one, port: 81 }]],
    ['another protocol', 'x.a.com', [wild, { ...one, protocol: 'HTTPS', tls: { certificateRefs: [] } }]],
  ] as const) {
    test(`${what} stays`, () => {
      const { drift } = attachmentOf(boundTo(hostname, 'wild', refusedAt('wild')), [gateway('main', [...others])]);
      assert.deepEqual(kinds(drift), ['contradiction Accepted']);
    });
  }

  test('a route that also has the other listener loses nothing, whoever counts it where', () => {
    const attachment = attachmentOf(boundTo('x.a.com', undefined), [gateway('main', [wild, one])]);
    assert.equal(attachment.accepted.choice, undefined);
    const main = gateway(
      'main',
      [wild, one],
      {},
      reported([ACCEPTED], { wild: [ACCEPTED], one: [ACCEPTED] }, { wild: 0, one: 1 }),
    );
    const { drift } = listenerOf(graphOf([main, boundTo('x.a.com', undefined)]), main, 'wild');
    assert.deepEqual(kinds(drift), ['choice attachedRoutes']);
    assert.match(sentences(drift), /listener one is more specific/);
  });
});

const listing = (...features: readonly string[]) => ({
  ...gatewayClass(),
  status: { supportedFeatures: features.map((name) => ({ name })) },
});

const choiceOf = (spec: Fields, ...others: readonly KubernetesObject[]) =>
  attachmentOf(route('HTTPRoute', 'web', ['main'], spec), [gateway('main'), ...others]).accepted.choice;

describe('extended features', () => {
  const CORS = { rules: [{ filters: [{ type: 'CORS', cors: { allowOrigins: ['https://a.com'] } }] }] };

  for (const [feature, spec] of [
    ['HTTPRouteCORS', CORS],
    ['HTTPRouteMethodMatching', { rules: [{ matches: [{ method: 'GET' }] }] }],
    ['HTTPRouteQueryParamMatching', { rules: [{ matches: [{ queryParams: [{ name: 'a', value: 'b' }] }] }] }],
    ['HTTPRoutePathRewrite', { rules: [{ filters: [{ type: 'URLRewrite', urlRewrite: { path: {} } }] }] }],
    [
      'HTTPRoute308RedirectStatusCode',
      { rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { statusCode: 308 } }] }] },
    ],
    ['HTTPRouteRequestTimeout', { rules: [{ timeouts: { request: '1s' } }] }],
    ['HTTPRouteRetryCodes', { rules: [{ retry: { codes: [500] } }] }],
    ['HTTPRouteNamedRouteRule', { rules: [{ name: 'a' }] }],
  ] as const) {
    test(`${feature} that the class does not list: this class does not support it`, () => {
      const choice = choiceOf(spec, listing('Gateway', 'HTTPRoute'));
      assert.ok(choice?.code === 'featureNotListed');
      assert.equal(choice.feature, feature);
      assert.match(say(choice), /^this class does not support it: spec\.rules\[0\]\./);
      assert.equal(choiceOf(spec, listing('Gateway', 'HTTPRoute', feature)), undefined);
    });
  }

  test('a class that says nothing of such routes leaves it open', () => {
    assert.equal(choiceOf(CORS), undefined);
    assert.equal(choiceOf(CORS, listing('Gateway', 'GRPCRoute')), undefined);
  });

  test('a former name of the feature is as good', () => {
    assert.equal(choiceOf({ rules: [{ retry: { codes: [500] } }] }, listing('HTTPRoute', 'HTTPRouteRetry')), undefined);
  });

  test('of listeners likewise', () => {
    const tls = { name: 'tls', port: 443, protocol: 'TLS', tls: { certificateRefs: [] } };
    const main = gateway('main', [tls]);
    const codeOf = (...others: readonly KubernetesObject[]) =>
      listenerOf(graphOf([main, ...others]), main, 'tls').accepted.choice?.code;
    assert.equal(codeOf(), 'terminationIsExtended');
    assert.equal(codeOf(listing('TLSRoute')), 'featureNotListed');
  });
});

const tlsPolicy = (validation: Fields) =>
  policy('BackendTLSPolicy', 'tls', [{ group: '', kind: 'Service', name: 'cart' }], {
    validation: { hostname: 'cart', ...validation },
  });

const resolvedRefsOf = (own: KubernetesObject, ...others: readonly KubernetesObject[]) =>
  attachmentOf(own, [gateway('main'), service('cart'), ...others]).resolvedRefs;

describe('a BackendTLSPolicy that cannot be met (HTTPBackendRef)', () => {
  const gone = tlsPolicy({ caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'gone' }] });
  const backend = to({ name: 'cart', port: 80 });

  for (const kind of ['HTTPRoute', 'GRPCRoute']) {
    test(`makes ResolvedRefs of a ${kind} False`, () => {
      const computed = resolvedRefsOf(route(kind, 'web', ['main'], backend), gone);
      assert.equal(verdict(computed), 'False InvalidBackendTLS');
      assert.equal(
        say(computed.because),
        'connections fail: backendtlspolicy/tls: no valid certificate authority remains: ConfigMap shop/gone does not exist',
      );
    });
  }

  const web = route('HTTPRoute', 'web', ['main'], backend);

  test('a report that says so agrees, whatever its reason', () => {
    const own = route(
      'HTTPRoute',
      'web',
      ['main'],
      backend,
      reportedAt(ACCEPTED, condition('ResolvedRefs', 'False', 'InvalidTLS')),
    );
    assert.deepEqual(kinds(attachmentOf(own, [gateway('main'), service('cart'), gone]).drift), []);
  });

  test('one that can be met, or that the controller may meet, changes nothing', () => {
    assert.equal(verdict(resolvedRefsOf(web, tlsPolicy({ wellKnownCACertificates: 'System' }))), 'True');
    const pem = make('v1', 'ConfigMap', 'gone', { data: { 'other.crt': '-----BEGIN CERTIFICATE-----' } });
    assert.equal(verdict(resolvedRefsOf(web, gone, pem)), 'True');
  });

  test('one that is left to the controller changes nothing', () => {
    // Whether it can be met is left to the controller, and its reference leads somewhere: the route is not to blame.
    const inSecret = tlsPolicy({ caCertificateRefs: [{ group: '', kind: 'Secret', name: 'ca' }] });
    assert.equal(verdict(resolvedRefsOf(web, inSecret, make('v1', 'Secret', 'ca'))), 'True');
  });

  test('a TLSRoute that passes TLS through, and a mesh, do not meet it', () => {
    const pass = { name: 'pass', port: 443, protocol: 'TLS', tls: { mode: 'Passthrough' } };
    const own = route('TLSRoute', 'web', ['main'], { hostnames: ['a.com'], ...backend });
    assert.equal(verdict(attachmentOf(own, [gateway('main', [pass]), service('cart'), gone]).resolvedRefs), 'True');
    const mesh = route('HTTPRoute', 'web', [{ group: '', kind: 'Service', name: 'cart' }], backend);
    assert.equal(verdict(attachmentOf(mesh, [service('cart'), gone]).resolvedRefs), 'True');
  });

  test('where the policies could not be read, nobody knows', () => {
    const world = { origin: 'live', complete: [] } as const;
    assert.equal(verdict(attachmentOf(web, [gateway('main'), service('cart')], world).resolvedRefs), 'Unknown');
  });

  test('the route is worth a warning', () => {
    const objects = [gateway('main'), service('cart'), gone, web];
    const snapshot = snapshotOf(objects);
    const graph = graphOf(objects);
    const [attachment] = graph.attachments(refOf(web));
    assert.ok(attachment !== undefined);
    assert.equal(attachmentVerdict({ snapshot, graph }, attachment).state, 'warning');
  });
});
