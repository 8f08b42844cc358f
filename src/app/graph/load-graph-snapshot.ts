import {
  GATEWAY,
  GATEWAY_CLASS,
  LISTENER_SET,
  NAMESPACE,
  POD,
  REFERENCE_GRANT,
  X_BACKEND,
  X_LISTENER_SET,
  isListenerSetKind,
  isRouteKind,
} from '../../gateway-api/kinds.ts';
import { SnapshotBuilder } from '../../world/memory-snapshot.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindKey, groupKindOf, refKey, refOf, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { ResourceCatalog } from '../../model/resource-type.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Source } from '../../model/source.ts';
import type { PolicyKind } from '../../policy/policy-kind.ts';
import { Involved } from '../../world/involved.ts';
import { backendsOf, loadEndpoints } from '../../world/load-endpoints.ts';
import { loadFiles } from '../../world/load-files.ts';
import { loadReach } from '../../world/load-reach.ts';
import { loadWhole } from '../../world/load-whole.ts';
import { namedReferences } from '../../world/named-references.ts';
import { SnapshotReader } from '../../world/snapshot-reader.ts';

/** Up to this many objects are read with what they reach; more with the whole of the Gateway API. */
const MOST_BY_REACH = 12;
/** Above this many backends of one kind in one namespace, a list is cheaper than to ask for each. */
const MOST_BY_NAME = 20;

/** Whose graph is read, and from where. */
export interface GraphQuestion {
  readonly source: Source;
  readonly catalog: ResourceCatalog;
  readonly policyKinds: readonly PolicyKind[];
  /** The objects that were asked for; undefined asks for everything. */
  readonly roots: readonly KubernetesObject[] | undefined;
  /** The namespaces to look in where the whole cluster may not be listed. */
  readonly instead: readonly string[];
  /** Whether EndpointSlices and Pods are read too. */
  readonly endpoints?: boolean | undefined;
  /** Whether the states of listeners count: what decides about them is read of every Gateway on the way. */
  readonly listeners?: boolean | undefined;
}

/** What a graph needs: all of the files, what a few objects reach, or the whole of the Gateway API. */
export async function loadGraphSnapshot(question: GraphQuestion): Promise<Snapshot> {
  const { source, catalog, policyKinds, roots, instead, endpoints = false, listeners = false } = question;
  const builder = new ReachBuilder();
  for (const gap of catalog.gaps) builder.addGap(gap);
  if (source.kind === 'files') {
    await loadFiles(source, catalog, builder);
    return builder.build('files');
  }
  if (roots === undefined || roots.length > MOST_BY_REACH || roots.some(isClass)) {
    const reader = new SnapshotReader(source, catalog, builder, true);
    if (roots !== undefined) reader.seed(roots);
    await Promise.all([
      loadWhole(reader, { policyKinds, instead, endpoints }),
      endpoints ? reader.listAll(POD, { instead, metadataOnly: true }) : undefined,
    ]);
  } else {
    const reader = new SnapshotReader(source, catalog, builder, roots.length > 1);
    const starts = endpoints ? [...roots, ...(await backendsOf(roots, reader))] : roots;
    await Promise.all(starts.map((root) => loadReach(root, reader, policyKinds)));
    await readOn(builder, reader, policyKinds, listeners);
    if (endpoints) await loadEndpoints(builder.objects.values(), reader);
  }
  return builder.build('live');
}

/** The routes of all Gateways of a class are nearly all that there are. */
function isClass(object: KubernetesObject): boolean {
  return sameGroupKind(groupKindOf(object), GATEWAY_CLASS);
}

/** Notes what is read, so that it can be read on from there. */
class ReachBuilder extends SnapshotBuilder {
  readonly objects = new Map<string, KubernetesObject>();

  override add(object: KubernetesObject): void {
    super.add(object);
    this.objects.set(refKey(refOf(object)), object);
  }
}

/**
 * A page ends at the routes of a Gateway, a picture at their backends: reads what routes and Gateways name, whose grants and
 * namespaces decide about them, and the policies of all that.
 */
async function readOn(
  builder: ReachBuilder,
  reader: SnapshotReader,
  policyKinds: readonly PolicyKind[],
  listeners: boolean,
): Promise<void> {
  const routes = [...builder.objects.values()].filter((object) => isRouteKind(groupKindOf(object)));
  const parents = listeners ? [...builder.objects.values()].filter((object) => isParent(groupKindOf(object))) : [];
  const named = [...routes, ...parents].map(namedReferences);
  const namespaces = new Set(routes.flatMap((route) => namespaceOf(route) ?? []));
  const abroad = new Set<string>();
  for (const holder of [...routes, ...parents]) {
    const { backends, others } = namedReferences(holder);
    const own = namespaceOf(holder);
    for (const { namespace } of [...backends, ...(isRouteKind(groupKindOf(holder)) ? [] : others)]) {
      if (namespace !== undefined && namespace !== own) abroad.add(namespace);
    }
  }
  await Promise.all([
    readNamed(
      reader,
      named.flatMap(({ backends, others }) => [...backends, ...others]),
    ),
    ...[...abroad].map((namespace) => reader.listIn(REFERENCE_GRANT, namespace)),
    // Whatever a picture shows of a Gateway holds for its listeners too, and ListenerSets compete for ports.
    ...(parents.length === 0 ? [] : [LISTENER_SET, X_LISTENER_SET].map((type) => reader.listAll(type))),
    readNamed(
      reader,
      [...namespaces].map((name) => ({ ...NAMESPACE, name })),
    ),
  ]);
  const involved = new Involved();
  for (const object of builder.objects.values()) involved.add(refOf(object));
  const backends = [...builder.objects.values()].filter((object) => sameGroupKind(groupKindOf(object), X_BACKEND));
  await Promise.all([
    readNamed(
      reader,
      backends.flatMap((backend) => namedReferences(backend).others),
    ),
    involved.readPolicies(reader, policyKinds),
  ]);
}

function isParent(type: GroupKind): boolean {
  return sameGroupKind(type, GATEWAY) || isListenerSetKind(type);
}

/** Reads objects by name, or where they are many of one kind in one place, all of these. */
async function readNamed(reader: SnapshotReader, refs: readonly ObjectRef[]): Promise<void> {
  const distinct = new Map(refs.map((ref) => [refKey(ref), ref]));
  const places = Map.groupBy(distinct.values(), (ref) => `${groupKindKey(ref)} ${ref.namespace ?? ''}`);
  await Promise.all(
    [...places.values()].map(async (ofPlace) => {
      const [first] = ofPlace;
      if (first?.namespace !== undefined && ofPlace.length > MOST_BY_NAME) await reader.listIn(first, first.namespace);
      else await Promise.all(ofPlace.map((ref) => reader.get(ref)));
    }),
  );
}
