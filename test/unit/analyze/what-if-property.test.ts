import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { readAnalysis } from '../../../src/app/analyze/read-analysis.ts';
import { readWhatIf } from '../../../src/app/analyze/read-what-if.ts';
import { readDiff } from '../../../src/app/diff/read-diff.ts';
import { loadPatterns } from '../../../src/app/trace/load-patterns.ts';
import { Problems } from '../../../src/app/write/problems.ts';
import type { AnalysisReport, Finding } from '../../../src/documents/analysis-report.ts';
import type { TrafficAnswer, TrafficChange, TrafficDiff } from '../../../src/documents/traffic-diff.ts';
import { GATEWAY } from '../../../src/gateway-api/kinds.ts';
import { namespaceOf } from '../../../src/model/object.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { readRecord } from '../../../src/model/read.ts';
import { refKey, refOf } from '../../../src/model/ref.ts';
import type { ObjectRef } from '../../../src/model/ref.ts';
import type { Source } from '../../../src/model/source.ts';
import { compareAnswers } from '../../../src/routing/difference/compare-answers.ts';
import { kindsAt } from '../../../src/routing/listener-rows.ts';
import { makeRequest } from '../../../src/routing/make-request.ts';
import { routingWorld } from '../../../src/routing/routing-world.ts';
import type { RoutingWorld } from '../../../src/routing/routing-world.ts';
import type { RoutedRequest } from '../../../src/routing/routed-request.ts';
import type { Trace } from '../../../src/routing/trace.ts';
import { traceRequest } from '../../../src/routing/trace-request.ts';
import { tablesOf, witnessesOf } from '../../../src/routing/witnesses.ts';
import { openFilesSource } from '../../../src/source/files/files-source.ts';
import { overlay, withoutObjects } from '../../../src/world/overlay.ts';
import { manifestOf, worldOfText } from '../../support/analyze.ts';
import { richCluster } from '../../support/random-cluster.ts';
import { gateway, route, service } from '../../support/world.ts';

const RUNS = 20;
const COMPILE = await loadPatterns();
const NOW = Date.parse('2026-11-25T12:00:00Z');
const SELECTION = {
  requested: [],
  selectors: { labelSelector: undefined, fieldSelector: undefined },
  namespace: undefined,
  now: NOW,
};
const learn = async () => Promise.resolve([]);

/** What there is, and what a change makes of it: objects replaced and added, or removed. */
interface Pair {
  readonly before: readonly KubernetesObject[];
  readonly change: readonly KubernetesObject[];
  readonly isRemoval: boolean;
}

/** A Gateway that serves two routes, which lead here and there. */
const serving: fc.Arbitrary<readonly KubernetesObject[]> = fc
  .array(
    fc.record({
      matches: fc.array(
        fc.record({
          path: fc.record({
            type: fc.constantFrom('PathPrefix', 'Exact'),
            value: fc.constantFrom('/', '/a', '/a/b'),
          }),
          headers: fc.constantFrom([], [{ name: 'x-a', value: '1' }]),
        }),
        { minLength: 1, maxLength: 2 },
      ),
      backendRefs: fc.constantFrom(
        [{ name: 'one', port: 80 }],
        [{ name: 'two', port: 80 }],
        [
          { name: 'one', port: 80 },
          { name: 'two', port: 80 },
        ],
        [{ name: 'three', port: 80 }],
      ),
    }),
    { minLength: 2, maxLength: 4 },
  )
  .map((rules) => [
    gateway('serving'),
    ...['one', 'two'].map((name) => service(name)),
    ...['left', 'right'].map((name, at) =>
      route('HTTPRoute', name, ['serving'], { rules: rules.filter((_, index) => index % 2 === at) }),
    ),
  ]);

const clusters: fc.Arbitrary<readonly KubernetesObject[]> = fc
  .tuple(richCluster, serving)
  .map(([objects, more]) => [...objects, ...more]);

/** Another cluster of the same few names makes and replaces objects; a part of the cluster itself is removed. */
const pairs: fc.Arbitrary<Pair> = fc.tuple(clusters, clusters, fc.boolean()).chain(([before, other, isRemoval]) =>
  fc
    .subarray(
      (isRemoval ? before : other).filter(({ kind }) => kind !== 'CustomResourceDefinition'),
      { minLength: 1 },
    )
    .map((change) => ({ before, change, isRemoval })),
);

