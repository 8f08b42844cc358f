import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readPath, readRecords } from '../../../src/model/read.ts';
import { runMain } from '../../support/run-main.ts';
import type { Outcome } from '../../support/run-main.ts';

const CONTROLLER = 'acme.example/controller';
const API = 'gateway.networking.k8s.io/v1';
const X_API = 'gateway.networking.x-k8s.io/v1alpha1';

type Fields = Readonly<Record<string, unknown>>;

function condition(type: string, value: string, reason = 'Because'): Fields {
  const lastTransitionTime = '2026-11-20T00:00:00Z';
  return { type, status: value, reason, message: `words on ${type}`, observedGeneration: 1, lastTransitionTime };
}

const ACCEPTED = condition('Accepted', 'True', 'Accepted');
const WELL = [ACCEPTED, condition('Programmed', 'True', 'Programmed')];

/** The conditions of each object of the world; what is left out is well. */
interface Conditions {
  readonly gatewayClass?: readonly Fields[];
  readonly mesh?: readonly Fields[];
  readonly gateway?: readonly Fields[];
  readonly listener?: readonly Fields[];
  readonly listenerSet?: readonly Fields[];
  readonly entry?: readonly Fields[];
  readonly route?: readonly Fields[];
  readonly policy?: readonly Fields[];
  readonly vendorAncestor?: readonly Fields[];
  readonly vendor?: readonly Fields[];
  readonly backend?: readonly Fields[];
}

const REFS = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'] as const;

const object = (
  apiVersion: string,
  kind: string,
  name: string,
  rest: Fields,
  namespace: string | undefined = 'shop',
) => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace === '' ? {} : { namespace }), generation: 1, uid: `uid-of-${kind}` },
  ...rest,
});

function world(conditions: Conditions, routeKind: (typeof REFS)[number] = 'HTTPRoute'): string {
  const protocol = { HTTPRoute: 'HTTP', GRPCRoute: 'HTTP', TLSRoute: 'TLS', TCPRoute: 'TCP', UDPRoute: 'UDP' }[
    routeKind
  ];
  const tls = protocol === 'TLS' ? { tls: { mode: 'Passthrough' } } : {};
  const listener = (name: string, port: number): Fields => ({ name, port, protocol, ...tls });
  const entries = (name: string, own: readonly Fields[] = WELL, attachedRoutes = 0): Fields => ({
    listeners: [{ name, attachedRoutes, supportedKinds: [], conditions: own }],
  });
  const ancestor = (own: readonly Fields[]): Fields => ({
    ancestors: [{ ancestorRef: { name: 'web' }, controllerName: CONTROLLER, conditions: own }],
  });
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [
      object(
        API,
        'GatewayClass',
        'acme',
        { spec: { controllerName: CONTROLLER }, status: { conditions: conditions.gatewayClass ?? [ACCEPTED] } },
        '',
      ),
      object(
        X_API,
        'XMesh',
        'mesh',
        { spec: { controllerName: CONTROLLER }, status: { conditions: conditions.mesh ?? [ACCEPTED] } },
        '',
      ),
      object(API, 'Gateway', 'web', {
        spec: {
          gatewayClassName: 'acme',
          listeners: [listener('main', 80)],
          allowedListeners: { namespaces: { from: 'Same' } },
        },
        status: {
          conditions: conditions.gateway ?? WELL,
          attachedListenerSets: 1,
          ...entries('main', conditions.listener, 1),
        },
      }),
      object(API, 'ListenerSet', 'more', {
        spec: { parentRef: { name: 'web' }, listeners: [listener('extra', 81)] },
        status: { conditions: conditions.listenerSet ?? WELL, ...entries('extra', conditions.entry) },
      }),
      object(API, routeKind, 'cart', {
        spec: {
          parentRefs: [{ name: 'web' }],
          ...(routeKind === 'TLSRoute' ? { hostnames: ['cart.example.com'] } : {}),
          rules: [{ backendRefs: [{ name: 'cart', port: 80 }] }],
        },
        status: {
          parents: [
            { parentRef: { name: 'web' }, controllerName: CONTROLLER, conditions: conditions.route ?? [ACCEPTED] },
          ],
        },
      }),
      object('v1', 'Service', 'cart', { spec: { ports: [{ port: 80 }, { port: 80, protocol: 'UDP', name: 'u' }] } }),
      object(API, 'BackendTLSPolicy', 'tls', {
        spec: {
          targetRefs: [{ group: '', kind: 'Service', name: 'cart' }],
          validation: { wellKnownCACertificates: 'System', hostname: 'cart' },
        },
        status: ancestor(conditions.policy ?? [ACCEPTED]),
      }),
      object('gateway.envoyproxy.io/v1alpha1', 'ClientTrafficPolicy', 'clients', {
        spec: { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web' }] },
        status: ancestor(conditions.vendorAncestor ?? [ACCEPTED]),
      }),
      object('gateway.envoyproxy.io/v1alpha1', 'SecurityPolicy', 'secure', {
        spec: { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web' }] },
        status: { conditions: conditions.vendor ?? [ACCEPTED] },
      }),
      object(X_API, 'XBackend', 'out', {
        spec: { type: 'ExternalHostname', externalHostname: { hostname: 'out.example.com' }, port: { number: 443 } },
        status: ancestor(conditions.backend ?? [ACCEPTED]),
      }),
    ],
  });
}

function status(input: string): Promise<Outcome> {
  return runMain(['status', '-A', '--check', '--problems', '0', '-o', 'json', '--from', '-'], input);
}

