import { compareText } from '../model/compare-text.ts';
import type { Fact } from '../model/fact.ts';
import type { Gap } from '../model/gap.ts';
import { CLUSTER_TRUST_BUNDLE, NAMESPACE } from '../gateway-api/kinds.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindKey, groupKindOf, refKey, refOf, sameGroupKind } from '../model/ref.ts';
import { RefMap } from '../model/ref-map.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import type { Lookup, Snapshot } from '../model/snapshot.ts';

/** What a loader said of one type. */
interface TypeReading {
  readonly completeNamespaces: Set<string>;
  completeEverywhere: boolean;
}

/**
 * Collects what a loader reads, then becomes a snapshot in memory.
 *
 * The loader says which places it read whole (`markComplete`), which single objects the server does not have
 * (`markMissing`) and what it could not read (`addGap`). Files stand in for the whole cluster: every kind counts as
 * read, except Namespaces and ClusterTrustBundles, which belong to the cluster's administrator and are seldom among
 * the files (semantics.md 2.4, 5.10).
 */
export class SnapshotBuilder {
  readonly #objects = new Map<string, KubernetesObject>();
  readonly #readings = new Map<string, TypeReading>();
  readonly #missing = new Set<string>();
  readonly #gaps: Gap[] = [];

  /** Adds an object; of two with one identity the later counts. */
  add(object: KubernetesObject): void {
    this.#objects.set(refKey(refOf(object)), object);
  }

  /** Says that all objects of a type were read: of one namespace, or of the whole cluster. */
  markComplete(type: GroupKind, namespace?: string): void {
    const key = groupKindKey(type);
    const reading = this.#readings.get(key) ?? { completeNamespaces: new Set<string>(), completeEverywhere: false };
    this.#readings.set(key, reading);
    if (namespace === undefined) reading.completeEverywhere = true;
    else reading.completeNamespaces.add(namespace);
  }

  /** Says that a get by name was answered with NotFound. */
  markMissing(ref: ObjectRef): void {
    this.#missing.add(objectKey(ref));
  }

  /** Says what could not be read. */
  addGap(gap: Gap): void {
    this.#gaps.push(gap);
  }

  /** The snapshot of what was added until now. */
  build(origin: Snapshot['origin']): Snapshot {
    return new MemorySnapshot(origin, new Map(this.#objects), new Map(this.#readings), new Set(this.#missing), [
      ...this.#gaps,
    ]);
  }
}

/** The gaps of one type by the narrowness of what they hide. */
interface GapsOfType {
  readonly named: ReadonlyMap<string, Gap>;
  readonly inNamespace: ReadonlyMap<string, Gap>;
  readonly everywhere: Gap | undefined;
}

/** All objects of a type, in their order, and by namespace. */
interface TypeList {
  readonly type: GroupKind;
  readonly all: readonly KubernetesObject[];
  byNamespace: ReadonlyMap<string, readonly KubernetesObject[]> | undefined;
}

const NO_OBJECTS: readonly KubernetesObject[] = Object.freeze([]);

class MemorySnapshot implements Snapshot {
  readonly origin: Snapshot['origin'];
  readonly gaps: readonly Gap[];
  readonly #objects: ReadonlyMap<string, KubernetesObject>;
  readonly #byRef = new RefMap<KubernetesObject>();
  readonly #lists: ReadonlyMap<string, TypeList>;
  readonly #readings: ReadonlyMap<string, TypeReading>;
  readonly #missing: ReadonlySet<string>;
  readonly #gapsOfType = new Map<string, GapsOfType>();

  constructor(
    origin: Snapshot['origin'],
    objects: ReadonlyMap<string, KubernetesObject>,
    readings: ReadonlyMap<string, TypeReading>,
    missing: ReadonlySet<string>,
    gaps: readonly Gap[],
  ) {
    this.origin = origin;
    this.#objects = objects;
    for (const object of objects.values()) this.#byRef.set(refOf(object), object);
    this.#lists = listByType(objects);
    this.#readings = readings;
    this.#missing = missing;
    this.gaps = gaps;
  }

