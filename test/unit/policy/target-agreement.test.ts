import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { findProblems } from '../../../src/analysis/find-problems.ts';
import { reasonOf } from '../../../src/analysis/verdict.ts';
import { RelativeFacts, traceOf } from '../../../src/app/get/relative-facts.ts';
import { isNamedByTargets } from '../../../src/gateway-api/policy-claims.ts';
import { GATEWAY, HTTP_ROUTE, NAMESPACE, REFERENCE_GRANT, SERVICE } from '../../../src/gateway-api/kinds.ts';
import type { Graph } from '../../../src/graph/graph.ts';
import { buildGraph } from '../../../src/graph/query/build-graph.ts';
import { isBroken } from '../../../src/graph/query/flow.ts';
import { relatedTo } from '../../../src/graph/query/related.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { groupKindOf, refKey, refOf, sameGroupKind } from '../../../src/model/ref.ts';
import type { ObjectRef } from '../../../src/model/ref.ts';
import type { Snapshot } from '../../../src/model/snapshot.ts';
import type { CatalogueEntry } from '../../../src/policy/catalogue-entry.ts';
import { indexPolicies } from '../../../src/policy/policy-index.ts';
import type { PolicyIndex } from '../../../src/policy/policy-index.ts';
import { SnapshotBuilder } from '../../../src/world/memory-snapshot.ts';
import { policyKind } from './world.ts';

const GROUP = 'gateway.networking.k8s.io';
const ANNOTATION = 'policies.example.com/policy';

const entry: CatalogueEntry = {
  group: 'policies.example.com',
  kind: 'P',
  class: 'Inherited',
  targets: [GATEWAY, HTTP_ROUTE, SERVICE, NAMESPACE],
  merge: { strategy: 'Custom' },
  source: 'test',
};

/** One kind for targetRefs and targetSelectors, one for annotations, one for filters of rules. */
const kinds = [
  policyKind('P', { entry, targets: entry.targets }),
  policyKind('Annotated', { entry: { ...entry, annotation: ANNOTATION }, targets: [SERVICE] }),
  policyKind('Filter', { entry: { ...entry, extensionFilter: true }, targets: [HTTP_ROUTE] }),
];

function groupFor(kind: string): string {
  return kind === 'Service' || kind === 'Namespace' ? '' : GROUP;
}

