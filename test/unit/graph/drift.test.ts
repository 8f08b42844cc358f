import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Drift } from '../../../src/graph/graph.ts';
import { refOf } from '../../../src/model/ref.ts';
import { CONTROLLER, gateway, graphOf, http, listenerSet, policy, route, service, to } from '../../support/world.ts';

const condition = (type: string, status: string, reason: string, more = {}) => ({
  type,
  status,
  reason,
  message: '',
  observedGeneration: 2,
  ...more,
});
const parentStatus = (conditions: readonly unknown[], more = {}) => ({
  parentRef: { name: 'main' },
  controllerName: CONTROLLER,
  conditions,
  ...more,
});
const FROM_SERVER = { metadata: { uid: 'u', generation: 2 } };
const main = gateway('main');

const texts = (drift: readonly Drift[]): readonly string[] =>
  drift.map(({ kind, about, controllerName }) =>
    [kind, about, ...(controllerName === CONTROLLER ? [] : [controllerName])].join(' '),
  );

function routeDrift(
  statuses: readonly unknown[],
  backend = { name: 'cart', port: 80 },
  more: Readonly<Record<string, unknown>> = FROM_SERVER,
) {
  const web = route('HTTPRoute', 'web', ['main'], to(backend), { ...more, status: { parents: statuses } });
  return graphOf([main, service('cart'), web])
    .attachments(refOf(web))
    .map(({ path, drift }) => [path, ...texts(drift)].join(': '));
}

const ACCEPTED = condition('Accepted', 'True', 'Accepted');
const RESOLVED = condition('ResolvedRefs', 'True', 'ResolvedRefs');
const AT = 'spec.parentRefs[0]';

describe('a route held against its controller (semantics.md 6.2)', () => {
  for (const [name, statuses, expected] of [
    ['agreement', [parentStatus([ACCEPTED, RESOLVED])], [AT]],
    [
      'a contradiction',
      [parentStatus([condition('Accepted', 'False', 'NotAllowedByListeners'), RESOLVED])],
      [`${AT}: contradiction Accepted`],
    ],
    [
      "a reason of the controller's own",
      [parentStatus([condition('Accepted', 'False', 'AcmeQuota'), RESOLVED])],
      [`${AT}: choice Accepted`],
    ],
    [
      'an older generation',
      [parentStatus([{ ...ACCEPTED, observedGeneration: 1 }, RESOLVED])],
      [`${AT}: stale Accepted`],
    ],
    [
      'a stale contradiction is only stale',
      [parentStatus([condition('Accepted', 'False', 'NotAllowedByListeners', { observedGeneration: 1 })])],
      [`${AT}: stale Accepted`],
    ],
    ['no status at all', [], [`${AT}: noStatus Accepted`]],
    [
      "only the API server's default",
      [parentStatus([condition('Accepted', 'Unknown', 'Pending', { lastTransitionTime: '1970-01-01T00:00:00Z' })])],
      [`${AT}: noStatus Accepted`],
    ],
    [
      'a status of another controller is not held to the rules',
      [
        parentStatus([ACCEPTED, RESOLVED]),
        parentStatus([condition('Accepted', 'False', 'NoMatchingParent')], { controllerName: 'other.example/c' }),
      ],
      [AT],
    ],
    [
      'only another controller has spoken',
      [parentStatus([ACCEPTED], { controllerName: 'other.example/c' })],
      [`${AT}: noStatus Accepted`],
    ],
    [
      'a status without a parentRef',
      [parentStatus([ACCEPTED, RESOLVED]), parentStatus([ACCEPTED], { parentRef: { name: 'old' } })],
      [AT, ': leftover Accepted'],
    ],
    [
      'a status for another section',
      [parentStatus([ACCEPTED, RESOLVED], { parentRef: { name: 'main', sectionName: 'http' } })],
      [`${AT}: noStatus Accepted`, ': leftover Accepted'],
    ],
    [
      'a status whose parentRef is spelled out',
      [
        parentStatus([ACCEPTED, RESOLVED], {
          parentRef: { group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'shop', name: 'main' },
        }),
      ],
      [AT],
    ],
  ] as const) {
    test(name, () => assert.deepEqual(routeDrift(statuses), expected));
  }

  test('any reason of several failing references is right', () => {
    const statuses = [parentStatus([ACCEPTED, condition('ResolvedRefs', 'False', 'InvalidKind')])];
    assert.deepEqual(routeDrift(statuses, { name: 'gone', port: 80 }), [AT]);
  });

  test("what the specification leaves open is the controller's choice", () => {
    const statuses = [parentStatus([ACCEPTED, RESOLVED])];
    assert.deepEqual(routeDrift(statuses, { name: 'cart', port: 81 }), [`${AT}: choice ResolvedRefs`]);
  });

  test('a manifest that no server has seen has no status to miss', () => {
    assert.deepEqual(routeDrift([], undefined, {}), [AT]);
  });

  test('reported conditions say themselves whether they are stale', () => {
    const web = route(
      'HTTPRoute',
      'web',
      ['main'],
      {},
      { ...FROM_SERVER, status: { parents: [parentStatus([{ ...ACCEPTED, observedGeneration: 1 }])] } },
    );
    const [attachment] = graphOf([main, web]).attachments(refOf(web));
    assert.deepEqual(
      attachment?.reported.map(({ conditions }) => conditions.map(({ stale }) => stale)),
      [[true]],
    );
  });
});