/** The state behind a change, made without the program: what a server writes stays with what is replaced. */
function stateBehind({ before, change, isRemoval }: Pair): readonly KubernetesObject[] {
  const keys = new Set(change.map((object) => refKey(refOf(object))));
  const rest = before.filter((object) => !keys.has(refKey(refOf(object))));
  const emptied = new Set(change.flatMap(({ kind, metadata }) => (kind === 'Namespace' ? [metadata.name] : [])));
  if (isRemoval) return rest.filter((object) => !emptied.has(namespaceOf(object) ?? ''));
  const known = new Map(before.map((object) => [refKey(refOf(object)), object]));
  return [...rest, ...change.map((object) => replaced(known.get(refKey(refOf(object))), object))];
}

function replaced(before: KubernetesObject | undefined, object: KubernetesObject): KubernetesObject {
  if (before === undefined) return object;
  const { creationTimestamp, uid } = readRecord(before.metadata);
  const { status } = before;
  return {
    ...object,
    metadata: {
      ...object.metadata,
      ...(creationTimestamp !== undefined && { creationTimestamp }),
      ...(uid !== undefined && { uid }),
    },
    ...(status !== undefined && { status }),
  };
}

/** Files that hold everything. */
async function openWhole(text: string): Promise<Source> {
  return openFilesSource(['-'], {
    namespace: 'default',
    complete: true,
    cwd: '/',
    now: () => NOW,
    async *readInput() {
      yield await Promise.resolve(Buffer.from(text));
    },
  });
}

async function whatIf({ before, change, isRemoval }: Pair): Promise<AnalysisReport> {
  const base = await openWhole(manifestOf(before));
  const changes = await openWhole(manifestOf(change));
  const after: Source = isRemoval ? withoutObjects(base, changes) : overlay(base, changes);
  const { report } = await readWhatIf(SELECTION, { before: base, after }, { problems: new Problems(), learn });
  return report;
}

async function analysisOf(objects: readonly KubernetesObject[]): Promise<AnalysisReport> {
  const source = await openWhole(manifestOf(objects));
  const { report } = await readAnalysis(SELECTION, { source, problems: new Problems(), learn });
  return report;
}

/** Findings without where they are written. Those of rules about changes are no part of what one state shows. */
function linesOf(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ code }) => code !== 'GW8009')
    .map(({ fingerprint, message }) => `${fingerprint}: ${message}`)
    .toSorted();
}

function without(findings: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  const known = new Set(others.map(({ fingerprint }) => fingerprint));
  return findings.filter(({ fingerprint }) => !known.has(fingerprint));
}

/** What becomes of a request at a Gateway. */
function traceAt(world: RoutingWorld, request: RoutedRequest, parent: ObjectRef): Trace {
  const [trace] = traceRequest(world, { request, parent, address: undefined }, { looked: 0, told: 0 });
  assert.ok(trace);
  return trace;
}

async function worldOf(objects: readonly KubernetesObject[]): Promise<RoutingWorld> {
  const { snapshot, policyKinds } = await worldOfText(manifestOf(objects));
  return routingWorld(snapshot, policyKinds, COMPILE);
}

/** A request for every row of every Gateway of a world. */
function requestsIn(world: RoutingWorld): readonly (readonly [RoutedRequest, ObjectRef])[] {
  return world.snapshot.list(GATEWAY).flatMap((object) => {
    const table = world.gateway(object);
    return table.listeners
      .filter((own) => own.serving.state !== 'no')
      .flatMap((own) => kindsAt(own).flatMap((kind) => witnessesOf(tablesOf(table, own, kind))))
      .flatMap(({ reach }): readonly (readonly [RoutedRequest, ObjectRef])[] =>
        'request' in reach && reach.request !== undefined ? [[reach.request, table.ref]] : [],
      );
  });
}

function ruleKey(answer: Pick<TrafficAnswer, 'route' | 'rule'>): string {
  return `${answer.route === undefined ? '' : refKey(answer.route)} ${answer.rule?.index ?? ''}`;
}

