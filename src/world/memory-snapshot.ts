import { lookBeyondFiles } from '../graph/resolve/outside-files.ts';
import { CLUSTER_TRUST_BUNDLE, NAMESPACE, SECRET } from '../gateway-api/kinds.ts';
import { labelsNaming, namingOf } from '../gateway-api/references.ts';
import type { Naming } from '../gateway-api/references.ts';
import { compareText } from '../model/compare-text.ts';
import type { Fact } from '../model/fact.ts';
import type { Gap } from '../model/gap.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindKey, groupKindOf, refKey, refOf, sameGroupKind, wholeOf } from '../model/ref.ts';
import { RefMap } from '../model/ref-map.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import type { ResourceCatalog } from '../model/resource-type.ts';
import type { Lookup, Snapshot } from '../model/snapshot.ts';
import { addTo } from '../model/add-to.ts';
import type { Judgement } from '../model/judgement.ts';
import type { Violation } from '../model/violation.ts';
import type { Admission } from '../validation/admission.ts';
import { referrersKey } from './want.ts';
import type { Want } from './want.ts';

/** What a reader said of one type. */
interface TypeReading {
  readonly completeNamespaces: Set<string>;
  completeEverywhere: boolean;
}

/** Everything that was read until now, and what was said of it. */
interface Readings {
  readonly objects: Map<string, KubernetesObject>;
  readonly types: Map<string, TypeReading>;
  readonly missing: Set<string>;
  /** The referrers that were read, by `referrersKey`. */
  readonly referrers: Set<string>;
  /** Names that were read for hints, by the key of their type and namespace. */
  readonly names: Map<string, readonly ObjectRef[]>;
  readonly gaps: Gap[];
  catalog: ResourceCatalog | undefined;
  admission: Admission | undefined;
  /** Of files: which places they hold whole. */
  holdsAll: ((type: GroupKind, namespace: string | undefined) => boolean) | undefined;
}

/**
 * Collects what a reader reads, then becomes a snapshot in memory.
 *
 * The reader says which places it read whole (`markComplete`), which single objects the server does not have
 * (`markMissing`) and what it could not read (`addGap`). Of files every kind counts as read; what lies outside of them
 * is said by `setHolding`. Without that they hold everything, except Namespaces and ClusterTrustBundles, which belong to the
 * cluster's administrator and are rarely in files (semantics.md 2.4, 5.10).
 */
export class SnapshotBuilder {
  readonly #readings: Readings = {
    objects: new Map(),
    types: new Map(),
    missing: new Set(),
    referrers: new Set(),
    names: new Map(),
    gaps: [],
    catalog: undefined,
    admission: undefined,
    holdsAll: undefined,
  };

  /** Adds an object; of two with one identity the later counts. */
  add(object: KubernetesObject): void {
    this.#readings.objects.set(refKey(refOf(object)), object);
  }

  /** Says which types the source serves; without it those are served of which an object was read. */
  setCatalog(catalog: ResourceCatalog): void {
    this.#readings.catalog = catalog;
  }

  /** Says what judges objects that no server has taken. */
  setAdmission(admission: Admission): void {
    this.#readings.admission = admission;
  }

  /** Says that all objects of a type were read: of one namespace, or of the whole cluster. */
  markComplete(type: GroupKind, namespace?: string): void {
    const key = groupKindKey(type);
    const { types } = this.#readings;
    const reading = types.get(key) ?? { completeNamespaces: new Set<string>(), completeEverywhere: false };
    types.set(key, reading);
    if (namespace === undefined) reading.completeEverywhere = true;
    else reading.completeNamespaces.add(namespace);
  }

  /** Whether all objects of a type were read. */
  isComplete(type: GroupKind): boolean {
    return this.#readings.types.get(groupKindKey(type))?.completeEverywhere === true;
  }

  /** Says that a get by name was answered with NotFound. */
  markMissing(ref: ObjectRef): void {
    this.#readings.missing.add(refKey(wholeOf(ref)));
  }

  /** Says that all objects of a type that name an object were read. */
  markReferrers(type: GroupKind, to: ObjectRef): void {
    this.#readings.referrers.add(referrersKey(type, to));
  }

  /** Says what objects of a type are called, in one namespace or everywhere. */
  setNames(type: GroupKind, namespace: string | undefined, names: readonly ObjectRef[]): void {
    this.#readings.names.set(namesKey(type, namespace), names);
  }

  /** Says of which places files hold all objects. */
  setHolding(holdsAll: (type: GroupKind, namespace: string | undefined) => boolean): void {
    this.#readings.holdsAll = holdsAll;
  }

  /** Says what could not be read. */
  addGap(gap: Gap): void {
    this.#readings.gaps.push(gap);
  }

  /** The objects that were added until now. */
  objects(): Iterable<KubernetesObject> {
    return this.#readings.objects.values();
  }

  /**
   * The snapshot of what was added until now; nothing may be added as long as it is asked.
   * @param ask is called for every place that is asked for and was not read; without it nothing more can be read.
   */
  build(origin: Snapshot['origin'], ask?: (want: Want) => void): Snapshot {
    return new MemorySnapshot(origin, this.#readings, ask ?? (() => undefined));
  }
}