const listenerStatus = (more = {}) => ({
  name: 'http',
  attachedRoutes: 0,
  conditions: [ACCEPTED, RESOLVED],
  ...more,
});

const parentDrift = (status: unknown, spec = {}) => {
  const gw = gateway('main', [http], spec, { ...FROM_SERVER, status });
  const parent = graphOf([
    gw,
    listenerSet('set', { name: 'main' }, [{ name: 'x', port: 81, protocol: 'HTTP' }]),
  ]).parent(refOf(gw));
  return [texts(parent?.drift ?? []), texts(parent?.listeners[0]?.drift ?? [])];
};

describe('a Gateway held against its controller (semantics.md 6.2, 6.3)', () => {
  for (const [name, status, spec, expected] of [
    ['agreement', { conditions: [ACCEPTED], attachedListenerSets: 0, listeners: [listenerStatus()] }, {}, [[], []]],
    ['no status', undefined, {}, [['noStatus Accepted'], []]],
    [
      'a wrong count of routes',
      { conditions: [ACCEPTED], listeners: [listenerStatus({ attachedRoutes: 3 })] },
      {},
      [[], ['count attachedRoutes']],
    ],
    [
      'a wrong count of ListenerSets',
      { conditions: [ACCEPTED], attachedListenerSets: 0, listeners: [listenerStatus()] },
      { allowedListeners: { namespaces: { from: 'Same' } } },
      [['count attachedListenerSets'], []],
    ],
    [
      'a conflict that is none',
      {
        conditions: [ACCEPTED],
        listeners: [
          listenerStatus({ conditions: [ACCEPTED, RESOLVED, condition('Conflicted', 'True', 'HostnameConflict')] }),
        ],
      },
      {},
      [[], ['contradiction Conflicted']],
    ],
    [
      'unknown types of conditions are shown, never judged',
      { conditions: [ACCEPTED, condition('AcmeReady', 'False', 'No')], listeners: [listenerStatus()] },
      {},
      [[], []],
    ],
  ] as const) {
    test(name, () => assert.deepEqual(parentDrift(status, spec), expected));
  }

  test('the status names the controller of the class', () => {
    const gw = gateway('main', [http], {}, { status: { conditions: [ACCEPTED] } });
    assert.deepEqual(
      graphOf([gw])
        .parent(refOf(gw))
        ?.reported.map(({ controllerName }) => controllerName),
      [CONTROLLER],
    );
  });
});

const ancestor = (name: string, conditions: readonly unknown[]) => ({
  ancestorRef: { name },
  controllerName: CONTROLLER,
  conditions,
});