interface Meta {
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

function make(
  apiVersion: string,
  kind: string,
  name: string,
  meta: Meta,
  spec: Readonly<Record<string, unknown>>,
): KubernetesObject {
  return { apiVersion, kind, metadata: { name, namespace: 'shop', ...meta }, spec };
}

function gateway(name: string, meta: Meta = {}): KubernetesObject {
  const listeners = [{ name: 'http', port: 80, protocol: 'HTTP' }];
  return make(`${GROUP}/v1`, 'Gateway', name, meta, { gatewayClassName: 'acme', listeners });
}

/** A route with a rule `read`, whose filters name these policies. */
function route(name: string, meta: Meta = {}, filters: readonly string[] = []): KubernetesObject {
  const extensions = filters.map((filter) => ({
    type: 'ExtensionRef',
    extensionRef: { group: 'policies.example.com', kind: 'Filter', name: filter },
  }));
  return make(`${GROUP}/v1`, 'HTTPRoute', name, meta, { rules: [{ name: 'read', filters: extensions }] });
}

function service(name: string, meta: Meta = {}): KubernetesObject {
  return make('v1', 'Service', name, meta, { ports: [{ name: 'http', port: 80 }] });
}

function policy(kind: string, spec: Readonly<Record<string, unknown>>, name = 'p', meta: Meta = {}): KubernetesObject {
  return make('policies.example.com/v1', kind, name, meta, spec);
}

function namespace(name: string, labels: Readonly<Record<string, string>> = {}): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** Lets policies of `shop` target a kind in `infra`. */
function grant(kind: string, name = 'grant', from = 'shop', to = 'infra'): KubernetesObject {
  return make(
    `${GROUP}/v1`,
    'ReferenceGrant',
    name,
    { namespace: to },
    {
      from: [{ group: 'policies.example.com', kind: 'P', namespace: from }],
      to: [{ group: groupFor(kind), kind }],
    },
  );
}

interface World {
  readonly objects: readonly KubernetesObject[];
  readonly snapshot: Snapshot;
  readonly graph: Graph;
  readonly index: PolicyIndex;
  /** What the columns of `get` know. */
  readonly facts: RelativeFacts;
}

function worldOf(objects: readonly KubernetesObject[]): World {
  const builder = new SnapshotBuilder();
  for (const object of objects) builder.add(object);
  builder.markComplete(NAMESPACE);
  const snapshot = builder.build('files');
  const graph = buildGraph(snapshot, { policyKinds: kinds });
  const facts = new RelativeFacts();
  for (const object of objects) {
    const type = groupKindOf(object);
    const kind = kinds.find((one) => sameGroupKind(one, type));
    const namedKinds = kinds.filter(isNamedByTargets);
    facts.add(traceOf(object, type, { countsOnly: false, policyKind: kind, namedKinds, counts: new Map() }));
  }
  return { objects, snapshot, graph, index: indexPolicies({ graph, snapshot, kinds }), facts };
}

/** The policies that act on an object or a section of it, by each of those who answer. */
function attachedBy(
  { objects, graph, index, facts }: World,
  object: KubernetesObject,
): Readonly<Record<string, readonly string[]>> {
  const ref = refOf(object);
  const edges = objects
    .flatMap((holder) => graph.outgoing(refOf(holder), 'target'))
    .filter((edge) => !isBroken(edge) && refKey(whole(edge.to)) === refKey(ref))
    .filter((edge) => graph.incoming(edge.to, 'target').includes(edge));
  const places = facts.neededJudges.map((type) => ({ type, namespace: undefined }));
  return {
    graph: names(edges.map(({ from }) => from)),
    effective: names(index.attachedTo(ref).map((attached) => attached.policy.ref)),
    columns: names(facts.policiesOn(object, 'files', places)),
  };
}

/** `namespace/name#section state` */
function text({ namespace: place = '', name, section }: ObjectRef, state: string): string {
  return `${place}/${name}${section === undefined ? '' : `#${section}`} ${state}`;
}

function whole(ref: ObjectRef): ObjectRef {
  return { ...ref, section: undefined };
}

function names(refs: readonly ObjectRef[]): readonly string[] {
  return [...new Set(refs.map(refKey))].toSorted();
}

const shared = [
  namespace('shop'),
  namespace('infra', { team: 'blue' }),
  namespace('other', { team: 'red' }),
  gateway('web'),
  gateway('far', { namespace: 'infra', labels: { app: 'far' } }),
  route('cart', { labels: { app: 'cart' } }),
  route('docs', { labels: { app: 'docs' } }, ['filter']),
  route('distant', { namespace: 'infra', labels: { app: 'cart' } }),
  route('remote', { namespace: 'other', labels: { app: 'cart' } }),
  service('plain'),
  service('annotated', { annotations: { [ANNOTATION]: 'annotated' } }),
];

const to = (
  kind: string,
  name: string,
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> => ({
  targetRefs: [{ group: groupFor(kind), kind, name, ...more }],
});
const select = (more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  targetSelectors: [{ kind: 'HTTPRoute', matchLabels: { app: 'cart' }, ...more }],
});
const blue = { namespaces: { from: 'Selector', selector: { matchLabels: { team: 'blue' } } } };

interface Case {
  readonly name: string;
  readonly policy: KubernetesObject;
  readonly more?: readonly KubernetesObject[];
  /** `namespace/name#section state`, each target. */
  readonly targets: readonly string[];
}

const CASES: readonly Case[] = [
  { name: 'a name', policy: policy('P', to('Gateway', 'web')), targets: ['shop/web resolved'] },
  { name: 'a name that nothing has', policy: policy('P', to('Gateway', 'gone')), targets: ['shop/gone missing'] },
  {
    name: 'a listener',
    policy: policy('P', to('Gateway', 'web', { sectionName: 'http' })),
    targets: ['shop/web#http resolved'],
  },
  {
    name: 'a rule',
    policy: policy('P', to('HTTPRoute', 'cart', { sectionName: 'read' })),
    targets: ['shop/cart#rules[0] resolved'],
  },
  {
    name: 'a port',
    policy: policy('P', to('Service', 'plain', { sectionName: 'http' })),
    targets: ['shop/plain#80 resolved'],
  },
  {
    name: 'a section that is not there',
    policy: policy('P', to('Gateway', 'web', { sectionName: 'htp' })),
    targets: ['shop/web#htp sectionMissing'],
  },
  {
    name: 'a name in another namespace without a grant',
    policy: policy('P', to('Gateway', 'far', { namespace: 'infra' })),
    targets: ['infra/far notPermitted'],
  },
  {
    name: 'a name in another namespace with a grant',
    policy: policy('P', to('Gateway', 'far', { namespace: 'infra' })),
    more: [grant('Gateway')],
    targets: ['infra/far resolved'],
  },
  { name: 'the own Namespace', policy: policy('P', to('Namespace', 'shop')), targets: ['/shop resolved'] },
  { name: 'another Namespace', policy: policy('P', to('Namespace', 'infra')), targets: ['/infra notPermitted'] },
  { name: 'labels of the own namespace', policy: policy('P', select()), targets: ['shop/cart resolved'] },
  {
    name: 'labels with a section',
    policy: policy('P', select({ sectionName: 'read' })),
    targets: ['shop/cart#rules[0] resolved'],
  },
  {
    name: 'labels that nothing has',
    policy: policy('P', select({ matchLabels: { app: 'none' } })),
    targets: ['shop/ missing'],
  },
  {
    name: 'labels of a selector that is none',
    policy: policy('P', select({ matchExpressions: [{ key: 'app', operator: 'Like' }] })),
    targets: ['shop/ unknown'],
  },
  {
    name: 'labels everywhere without a grant',
    policy: policy('P', select({ namespaces: { from: 'All' } })),
    targets: ['infra/distant notPermitted', 'other/remote notPermitted', 'shop/cart resolved'],
  },
  {
    name: 'labels everywhere with a grant',
    policy: policy('P', select({ namespaces: { from: 'All' } })),
    more: [grant('HTTPRoute')],
    targets: ['infra/distant resolved', 'other/remote notPermitted', 'shop/cart resolved'],
  },
  {
    name: 'labels of selected namespaces without a grant',
    policy: policy('P', select(blue)),
    targets: ['infra/distant notPermitted'],
  },
  {
    name: 'labels of selected namespaces with a grant',
    policy: policy('P', select(blue)),
    more: [grant('HTTPRoute')],
    targets: ['infra/distant resolved'],
  },
  {
    name: 'labels of no selected namespaces',
    policy: policy('P', select({ namespaces: { from: 'Selector' } })),
    targets: ['shop/ missing'],
  },
  {
    name: 'an annotation',
    policy: policy('Annotated', {}, 'annotated'),
    targets: ['shop/annotated resolved'],
  },
  { name: 'an annotation that nothing bears', policy: policy('Annotated', {}, 'gone'), targets: ['shop/ missing'] },
  {
    name: 'an extensionRef filter',
    policy: policy('Filter', {}, 'filter'),
    targets: ['shop/docs#rules[0] resolved'],
  },
  {
    name: 'an extensionRef filter beside a name',
    policy: policy('Filter', to('HTTPRoute', 'cart'), 'filter'),
    targets: ['shop/cart resolved', 'shop/docs#rules[0] resolved'],
  },
];

/** What a state becomes where `status` names it. */
const REASONS: Readonly<Record<string, string>> = {
  missing: 'TargetNotFound',
  sectionMissing: 'TargetNotFound',
  notPermitted: 'RefNotPermitted',
};

describe('every verb has one answer to what a policy acts on', () => {
  for (const { name, policy: own, more = [], targets } of CASES) {
    test(name, () => {
      const world = worldOf([...shared, own, ...more]);
      const { graph, index, snapshot } = world;
      const ref = refOf(own);
      const read = index.policy(ref)?.targets ?? [];
      assert.deepEqual(read.map((target) => text(target.node ?? target.ref, target.state)).toSorted(), targets);

      const named = read.filter((target) => target.ref.name !== '');
      const edges = graph.outgoing(ref, 'target');
      assert.deepEqual(
        edges.map((edge) => [refKey(edge.to), edge.state, edge.because]),
        named.map((target) => [
          refKey(target.node ?? target.ref),
          target.state === 'sectionMissing' ? 'missing' : target.state,
          target.because,
        ]),
      );
      // What TARGETS of `get policies` adds to what the policy writes.
      const naming = read.filter(({ path, state }) => state === 'resolved' && !path.startsWith('spec.target'));
      assert.deepEqual(
        world.facts.namersOf(own).map(refKey).toSorted(),
        naming.map((target) => refKey(target.node ?? target.ref)).toSorted(),
      );
      for (const object of world.objects) {
        const { effective = [], ...others } = attachedBy(world, object);
        for (const [who, found] of Object.entries(others))
          assert.deepEqual(found, effective, `${who}: ${object.metadata.name}`);
        // What names a section that is not there names nothing that is, and nobody learns of what he did not let in.
        const isTarget = named.some(
          ({ state, ref: target }) =>
            state !== 'sectionMissing' && state !== 'notPermitted' && refKey(whole(target)) === refKey(refOf(object)),
        );
        if (isTarget)
          assert.ok(relatedTo(graph, refOf(object), () => []).has(refKey(ref)), `related: ${object.metadata.name}`);
      }
      const problems = findProblems({ snapshot, graph }, kinds, (object) => object === own).map(({ because }) =>
        reasonOf(because),
      );
      const selectsNothing = read.some(({ because }) => because?.code === 'nothingMatches');
      const expected = new Set([
        ...named.flatMap(({ state }) => REASONS[state] ?? []),
        ...(selectsNothing ? ['TargetNotFound'] : []),
      ]);
      assert.deepEqual(problems, [...expected]);
    });
  }

  test('a policy that may not act on a Gateway is not what its routes inherit', () => {
    const attached = route('attached', { namespace: 'infra' });
    const spec = { parentRefs: [{ name: 'far' }], rules: [{}] };
    const own = policy('P', to('Gateway', 'far', { namespace: 'infra' }));
    const related = (more: readonly KubernetesObject[]): boolean =>
      relatedTo(worldOf([...shared, { ...attached, spec }, own, ...more]).graph, refOf(attached), () => []).has(
        refKey(refOf(own)),
      );
    assert.equal(related([]), false);
    assert.equal(related([grant('Gateway')]), true);
  });
});

const NAMESPACES = ['shop', 'infra', 'other'] as const;
const aNamespace = fc.constantFrom(...NAMESPACES);
const aName = fc.constantFrom('a', 'b');
const someLabels = fc.dictionary(fc.constantFrom('app', 'tier'), fc.constantFrom('x', 'y'), { maxKeys: 2 });
const aSection = fc.option(fc.constantFrom('http', 'read', 'none'), { nil: undefined });

const anObject = fc
  .record({ namespace: aNamespace, labels: someLabels, name: aName, named: aName, form: fc.nat(2) })
  .map(({ namespace: place, labels, name, named, form }) => {
    const meta = { namespace: place, labels, annotations: { [ANNOTATION]: named } };
    if (form === 0) return gateway(name, meta);
    return form === 1 ? route(name, meta, [named]) : service(name, meta);
  });

const aTarget = fc.record({
  kind: fc.constantFrom('Gateway', 'HTTPRoute', 'Service', 'Namespace'),
  name: fc.constantFrom('a', 'b', 'gone', 'shop'),
  namespace: fc.option(aNamespace, { nil: undefined }),
  sectionName: aSection,
});

const aSelector = fc.record({
  kind: fc.constantFrom('Gateway', 'HTTPRoute', 'Service'),
  matchLabels: someLabels,
  sectionName: aSection,
  namespaces: fc.option(
    fc.record({
      from: fc.constantFrom('Same', 'All', 'Selector'),
      selector: fc.option(fc.record({ matchLabels: someLabels }), { nil: undefined }),
    }),
    { nil: undefined },
  ),
});

const aPolicy = fc
  .record({
    kind: fc.constantFrom('P', 'Annotated', 'Filter'),
    name: aName,
    namespace: aNamespace,
    targets: fc.array(aTarget, { maxLength: 2 }),
    selectors: fc.array(aSelector, { maxLength: 2 }),
  })
  .map(({ kind, name, namespace: place, targets, selectors }) => {
    const spec = {
      targetRefs: targets.map((target) => ({ ...target, group: groupFor(target.kind) })),
      targetSelectors: selectors.map((selector) => ({ ...selector, group: groupFor(selector.kind) })),
    };
    return policy(kind, spec, name, { namespace: place });
  });

const aGrant = fc
  .record({ kind: fc.constantFrom('Gateway', 'HTTPRoute', 'Service'), from: aNamespace, to: aNamespace })
  .map(({ kind, from, to: place }) => grant(kind, `${kind}-${from}`.toLowerCase(), from, place));

test('graph, effective and columns agree in any world', () => {
  const worlds = fc.tuple(
    fc.array(someLabels, { minLength: 3, maxLength: 3 }),
    fc.uniqueArray(fc.oneof(anObject, aPolicy, aGrant), { maxLength: 14, selector: (object) => refKey(refOf(object)) }),
  );
  fc.assert(
    fc.property(worlds, ([labels, objects]) => {
      const places = NAMESPACES.map((name, at) => namespace(name, labels[at]));
      const world = worldOf([...places, ...objects]);
      for (const object of world.objects) {
        const { effective = [], ...others } = attachedBy(world, object);
        for (const found of Object.values(others)) assert.deepEqual(found, effective);
      }
    }),
    { numRuns: 300 },
  );
});

test('what is asked is no more than what a policy may mean', () => {
  const asked: string[] = [];
  const world = worldOf([...shared, policy('P', to('Gateway', 'web')), policy('P', select(), 'q'), grant('Gateway')]);
  const snapshot: Snapshot = {
    ...bind(world.snapshot),
    list: (type) => {
      if (!kinds.some((kind) => sameGroupKind(kind, type))) asked.push(type.kind);
      return world.snapshot.list(type);
    },
    listIn: (type, place) => {
      asked.push(`${type.kind} in ${place}`);
      return world.snapshot.listIn(type, place);
    },
  };
  const far = policy('P', to('Gateway', 'far', { namespace: 'infra' }), 'far');
  const index = indexPolicies({ graph: world.graph, snapshot, kinds });
  assert.equal(index.policies().length, 2);
  assert.deepEqual(asked, ['HTTPRoute in shop']);
  asked.length = 0;
  const grown: Snapshot = { ...snapshot, list: (type) => (sameGroupKind(type, kinds[0] ?? type) ? [far] : []) };
  indexPolicies({ graph: world.graph, snapshot: grown, kinds }).policies();
  assert.deepEqual(asked, [`${REFERENCE_GRANT.kind} in infra`]);
});

/** The methods of a snapshot, which keep what they belong to. */
function bind(snapshot: Snapshot): Snapshot {
  return {
    origin: snapshot.origin,
    gaps: snapshot.gaps,
    find: (ref) => snapshot.find(ref),
    list: (type) => snapshot.list(type),
    listIn: (type, place) => snapshot.listIn(type, place),
    isComplete: (type, place) => snapshot.isComplete(type, place),
    holdsAll: (type, place) => snapshot.holdsAll(type, place),
    referrers: (type, named) => snapshot.referrers(type, named),
    names: (type, place) => snapshot.names(type, place),
    groupsOf: (name) => snapshot.groupsOf(name),
    serves: (type) => snapshot.serves(type),
    knowsReferrers: (type, named) => snapshot.knowsReferrers(type, named),
    violations: (ref) => snapshot.violations(ref),
    judgement: (ref) => snapshot.judgement(ref),
  };
}