/** The gaps of one type by the narrowness of what they hide. */
interface GapsOfType {
  readonly named: ReadonlyMap<string, Gap>;
  readonly inNamespace: ReadonlyMap<string, Gap>;
  readonly everywhere: Gap | undefined;
}

/** What is known of a type. */
interface TypeState {
  readonly gaps: GapsOfType;
  readonly reading: TypeReading | undefined;
  readonly list: TypeList | undefined;
}

/** All objects of a type, in their order, and by namespace. */
interface TypeList {
  readonly type: GroupKind;
  readonly all: readonly KubernetesObject[];
  byNamespace: ReadonlyMap<string, readonly KubernetesObject[]> | undefined;
}

type ReferrersByTarget = ReadonlyMap<string, readonly KubernetesObject[]>;

const NO_OBJECTS: readonly KubernetesObject[] = Object.freeze([]);
const NO_VIOLATIONS: readonly Violation[] = Object.freeze([]);

class MemorySnapshot implements Snapshot {
  readonly origin: Snapshot['origin'];
  readonly gaps: readonly Gap[];
  readonly #readings: Readings;
  readonly #ask: (want: Want) => void;
  readonly #byRef = new RefMap<KubernetesObject>();
  readonly #lists: ReadonlyMap<string, TypeList>;
  /** By the types of both sides, and by the ways in which the one names the other. */
  readonly #referrers = new Map<string, ReferrersByTarget>();
  readonly #names = new Map<string, readonly ObjectRef[]>();
  readonly #states = new Map<string, TypeState>();
  /** By the record of the type itself: ten thousand pages ask for the same few. */
  readonly #statesByType = new WeakMap<GroupKind, TypeState>();
  readonly #violations = new Map<KubernetesObject, readonly Violation[]>();
  readonly #judgements = new Map<KubernetesObject, Judgement>();
  /** What lies, or may lie, outside of the files. */
  readonly #outside = new RefMap<Lookup>();
  #served: ReadonlySet<string> | undefined;
  #groups: ReadonlyMap<string, readonly GroupKind[]> | undefined;

  constructor(origin: Snapshot['origin'], readings: Readings, ask: (want: Want) => void) {
    this.origin = origin;
    this.#readings = readings;
    this.#ask = ask;
    this.gaps = [...readings.gaps];
    for (const object of readings.objects.values()) this.#byRef.set(refOf(object), object);
    this.#lists = listByType(readings.objects);
  }

  find(ref: ObjectRef): Lookup {
    const object = this.#byRef.get(ref);
    if (object !== undefined) return { state: 'found', object };
    const key = refKey(wholeOf(ref));
    if (this.#readings.missing.has(key)) return { state: 'missing' };
    const gap = this.#stateOf(ref).gaps.named.get(key);
    if (gap?.reason === 'absent') return { state: 'missing' };
    const because = gap === undefined ? this.#whyUnread(ref, ref.namespace) : this.#gapFact(gap, ref);
    if (because === undefined) return this.#isHeld(ref, ref.namespace) ? { state: 'missing' } : this.#beyond(ref);
    if (gap === undefined) this.#ask({ kind: 'object', ref: wholeOf(ref) });
    // A misspelling is one whatever a broken file holds.
    const beyond = because.code === 'mayBeUnread' ? this.#beyond(ref) : undefined;
    return beyond?.state === 'missing' ? beyond : { state: 'unknown', because };
  }

  #beyond(ref: ObjectRef): Lookup {
    const known = this.#outside.get(ref) ?? lookBeyondFiles(this, wholeOf(ref));
    this.#outside.set(ref, known);
    return known;
  }