/** The line that stands for the requests that the same two rules answer. */
function lineAt({ traffic }: TrafficDiff, parent: ObjectRef, [one, other]: readonly [Trace, Trace]) {
  return traffic.find(
    (line: TrafficChange) =>
      refKey(line.parent) === refKey(parent) &&
      ruleKey(line.before) === ruleKey(one) &&
      ruleKey(line.after) === ruleKey(other),
  );
}

suite('what a change would do', () => {
  test('is what analyze finds behind it, without what it finds before it', async () => {
    let introduced = 0;
    let fixed = 0;
    await fc.assert(
      fc.asyncProperty(pairs, async (pair) => {
        const report = await whatIf(pair);
        const [before, after] = [await analysisOf(pair.before), await analysisOf(stateBehind(pair))];
        assert.deepEqual(linesOf(report.findings), linesOf(without(after.findings, before.findings)));
        assert.deepEqual(linesOf(report.change?.fixed ?? []), linesOf(without(before.findings, after.findings)));
        const stays = without(after.findings, without(after.findings, before.findings));
        assert.deepEqual(linesOf(report.change?.unchanged ?? []), linesOf(stays));
        introduced += report.findings.length;
        fixed += report.change?.fixed.length ?? 0;
      }),
      { numRuns: RUNS },
    );
    assert.ok(introduced > RUNS && fixed > RUNS / 8, `${introduced} introduced, ${fixed} fixed`);
  });

  test('to traffic is seen by tracing on both sides: every line, and every request that reaches a match', async () => {
    let lines = 0;
    let sampled = 0;
    await fc.assert(
      fc.asyncProperty(pairs, async (pair) => {
        const difference = (await whatIf(pair)).change?.difference;
        assert.ok(difference);
        const worlds = [await worldOf(pair.before), await worldOf(stateBehind(pair))] as const;
        const snapshots = [worlds[0].snapshot, worlds[1].snapshot] as const;
        for (const { parent, request, changes, clientNamespace } of difference.traffic) {
          if (parent.kind !== GATEWAY.kind) continue;
          const asked = makeRequest({ ...request, clientNamespace, sni: request.sni ?? '' });
          const traces = [traceAt(worlds[0], asked, parent), traceAt(worlds[1], asked, parent)] as const;
          if (traces.some(({ outcome }) => outcome.reason?.code === 'parentNotRead')) continue;
          const comparison = compareAnswers(...traces, snapshots);
          assert.deepEqual(comparison, { state: 'changed', kinds: changes }, JSON.stringify(request));
          lines++;
        }
        for (const [request, parent] of worlds.flatMap(requestsIn)) {
          const traces = [traceAt(worlds[0], request, parent), traceAt(worlds[1], request, parent)] as const;
          if (traces.some(({ outcome }) => outcome.reason?.code === 'parentNotRead')) continue;
          const { state } = compareAnswers(...traces, snapshots);
          if (state !== 'changed') continue;
          assert.ok(lineAt(difference, parent, traces), JSON.stringify(request));
          sampled++;
        }
      }),
      { numRuns: RUNS },
    );
    assert.ok(lines > RUNS / 4 && sampled > RUNS / 4, `${lines} lines, ${sampled} requests`);
  });

  test('is nothing where both states are equal, whatever their order and format', async () => {
    await fc.assert(
      fc.asyncProperty(
        clusters.chain((objects) =>
          fc.tuple(fc.constant(objects), fc.shuffledSubarray([...objects], { minLength: objects.length })),
        ),
        async ([objects, shuffled]) => {
          const before = await openWhole(manifestOf(objects));
          const after = await openWhole(
            shuffled.map((object) => JSON.stringify(turned(object), null, 2)).join('\n---\n'),
          );
          const question = { sides: { before: 'a', after: 'b' }, namespace: undefined };
          const { document } = await readDiff({ before, after }, question, learn);
          const { traffic, attachments, conditions, policies, objects: changed, notCompared } = document;
          assert.deepEqual({ traffic, attachments, conditions, policies, notCompared }, NOTHING);
          assert.deepEqual(changed.items, []);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

const NOTHING = { traffic: [], attachments: [], conditions: [], policies: [], notCompared: [] };

/** The same with the fields in the other order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, field]) => [key, turned(field)]),
  );
}