describe('a policy held against its controller (semantics.md 6.2)', () => {
  const target = { group: '', kind: 'Service', name: 'cart' };
  const world = [main, service('cart'), route('HTTPRoute', 'web', ['main'], to({ name: 'cart', port: 80 }))];
  const policyDrift = (kind: string, ancestors: readonly unknown[]) => {
    const p = policy(
      kind,
      'p',
      [target],
      { validation: { wellKnownCACertificates: 'System' } },
      { ...FROM_SERVER, status: { ancestors } },
    );
    return graphOf([p, ...world])
      .ancestors(refOf(p))
      .map(({ ancestorRef, drift }) => [ancestorRef.name, ...texts(drift)].join(': '));
  };

  test('agreement, contradiction, silence and leftovers', () => {
    assert.deepEqual(policyDrift('BackendTLSPolicy', [ancestor('main', [ACCEPTED])]), ['main']);
    assert.deepEqual(
      policyDrift('BackendTLSPolicy', [ancestor('main', [condition('Accepted', 'False', 'TargetNotFound')])]),
      ['main: contradiction Accepted'],
    );
    assert.deepEqual(policyDrift('BackendTLSPolicy', []), ['main: noStatus Accepted']);
    assert.deepEqual(policyDrift('BackendTLSPolicy', [ancestor('main', [ACCEPTED]), ancestor('old', [ACCEPTED])]), [
      'main',
      'old: leftover Accepted',
    ]);
  });

  test('what could not be read is no leftover', () => {
    const p = policy(
      'BackendTLSPolicy',
      'p',
      [target],
      {},
      { ...FROM_SERVER, status: { ancestors: [ancestor('old', [ACCEPTED])] } },
    );
    const gaps = [
      {
        what: 'tcproutes',
        group: 'gateway.networking.k8s.io',
        kind: 'TCPRoute',
        reason: 'forbidden',
        message: 'no',
      } as const,
    ];
    const [entry] = graphOf([p], { gaps }).ancestors(refOf(p));
    assert.deepEqual(entry?.drift, []);
    const web = route(
      'HTTPRoute',
      'web',
      [],
      { useDefaultGateways: 'All' },
      { status: { parents: [parentStatus([ACCEPTED])] } },
    );
    const gatewayGap = [
      {
        what: 'gateways',
        group: 'gateway.networking.k8s.io',
        kind: 'Gateway',
        reason: 'forbidden',
        message: 'no',
      } as const,
    ];
    assert.deepEqual(graphOf([web], { gaps: gatewayGap }).attachments(refOf(web))[0]?.drift, []);
    assert.deepEqual(texts(graphOf([web]).attachments(refOf(web))[0]?.drift ?? []), ['leftover Accepted']);
  });

  test('policies of others are only reported', () => {
    const p = policy(
      'AcmePolicy',
      'p',
      [target],
      {},
      { ...FROM_SERVER, status: { ancestors: [ancestor('main', [ACCEPTED])] } },
    );
    const [entry] = graphOf([p, ...world]).ancestors(refOf(p));
    assert.equal(entry?.accepted.reason, 'NotEvaluated');
    assert.deepEqual(entry?.drift, []);
    assert.equal(entry?.reported.length, 1);
  });
});

const reportOf = (conditions: readonly unknown[], listeners: readonly unknown[]) => {
  const own = gateway(
    'main',
    [http, { ...http, name: 'two', port: 81 }],
    {},
    { ...FROM_SERVER, status: { conditions, listeners } },
  );
  const computed = graphOf([own]).parent(refOf(own));
  return [computed?.drift ?? [], ...(computed?.listeners.map(({ drift }) => drift) ?? [])].map(texts);
};

describe('a Gateway held against its controller (semantics.md 6.2)', () => {
  const programmed = condition('Programmed', 'True', 'Programmed');
  const both = [
    { name: 'http', attachedRoutes: 0, conditions: [ACCEPTED] },
    { name: 'two', attachedRoutes: 0, conditions: [ACCEPTED] },
  ];

  test('statuses of listeners that are gone, listeners without a status', () => {
    assert.deepEqual(reportOf([ACCEPTED, programmed], both), [[], [], []]);
    const gone = { name: 'gone', attachedRoutes: 1, conditions: [] };
    assert.deepEqual(reportOf([ACCEPTED], [both[0], gone]), [['leftover listeners'], [], ['noStatus Accepted']]);
    // Where nothing at all was reported, that is said once.
    assert.deepEqual(reportOf([], []), [['noStatus Accepted'], [], []]);
  });

  test('Programmed is not computed, and stale all the same', () => {
    assert.deepEqual(reportOf([ACCEPTED, { ...programmed, observedGeneration: 1 }], both), [
      ['stale Programmed'],
      [],
      [],
    ]);
  });
});
