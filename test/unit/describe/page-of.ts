import assert from 'node:assert/strict';
import { readEvent } from '../../../src/model/event.ts';
import type { Gap } from '../../../src/model/gap.ts';
import { SnapshotBuilder } from '../../../src/world/memory-snapshot.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { groupKindOf, refOf } from '../../../src/model/ref.ts';
import type { ObjectRef } from '../../../src/model/ref.ts';
import type { PolicyKind } from '../../../src/policy/policy-kind.ts';
import { openDescriptionPrinter } from '../../../src/print/description.ts';
import { describeContext } from '../../../src/view/describe/context.ts';
import type { DescribeContext } from '../../../src/view/describe/context.ts';
import { describeObject } from '../../../src/view/describe/registry.ts';
import { NOW, openCluster } from '../../support/fake-cluster.ts';
import { fakeGraph } from './fake-graph.ts';
import type { Relations } from './fake-graph.ts';

/** What stands around the described object. */
export interface World {
  /** Objects as YAML; the first is described. */
  readonly manifest: string;
  readonly relations?: (refs: readonly ObjectRef[]) => Relations;
  readonly origin?: 'live' | 'files';
  /** What could not be read; everything else counts as read. */
  readonly gaps?: readonly Gap[];
  readonly events?: readonly Readonly<Record<string, unknown>>[];
  readonly policyKinds?: readonly PolicyKind[];
}

/** The objects of a manifest, in its order of types. */
export async function objectsOf(manifest: string): Promise<readonly KubernetesObject[]> {
  const source = await openCluster(manifest, { kind: 'files' });
  const found: KubernetesObject[] = [];
  for (const type of (await source.catalog()).types) {
    for await (const page of source.list({ type, chunkSize: 0 })) found.push(...page);
  }
  return found;
}

/** The context of a world, and the object to describe: the one that `name` names, of the kind of the manifest's first words. */
async function openWorld(
  world: World,
  described: string,
): Promise<{ object: KubernetesObject; context: DescribeContext }> {
  const objects = await objectsOf(world.manifest);
  const builder = new SnapshotBuilder();
  const origin = world.origin ?? 'live';
  const missing = new Set((world.gaps ?? []).map(({ kind }) => kind));
  for (const object of objects) builder.add(object);
  for (const type of objects.map(groupKindOf)) if (!missing.has(type.kind)) builder.markComplete(type);
  for (const kind of [
    'Gateway',
    'GatewayClass',
    'ListenerSet',
    'HTTPRoute',
    'GRPCRoute',
    'TLSRoute',
    'TCPRoute',
    'UDPRoute',
    'ReferenceGrant',
  ]) {
    if (!missing.has(kind)) builder.markComplete({ group: 'gateway.networking.k8s.io', kind });
  }
  for (const kind of ['Service', 'Secret', 'ConfigMap', 'Namespace'])
    if (!missing.has(kind)) builder.markComplete({ group: '', kind });
  for (const gap of world.gaps ?? []) builder.addGap(gap);
  const snapshot = builder.build(origin);
  const events = world.events?.map((event) =>
    readEvent({ apiVersion: 'v1', kind: 'Event', metadata: { name: 'e' }, ...event }),
  );
  const object = objects.find(({ kind, metadata }) => `${kind.toLowerCase()}/${metadata.name}` === described);
  assert.ok(object, `no ${described} in the manifest`);
  const context = describeContext({
    graph: fakeGraph(world.relations?.(objects.map(refOf)) ?? {}),
    snapshot,
    now: NOW,
    command: (words) => `gwctl ${words}`,
    eventsOf: () => events,
    policyKinds: world.policyKinds ?? [],
  });
  return { object, context };
}

/** The page of an object as text. */
export async function pageOf(world: World, described: string): Promise<string> {
  const { object, context } = await openWorld(world, described);
  const print = await openDescriptionPrinter({ color: false, unicode: true });
  return print(describeObject(object, context));
}