/** The problems as `Kind/name#section path: reason`. */
function problemsOf({ out }: Outcome): readonly string[] {
  return readRecords(readPath(JSON.parse(out), 'problems')).map((problem) => {
    const text = (field: string): string => String(readPath(problem, 'subject', field));
    const part = readPath(problem, 'subject', 'section') === undefined ? '' : `#${text('section')}`;
    return `${text('kind')}/${text('name')}${part} ${String(problem['reason'])}: ${String(problem['message'])}`;
  });
}

const CASES: readonly (readonly [what: string, conditions: Conditions, subject: string])[] = [
  [
    'SupportedVersion of a class',
    { gatewayClass: [ACCEPTED, condition('SupportedVersion', 'False')] },
    'GatewayClass/acme',
  ],
  [
    'a condition of a class that its vendor knows',
    { gatewayClass: [ACCEPTED, condition('Ready', 'False')] },
    'GatewayClass/acme',
  ],
  ['Accepted of a mesh', { mesh: [condition('Accepted', 'False')] }, 'XMesh/mesh'],
  ['ResolvedRefs of a Gateway', { gateway: [...WELL, condition('ResolvedRefs', 'False')] }, 'Gateway/web'],
  ['AddressesAssigned of a Gateway', { gateway: [...WELL, condition('AddressesAssigned', 'False')] }, 'Gateway/web'],
  [
    'a qualified condition of a Gateway',
    { gateway: [...WELL, condition('networking.gke.io/GatewayHealthy', 'False')] },
    'Gateway/web',
  ],
  ['ResolvedRefs of a listener', { listener: [...WELL, condition('ResolvedRefs', 'False')] }, 'Gateway/web#main'],
  ['Programmed of a listener', { listener: [ACCEPTED, condition('Programmed', 'False')] }, 'Gateway/web#main'],
  ['Detached of a listener', { listener: [...WELL, condition('Detached', 'True')] }, 'Gateway/web#main'],
  ['ResolvedRefs of a ListenerSet', { listenerSet: [...WELL, condition('ResolvedRefs', 'False')] }, 'ListenerSet/more'],
  ['Conflicted of an entry', { entry: [...WELL, condition('Conflicted', 'True')] }, 'ListenerSet/more#extra'],
  ['Ready of an entry', { entry: [...WELL, condition('Ready', 'False')] }, 'ListenerSet/more#extra'],
  ['ResolvedRefs of a policy', { policy: [ACCEPTED, condition('ResolvedRefs', 'False')] }, 'BackendTLSPolicy/tls'],
  [
    "a vendor's policy at an ancestor, without Accepted",
    { vendorAncestor: [condition('Programmed', 'False')] },
    'ClientTrafficPolicy/clients',
  ],
  [
    "ResolvedRefs alone of a vendor's policy at an ancestor",
    { vendorAncestor: [condition('ResolvedRefs', 'False')] },
    'ClientTrafficPolicy/clients',
  ],
  [
    "a vendor's policy in its own status",
    { vendor: [ACCEPTED, condition('Enforced', 'False')] },
    'SecurityPolicy/secure',
  ],
  ['an XBackend', { backend: [condition('Accepted', 'False')] }, 'XBackend/out'],
  ['an XBackend in part', { backend: [ACCEPTED, condition('ResolvedRefs', 'False')] }, 'XBackend/out'],
];

describe("a controller's word counts, whatever is computed", () => {
  test('nothing is wrong where it calls nothing wrong', async () => {
    const report = await status(world({}));
    assert.deepEqual(problemsOf(report), []);
    assert.equal(report.code, 0);
  });

  for (const [what, conditions, subject] of CASES) {
    test(what, async () => {
      const report = await status(world(conditions));
      const [type] = Object.values(conditions)
        .flat()
        .filter(({ reason }) => reason === 'Because')
        .map((one) => one['type']);
      const problems = problemsOf(report);
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0] ?? '', new RegExp(`^${subject} Because: words on ${String(type)}`));
      assert.equal(report.code, 1);
    });
  }

  for (const kind of REFS) {
    for (const [type, bad] of [
      ['ResolvedRefs', 'False'],
      ['PartiallyInvalid', 'True'],
      ['Reconciled', 'False'],
    ] as const) {
      test(`${type}=${bad} of a ${kind}`, async () => {
        const report = await status(world({ route: [ACCEPTED, condition(type, bad)] }, kind));
        assert.deepEqual(
          problemsOf(report).map((line) => line.split(' (', 1)[0]),
          [`${kind}/cart Because: words on ${type}`],
        );
        assert.equal(report.code, 1);
      });
    }
  }

  test('what a type means that nobody knows is not made up, and what is only worth knowing is no problem', async () => {
    const report = await status(
      world({
        listener: [...WELL, condition('OverlappingTLSConfig', 'True')],
        gateway: [...WELL, condition('InsecureFrontendValidationMode', 'True'), condition('example.com/Odd', 'False')],
        route: [ACCEPTED, condition('Odd', 'False')],
        vendor: [ACCEPTED, condition('Enforced', 'False', 'Overridden')],
      }),
    );
    assert.deepEqual(problemsOf(report), []);
    assert.equal(report.code, 0);
  });

  test('a page marks each condition by what it means', async () => {
    const input = world({
      gateway: [
        ...WELL,
        condition('InsecureFrontendValidationMode', 'True'),
        condition('Odd', 'False'),
        condition('Degraded', 'True'),
      ],
    });
    const { out } = await runMain(['describe', 'gateway', 'web', '-n', 'shop', '--from', '-'], input);
    assert.match(out, /\n {2}! reported +InsecureFrontendValidationMode=True Because\n/);
    assert.match(out, /\n {4}reported +Odd=False Because\n/);
    assert.match(out, /\n {2}✗ reported +Degraded=True Because\n/);
  });
});