  find(ref: ObjectRef): Lookup {
    const object = this.#byRef.get(ref.section === undefined ? ref : { ...ref, section: undefined });
    if (object !== undefined) return { state: 'found', object };
    const key = objectKey(ref);
    if (this.#missing.has(key)) return { state: 'missing' };
    const gap = this.#gapsFor(ref).named.get(key);
    if (gap?.reason === 'absent') return { state: 'missing' };
    const because = gap === undefined ? this.#whyIncomplete(ref, ref.namespace) : gapFact(gap);
    return because === undefined ? { state: 'missing' } : { state: 'unknown', because };
  }

  list(type: GroupKind): readonly KubernetesObject[] {
    return this.#lists.get(groupKindKey(type))?.all ?? NO_OBJECTS;
  }

  listIn(type: GroupKind, namespace: string): readonly KubernetesObject[] {
    const list = this.#lists.get(groupKindKey(type));
    if (list === undefined) return NO_OBJECTS;
    list.byNamespace ??= Map.groupBy(list.all, (object) => namespaceOf(object) ?? '');
    return list.byNamespace.get(namespace) ?? NO_OBJECTS;
  }

  isComplete(type: GroupKind, namespace?: string): boolean {
    if (this.#whyIncomplete(type, namespace) !== undefined) return false;
    const gaps = this.#gapsFor(type);
    if (namespace === undefined && gaps.inNamespace.values().some(({ reason }) => reason !== 'absent')) return false;
    for (const [key, gap] of gaps.named) {
      if (gap.reason === 'absent') continue;
      if (namespace !== undefined && gap.namespace !== undefined && gap.namespace !== namespace) continue;
      if (!this.#objects.has(key) && !this.#missing.has(key)) return false;
    }
    return true;
  }

  types(): readonly GroupKind[] {
    return [...this.#lists.values()].map(({ type }) => type);
  }

  /**
   * Why a place may hold more than was read; undefined where it was read whole. What is said of a namespace is more
   * exact than what is said of the whole cluster, and of two words on the same place the gap counts.
   */
  #whyIncomplete(type: GroupKind, namespace: string | undefined): Fact | undefined {
    const gaps = this.#gapsFor(type);
    const reading = this.#readings.get(groupKindKey(type));
    if (namespace !== undefined) {
      const gap = gaps.inNamespace.get(namespace);
      if (gap !== undefined) return gap.reason === 'absent' ? undefined : gapFact(gap);
      if (reading?.completeNamespaces.has(namespace) === true) return undefined;
    }
    // A kind that the API does not serve has no objects.
    if (gaps.everywhere?.reason === 'absent') return undefined;
    if (gaps.everywhere !== undefined) return gapFact(gaps.everywhere);
    if (reading?.completeEverywhere === true) return undefined;
    if (this.origin === 'live') return { code: 'kindNotRead', kind: type.kind };
    return belongsToCluster(type) ? { code: 'notAmongFiles', kind: type.kind } : undefined;
  }

  #gapsFor(type: GroupKind): GapsOfType {
    const typeKey = groupKindKey(type);
    const known = this.#gapsOfType.get(typeKey);
    if (known !== undefined) return known;
    const named = new Map<string, Gap>();
    const inNamespace = new Map<string, Gap>();
    let everywhere: Gap | undefined;
    for (const gap of this.gaps) {
      if ((gap.group ?? type.group) !== type.group || (gap.kind ?? type.kind) !== type.kind) continue;
      if (gap.name !== undefined) {
        named.set(objectKey({ group: type.group, kind: type.kind, namespace: gap.namespace, name: gap.name }), gap);
      } else if (gap.namespace !== undefined) {
        inNamespace.set(gap.namespace, gap);
      } else if (everywhere === undefined || everywhere.reason === 'absent') {
        everywhere = gap;
      }
    }
    const gaps = { named, inNamespace, everywhere };
    this.#gapsOfType.set(typeKey, gaps);
    return gaps;
  }
}

function gapFact(gap: Gap): Fact {
  return { code: 'gap', gap };
}

function listByType(objects: ReadonlyMap<string, KubernetesObject>): ReadonlyMap<string, TypeList> {
  const members = Map.groupBy(objects.values(), (object) => groupKindKey(groupKindOf(object)));
  const lists = new Map<string, TypeList>();
  for (const [key, all] of members) {
    const [first] = all;
    if (first === undefined) continue;
    lists.set(key, { type: groupKindOf(first), all: all.sort(compareObjects), byNamespace: undefined });
  }
  return lists;
}

function belongsToCluster(type: GroupKind): boolean {
  return sameGroupKind(type, NAMESPACE) || sameGroupKind(type, CLUSTER_TRUST_BUNDLE);
}

function objectKey(ref: ObjectRef): string {
  return ref.section === undefined ? refKey(ref) : refKey({ ...ref, section: undefined });
}

function compareObjects(a: KubernetesObject, b: KubernetesObject): number {
  return compareText(namespaceOf(a) ?? '', namespaceOf(b) ?? '') || compareText(a.metadata.name, b.metadata.name);
}