  list(type: GroupKind): readonly KubernetesObject[] {
    if (!this.#isRead(type, undefined)) this.#ask({ kind: 'list', type, namespace: undefined });
    return this.#stateOf(type).list?.all ?? NO_OBJECTS;
  }

  listIn(type: GroupKind, namespace: string): readonly KubernetesObject[] {
    if (!this.#isRead(type, namespace)) this.#ask({ kind: 'list', type, namespace });
    const { list } = this.#stateOf(type);
    if (list === undefined) return NO_OBJECTS;
    list.byNamespace ??= Map.groupBy(list.all, (object) => namespaceOf(object) ?? '');
    return list.byNamespace.get(namespace) ?? NO_OBJECTS;
  }

  referrers(type: GroupKind, to: ObjectRef): readonly KubernetesObject[] {
    this.knowsReferrers(type, to);
    const { list } = this.#stateOf(type);
    if (list === undefined) return NO_OBJECTS;
    return this.#referrersOf(list, to).get(refKey(wholeOf(to))) ?? NO_OBJECTS;
  }

  names(type: GroupKind, namespace: string | undefined): readonly ObjectRef[] {
    const place = sameGroupKind(type, SECRET) ? namespace : undefined;
    const key = namesKey(type, place);
    const isComplete = this.isComplete(type, place);
    const known = (isComplete ? undefined : this.#readings.names.get(key)) ?? this.#names.get(key);
    if (known !== undefined) return known;
    if (!isComplete) this.#ask({ kind: 'names', type, namespace: place });
    const objects = this.#lists.get(groupKindKey(type))?.all ?? NO_OBJECTS;
    const found = objects.filter((object) => place === undefined || namespaceOf(object) === place).map(refOf);
    this.#names.set(key, found);
    return found;
  }

  groupsOf(kind: string): readonly string[] {
    this.#groups ??= Map.groupBy(this.#readings.catalog?.types ?? [], (type) => type.kind);
    return [...new Set(this.#groups.get(kind)?.map(({ group }) => group))];
  }

  serves(type: GroupKind): boolean {
    const key = groupKindKey(type);
    const { catalog } = this.#readings;
    if (this.#lists.has(key)) return true;
    if (catalog === undefined) return false;
    this.#served ??= new Set(catalog.types.map(groupKindKey));
    return this.#served.has(key) || catalog.gaps.some(({ group }) => group === type.group);
  }

  knowsReferrers(type: GroupKind, to: ObjectRef): boolean {
    if (this.#readings.referrers.has(referrersKey(type, to))) return true;
    const labels = to.namespace === undefined ? undefined : labelsNaming(type, to);
    const isLocal = labels?.every(({ namespace }) => namespace === undefined) ?? false;
    if (this.isComplete(type, isLocal ? to.namespace : undefined)) return true;
    this.#ask({ kind: 'referrers', type, to });
    return false;
  }

  violations(ref: ObjectRef): readonly Violation[] {
    const object = this.#byRef.get(ref);
    if (object === undefined || this.#readings.admission === undefined) return NO_VIOLATIONS;
    const known = this.#violations.get(object) ?? this.#readings.admission.violationsOf(object);
    this.#violations.set(object, known);
    return known;
  }

  judgement(ref: ObjectRef): Judgement | undefined {
    const object = this.#byRef.get(ref);
    if (object === undefined || this.#readings.admission === undefined) return undefined;
    const known = this.#judgements.get(object) ?? this.#readings.admission.judge(object);
    this.#judgements.set(object, known);
    return known;
  }

  isComplete(type: GroupKind, namespace?: string): boolean {
    if (!this.#isRead(type, namespace)) return false;
    const { gaps } = this.#stateOf(type);
    if (namespace === undefined && gaps.inNamespace.values().some(({ reason }) => reason !== 'absent')) return false;
    for (const [key, gap] of gaps.named) {
      if (gap.reason === 'absent') continue;
      if (namespace !== undefined && gap.namespace !== undefined && gap.namespace !== namespace) continue;
      if (!this.#readings.objects.has(key) && !this.#readings.missing.has(key)) return false;
    }
    return true;
  }

  holdsAll(type: GroupKind, namespace?: string): boolean {
    return this.isComplete(type, namespace) && this.#isHeld(type, namespace);
  }

  /** The objects of a type by what they name, as far as it may be of another type. */
  #referrersOf(list: TypeList, target: GroupKind): ReferrersByTarget {
    const types = `${groupKindKey(list.type)} ${groupKindKey(target)}`;
    const known = this.#referrers.get(types);
    if (known !== undefined) return known;
    const naming = namingOf(list.type, target);
    // Several types may be named in the same ways.
    const byTarget = this.#referrers.get(naming.key) ?? indexReferrers(list.all, naming);
    this.#referrers.set(naming.key, byTarget).set(types, byTarget);
    return byTarget;
  }

  /** Whether a place was read whole. */
  #isRead(type: GroupKind, namespace: string | undefined): boolean {
    if (this.#whyUnread(type, namespace) !== undefined) return false;
    return !belongsToCluster(type) || this.#isHeld(type, namespace);
  }

  /** Whether nothing of a place that was read lies outside of the files. */
  #isHeld(type: GroupKind, namespace: string | undefined): boolean {
    if (this.origin === 'live' || this.#stateOf(type).gaps.everywhere?.reason === 'absent') return true;
    return this.#readings.holdsAll?.(type, namespace) ?? !belongsToCluster(type);
  }

  /**
   * Why a place may hold more than was read; undefined where it was read whole. What is said of a namespace is more
   * exact than what is said of the whole cluster, and of two words on the same place the gap counts.
   */
  #whyUnread(type: GroupKind, namespace: string | undefined): Fact | undefined {
    const { gaps, reading } = this.#stateOf(type);
    if (namespace !== undefined) {
      const gap = gaps.inNamespace.get(namespace);
      if (gap !== undefined) return gap.reason === 'absent' ? undefined : this.#gapFact(gap, type);
      if (reading?.completeNamespaces.has(namespace) === true) return undefined;
    }
    // A kind that the API does not serve has no objects.
    if (gaps.everywhere?.reason === 'absent') return undefined;
    if (gaps.everywhere !== undefined) return this.#gapFact(gaps.everywhere, type);
    if (reading?.completeEverywhere === true) return undefined;
    return this.origin === 'live' ? { code: 'kindNotRead', kind: type.kind } : undefined;
  }

  /** What is wrong with a file is no word on the objects that it does not name. */
  #gapFact(gap: Gap, { kind }: GroupKind): Fact {
    const isOfOthers = this.origin === 'files' && gap.reason === 'failed' && gap.name === undefined;
    return isOfOthers ? { code: 'mayBeUnread', kind } : { code: 'gap', gap };
  }

  #stateOf(type: GroupKind): TypeState {
    const same = this.#statesByType.get(type);
    if (same !== undefined) return same;
    const key = groupKindKey(type);
    const state = this.#states.get(key) ?? {
      gaps: this.#gapsOf(type),
      reading: this.#readings.types.get(key),
      list: this.#lists.get(key),
    };
    this.#states.set(key, state);
    this.#statesByType.set(type, state);
    return state;
  }

  #gapsOf(type: GroupKind): GapsOfType {
    const named = new Map<string, Gap>();
    const inNamespace = new Map<string, Gap>();
    let everywhere: Gap | undefined;
    for (const gap of this.gaps) {
      if ((gap.group ?? type.group) !== type.group || (gap.kind ?? type.kind) !== type.kind) continue;
      if (gap.name !== undefined) {
        named.set(refKey({ group: type.group, kind: type.kind, namespace: gap.namespace, name: gap.name }), gap);
      } else if (gap.namespace !== undefined) {
        inNamespace.set(gap.namespace, gap);
      } else if (everywhere === undefined || everywhere.reason === 'absent') {
        everywhere = gap;
      }
    }
    return { named, inNamespace, everywhere };
  }
}

function indexReferrers(objects: readonly KubernetesObject[], { keysNamedBy }: Naming): ReferrersByTarget {
  const byTarget = new Map<string, KubernetesObject[]>();
  for (const object of objects) {
    for (const named of keysNamedBy(object)) {
      addTo(byTarget, named, object);
    }
  }
  return byTarget;
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

function compareObjects(a: KubernetesObject, b: KubernetesObject): number {
  return compareText(namespaceOf(a) ?? '', namespaceOf(b) ?? '') || compareText(a.metadata.name, b.metadata.name);
}

function namesKey(type: GroupKind, namespace: string | undefined): string {
  return `${groupKindKey(type)} ${namespace ?? '*'}`;
}
