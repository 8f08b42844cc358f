import { CUSTOM_RESOURCE_DEFINITION, EVENT, GATEWAY_CLASS, NAMESPACE, POD, SECRET } from '../gateway-api/kinds.ts';
import { areHints, labelsNaming, mentionOf, namingOf, referencesOf } from '../gateway-api/references.ts';
import type { NamingLabel } from '../gateway-api/references.ts';
import { ServerError } from '../model/errors.ts';
import { gapOf } from '../model/gap-of.ts';
import type { Gap } from '../model/gap.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindKey, refKey, refOf, sameGroupKind, wholeOf } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import { apiVersionOf, qualifiedName } from '../model/resource-type.ts';
import type { ResourceCatalog, ResourceType } from '../model/resource-type.ts';
import type { ListQuery, Source, Thinning } from '../model/source.ts';
import type { PolicyKind } from '../policy/policy-kind.ts';
import { CLUSTER_KINDS } from './cluster-kinds.ts';
import { loadFilesAdmission, loadLiveAdmission } from './load-admission.ts';
import type { ValidationScope } from './load-admission.ts';
import { SnapshotBuilder } from './memory-snapshot.ts';
import { neverCounts } from './never-counts.ts';
import { readCrds } from './read-crds.ts';
import { wantKey } from './want.ts';
import type { Want } from './want.ts';
import type { World } from './world.ts';

/** Above this many objects of one kind in one namespace, a list is cheaper than to ask for each. */
const MOST_BY_NAME = 20;
/** The same of Namespaces, of which only the metadata is read. */
const MOST_NAMESPACES_BY_NAME = 2;
/** Above this many namespaces of one kind, a list of the whole cluster is cheaper than one of each. */
const MOST_NAMESPACES = 4;
/** Object names in one label selector: longer ones would not fit into a request line. */
const NAMES_A_REQUEST = 40;
/** What no label can hold matches nothing. */
const LONGEST_LABEL = 63;
/** Up to this many objects of a type are kept whether or not they were asked for: nothing is read of the type again. */
const MOST_KEPT = 2000;
/** Rounds after which the answer stands as it is; no chain of references is that long. */
const MOST_ROUNDS = 64;

/** How a list of a whole kind went: what is forbidden may be allowed in a part of it, what is broken fails there too. */
type ListOutcome = 'read' | 'forbidden' | 'broken';

/** Where a question is put to. */
export interface WorldScope {
  readonly source: Source;
  readonly catalog: ResourceCatalog;
  /** The kinds of policies that the source holds. */
  readonly policyKinds: readonly PolicyKind[];
  /** The namespaces to look in where the whole cluster may not be listed. */
  readonly namespaces?: readonly string[] | undefined;
  readonly validation?: ValidationScope | undefined;
  /** Whether Secrets of a cluster are read for what everybody may know of their certificates; of files they always are. */
  readonly certificates?: boolean | undefined;
}

/**
 * Reads for questions what they ask: each place once, all that a round asks at the same time. What cannot be read becomes a gap
 * of the snapshot, never an error; a kind that the source does not serve counts as read and empty. Files are read whole.
 */
export class WorldReader {
  readonly #source: Source;
  readonly #catalog: ResourceCatalog;
  readonly #builder = new SnapshotBuilder();
  readonly #types: ReadonlyMap<string, ResourceType>;
  readonly #namespaces: readonly string[];
  readonly #validation: ValidationScope;
  readonly #certificates: boolean;
  /** What was asked for before, whether or not it could be read. */
  readonly #attempted = new Set<string>();
  /** The types of which more was read than was kept. */
  readonly #filtered = new Set<string>();
  /** The types that a list answered for, and why the first list of a type did not. */
  readonly #listed = new Set<string>();
  readonly #failures = new Map<string, unknown>();
  /** What the question asked for in this round. */
  readonly #wants = new Map<string, Want>();
  readonly #policyKinds: readonly PolicyKind[];
  /** The kinds of policies of which any may act on what is asked: by a class, which lies in no namespace. */
  readonly #anywhere: ReadonlySet<string>;
  /** The world as it was read until now. */
  #world: World | undefined;
  /** The types of which a list failed. */
  readonly #broken = new Set<string>();
  /** Whether all objects of a type were selected: what is asked of them concerns most namespaces. */
  #isAboutAll = false;
  #isLoaded = false;

  constructor({ source, catalog, policyKinds, namespaces = [], validation = {}, certificates = false }: WorldScope) {
    this.#source = source;
    this.#certificates = certificates;
    this.#validation = validation;
    this.#policyKinds = policyKinds;
    this.#anywhere = new Set(policyKinds.filter(actsFromAnywhere).map(groupKindKey));
    this.#catalog = catalog;
    this.#namespaces = namespaces;
    const types = new Map<string, ResourceType>();
    for (const type of catalog.types) if (!types.has(groupKindKey(type))) types.set(groupKindKey(type), type);
    this.#types = types;
    this.#builder.setCatalog(catalog);
    for (const gap of catalog.gaps) this.#builder.addGap(gap);
  }

  /** Says what could not be read before. */
  addGap(gap: Gap): void {
    this.#builder.addGap(gap);
  }

  /** Takes objects that were read already. As an object a Secret has only metadata; its type is read when it is asked for. */
  seed(objects: Iterable<KubernetesObject>): void {
    if (this.#source.kind === 'files') return;
    for (const object of objects) if (!sameGroupKind(refOf(object), SECRET)) this.#builder.add(object);
  }

  /**
   * Takes over what was selected.
   * @param whole the types of which these are all objects: in one namespace, or (undefined) in all.
   */
  seedSelected(
    objects: readonly KubernetesObject[],
    whole: readonly { readonly type: GroupKind; readonly namespace: string | undefined }[],
  ): void {
    this.seed(objects);
    if (this.#source.kind === 'files') return;
    for (const { type, namespace } of whole) {
      if (sameGroupKind(type, SECRET)) continue;
      this.#builder.markComplete(type, namespace);
      if (namespace !== undefined) continue;
      this.#listed.add(groupKindKey(type));
      this.#isAboutAll = true;
    }
  }

  /**
   * Reads all of the Gateway API and its policies, and by name what their objects refer to: a question about the whole cluster
   * then takes one round. It is no list of what the question needs, which asks for itself whatever else that is.
   */
  async readCluster(more: readonly GroupKind[] = []): Promise<void> {
    if (this.#source.kind === 'files') return;
    const types = [...CLUSTER_KINDS, ...this.#policyKinds, ...more];
    await this.#satisfy(
      types
        .filter((type) => !this.#listed.has(groupKindKey(type)))
        .map((type) => ({ kind: 'list', type, namespace: undefined })),
    );
    const named = new Map<string, ObjectRef>();
    for (const object of this.#builder.objects()) {
      for (const { ref } of referencesOf(object)) {
        if (ref.name === '' || this.#listed.has(groupKindKey(ref))) continue;
        const whole = wholeOf(ref);
        named.set(refKey(whole), whole);
      }
    }
    await this.#satisfy([...named.values()].map((ref) => ({ kind: 'object', ref })));
  }

  /**
   * Puts a question until nothing that it asks for is left unread.
   * @param question a pure function: it may be called several times, and only its last answer counts.
   */
  async answer<Answer>(question: (world: World) => Answer): Promise<Answer> {
    await this.#loadFiles();
    await this.#loadLiveAdmission();
    for (let round = 1; ; round++) {
      this.#wants.clear();
      const answer = question(this.world());
      const isWhole = !(await this.#satisfy([...this.#wants.values()])) || round === MOST_ROUNDS;
      if (isWhole) return answer;
    }
  }

  /** The world as it was read until now: the one that the last answer was given from. */
  world(): World {
    if (this.#world !== undefined) return this.#world;
    const snapshot = this.#builder.build(this.#source.kind, (want) => this.#wants.set(wantKey(want), want));
    this.#world = { snapshot, policyKinds: this.#policyKinds, gaps: snapshot.gaps };
    return this.#world;
  }

  /** Why nothing at all is known of these kinds, by the first that failed; undefined as soon as one was read. */
  failureOf(kinds: readonly GroupKind[]): unknown {
    const keys = kinds.map(groupKindKey);
    if (keys.some((key) => this.#listed.has(key))) return undefined;
    const [first, ...others] = keys.filter((key) => this.#failures.has(key));
    const failure = first === undefined ? undefined : this.#failures.get(first);
    if (others.length === 0 || !(failure instanceof ServerError) || failure.code !== 403) return failure;
    const names = others.map((key) => this.#types.get(key)?.plural ?? key);
    const message = `${failure.message}; nor could ${names.join(', ')} be read`;
    return new ServerError(failure.code, failure.reason, message, { details: failure.details });
  }

  /** All objects of files, which are in memory anyway, but for Events, which are asked for by object. */
  async #loadFiles(): Promise<void> {
    if (this.#source.kind !== 'files' || this.#isLoaded) return;
    this.#isLoaded = true;
    for (const type of this.#catalog.types) {
      if (type.kind === EVENT.kind) continue;
      for await (const page of this.#source.list({ type, chunkSize: 0 })) {
        for (const object of page) this.#builder.add(object);
      }
    }
    for (const gap of this.#source.gaps()) if (!neverCounts(gap)) this.#builder.addGap(gap);
    const source = this.#source;
    this.#builder.setHolding((type, namespace) => source.holdsAll?.(type, namespace) ?? true);
    const admission = await loadFilesAdmission([...this.#builder.objects()], this.#validation);
    if (admission !== undefined) this.#builder.setAdmission(admission);
  }

  /** The check of what is written beside a cluster, where that is asked for. */
  async #loadLiveAdmission(): Promise<void> {
    if (this.#source.kind !== 'live' || this.#isLoaded) return;
    this.#isLoaded = true;
    const admission = await loadLiveAdmission(this.#source, this.#catalog, this.#validation);
    if (admission === undefined) return;
    this.#builder.setAdmission(admission);
    this.#world = undefined;
  }

  /** @returns whether anything was asked for that had not been asked for before. */
  async #satisfy(wants: readonly Want[]): Promise<boolean> {
    if (this.#source.kind === 'files') return false;
    const fresh = wants.filter((want) => {
      const key = wantKey(want);
      if (this.#attempted.has(key)) return false;
      this.#attempted.add(key);
      return true;
    });
    if (fresh.length === 0) return false;
    this.#world = undefined;
    const byType = Map.groupBy(fresh, (want) => groupKindKey(typeOf(want)));
    await Promise.all(
      [...byType.values()].map(async (ofType) => {
        const [first] = ofType;
        const type = first === undefined ? undefined : this.#serve(typeOf(first));
        if (type !== undefined) await this.#readType(type, ofType);
      }),
    );
    return true;
  }

  /** Reads what a round wants of one type, by as few requests as that takes. */
  async #readType(type: ResourceType, wants: readonly Want[]): Promise<void> {
    // What failed for the whole kind would fail again for each part of it, unless it was only forbidden.
    if (this.#broken.has(groupKindKey(type))) return;
    const whole = wants.some((want) => want.kind === 'list' && want.namespace === undefined);
    if (whole && (await this.#listWhole(type)) !== 'forbidden') return;
    const namespaces = new Set(wants.flatMap((want) => (want.kind === 'list' ? (want.namespace ?? []) : [])));
    if (whole && type.namespaced) for (const namespace of this.#namespaces) namespaces.add(namespace);
    const refs = wants.flatMap((want) => (want.kind === 'object' ? [want.ref] : []));
    const byNamespace = Map.groupBy(refs, (ref) => (type.namespaced ? (ref.namespace ?? '') : ''));
    const mostByName = sameGroupKind(type, NAMESPACE) ? MOST_NAMESPACES_BY_NAME : MOST_BY_NAME;
    const many = [...byNamespace].filter(([, inNamespace]) => inNamespace.length > mostByName);
    const mostNamespaces = this.#isAboutAll ? 1 : MOST_NAMESPACES;
    const places = new Set([...namespaces, ...(type.namespaced ? many.map(([namespace]) => namespace) : [])]);
    const isAskedOfAll = places.size > 0 && this.#anywhere.has(groupKindKey(type));
    const isCheaper = type.namespaced
      ? isAskedOfAll || (places.size > mostNamespaces && !isPrivate(type))
      : many.length > 0;
    if (!whole && isCheaper && (await this.#listWhole(type, { quietly: true })) !== 'forbidden') return;
    const names = new Set(wants.flatMap((want) => (want.kind === 'names' ? [want.namespace] : [])));
    const referrers = wants.flatMap((want) => (want.kind === 'referrers' ? [want.to] : []));
    await Promise.all([
      ...[...namespaces].map((namespace) => this.#listIn(type, namespace)),
      ...[...byNamespace].map(async ([namespace, inNamespace]) => {
        if (namespaces.has(namespace)) return;
        const isMany = type.namespaced && inNamespace.length > MOST_BY_NAME && !this.#isReadByName(type);
        const isListed = isMany && (await this.#listIn(type, namespace, true));
        if (!isListed) await Promise.all(inNamespace.map((ref) => this.#readObject(type, ref)));
      }),
      this.#readReferrersAndNames(type, referrers, names),
    ]);
  }

  /**
   * Lists a type of the whole cluster.
   * @param options.naming keeps only what names one of these, where there is much else.
   * @param options.quietly a refusal is no gap: the narrower places are read then.
   */
  async #listWhole(
    type: ResourceType,
    { naming, quietly = false }: { readonly naming?: readonly ObjectRef[]; readonly quietly?: boolean } = {},
  ): Promise<ListOutcome> {
    let objects: KubernetesObject[] = [];
    let isFiltered = false;
    const leftOut = (): void => {
      isFiltered = true;
    };
    const isNaming = naming === undefined ? undefined : nameOneOf(type, naming);
    try {
      for await (const page of this.#list({ type, thinning: thinningFor(naming, leftOut) })) {
        for (const object of page) objects.push(object);
        if (isNaming === undefined || objects.length <= MOST_KEPT) continue;
        isFiltered = true;
        objects = objects.filter(isNaming);
      }
      if (isFiltered && isNaming !== undefined) objects = objects.filter(isNaming);
    } catch (error) {
      const isForbidden = error instanceof ServerError && error.code === 403;
      if (quietly && isForbidden) return 'forbidden';
      if (!this.#failures.has(groupKindKey(type))) this.#failures.set(groupKindKey(type), error);
      for (const object of objects) this.#builder.add(object);
      this.#builder.addGap(gapOf(error, qualifiedName(type), type));
      if (isForbidden) return 'forbidden';
      this.#broken.add(groupKindKey(type));
      return 'broken';
    }
    for (const object of objects) this.#builder.add(object);
    this.#listed.add(groupKindKey(type));
    if (isFiltered) this.#filtered.add(groupKindKey(type));
    else this.#builder.markComplete(type);
    return 'read';
  }

  /** @returns whether it could be read. */
  async #listIn(type: ResourceType, namespace: string, quietly = false): Promise<boolean> {
    try {
      for await (const page of this.#list({ type, namespace })) for (const object of page) this.#builder.add(object);
    } catch (error) {
      if (quietly && error instanceof ServerError && error.code === 403) return false;
      if (!this.#failures.has(groupKindKey(type))) this.#failures.set(groupKindKey(type), error);
      this.#builder.addGap(gapOf(error, qualifiedName(type), type, namespace));
      return false;
    }
    this.#listed.add(groupKindKey(type));
    this.#builder.markComplete(type, namespace);
    return true;
  }

  /** Where all were listed for what refers to something, the names are among it. */
  async #readReferrersAndNames(
    type: ResourceType,
    targets: readonly ObjectRef[],
    names: ReadonlySet<string | undefined>,
  ): Promise<void> {
    await this.#readReferrers(type, targets);
    if (this.#builder.isComplete(type)) return;
    await Promise.all([...names].map((namespace) => this.#readNames(type, namespace)));
  }

  /** Reads the objects of a type that name others: by the label that names them, or all, of which the others are dropped. */
  async #readReferrers(type: ResourceType, targets: readonly ObjectRef[]): Promise<void> {
    const [first] = targets;
    if (first === undefined) return;
    const labels = labelsNaming(type, first);
    if (labels !== undefined) {
      await this.#readLabelled(type, labels, targets);
      return;
    }
    const isSecond = this.#filtered.has(groupKindKey(type));
    const outcome = await this.#listWhole(type, isSecond ? {} : { naming: targets });
    if (outcome === 'read') for (const to of targets) this.#builder.markReferrers(type, to);
    if (outcome !== 'forbidden' || !type.namespaced) return;
    const places = new Set([...this.#namespaces, ...targets.flatMap(({ namespace }) => namespace ?? [])]);
    await Promise.all([...places].map((namespace) => this.#listIn(type, namespace)));
  }

  async #readLabelled(
    type: ResourceType,
    labels: readonly NamingLabel[],
    targets: readonly ObjectRef[],
  ): Promise<void> {
    const byNamespace = Map.groupBy(targets, ({ namespace }) => namespace ?? '');
    const isHint = areHints(labels);
    const isCheaper = !isHint && byNamespace.size > MOST_NAMESPACES;
    if (isCheaper && (await this.#listWhole(type, { quietly: true })) !== 'forbidden') return;
    // Few objects have a hint: for several namespaces one request finds them all, where it is allowed.
    const isEverywhere = ({ isRare }: NamingLabel): boolean => isRare === true || (isHint && byNamespace.size > 1);
    const readEverywhere = labels
      .filter(isEverywhere)
      .map(async (label) => ({ label, ...(await this.#listLabelled(type, label, undefined, targets)) }));
    const refused = (await Promise.all(readEverywhere)).filter(({ error }) => error !== undefined);
    const local = labels.filter((label) => !isEverywhere(label) || refused.some((one) => one.label === label));
    await Promise.all(
      [...byNamespace].map(async ([namespace, refs]) => {
        const outcomes = await Promise.all(local.map((label) => this.#listLabelled(type, label, namespace, refs)));
        const failure = outcomes.find(({ error }) => error !== undefined);
        if (failure === undefined) for (const to of refs) this.#builder.markReferrers(type, to);
        else if (!isHint) this.#builder.addGap(gapOf(failure.error, qualifiedName(type), type, namespace));
      }),
    );
  }

  /** Reads what names some objects of a namespace by a label. @returns why it could not be read, where it could not. */
  async #listLabelled(
    type: ResourceType,
    label: NamingLabel,
    namespace: string | undefined,
    refs: readonly ObjectRef[],
  ): Promise<{ readonly error?: unknown }> {
    const named = refs.filter(({ name }) => name.length <= LONGEST_LABEL);
    for (let start = 0; start < named.length; start += NAMES_A_REQUEST) {
      const some = named.slice(start, start + NAMES_A_REQUEST);
      const labelSelector = [
        isOneOf(label.name, new Set(some.map(({ name }) => name))),
        ...(label.namespace === undefined
          ? []
          : [isOneOf(label.namespace, new Set(some.flatMap((ref) => ref.namespace ?? [])))]),
      ].join(',');
      try {
        for await (const page of this.#list({ type, namespace, labelSelector })) {
          for (const object of page) this.#builder.add(object);
        }
      } catch (error) {
        return { error };
      }
    }
    return {};
  }

  async #readObject(type: ResourceType, ref: ObjectRef): Promise<void> {
    const namespace = type.namespaced ? ref.namespace : undefined;
    // Without a name or namespace nothing can be asked for: the reference itself is incomplete.
    if (ref.name === '' || (type.namespaced && namespace === undefined)) return;
    try {
      this.#builder.add(await this.#readOne(type, namespace, ref.name));
    } catch (error) {
      if (error instanceof ServerError && error.code === 404) this.#builder.markMissing(ref);
      else this.#builder.addGap({ ...gapOf(error, qualifiedName(type), type, namespace), name: ref.name });
    }
  }

  /** Only what is referred to is looked into. */
  #isReadByName(type: GroupKind): boolean {
    return this.#certificates && sameGroupKind(type, SECRET);
  }

  /** Of a Secret the table tells the type, and no value travels. */
  async #readOne(type: ResourceType, namespace: string | undefined, name: string): Promise<KubernetesObject> {
    if (!sameGroupKind(type, SECRET)) return this.#source.get({ type, namespace, name });
    if (this.#certificates) return this.#source.get({ type, namespace, name, certificates: true });
    const { columns, rows } = await this.#source.getTable({ type, namespace, name });
    const at = columns.findIndex((column) => column.name === 'Type');
    const [row] = rows;
    const metadata = { ...row?.object.metadata, name, namespace };
    return secretOf(type, metadata, row?.cells[at]);
  }

  async *#list(query: ListQuery): AsyncGenerator<readonly KubernetesObject[]> {
    const { type } = query;
    if (sameGroupKind(type, CUSTOM_RESOURCE_DEFINITION)) {
      // Their metadata was read to find the kinds of policies; their schemas weigh megabytes.
      const reading = await readCrds(this.#source, this.#catalog);
      if (reading.state === 'read') {
        yield reading.crds;
        return;
      }
    }
    if (!sameGroupKind(type, SECRET)) {
      const metadataOnly = METADATA_ONLY.some((kind) => sameGroupKind(kind, type));
      yield* this.#source.list(metadataOnly ? { ...query, metadataOnly } : query);
      return;
    }
    for await (const { columns, rows } of this.#source.listTable(query)) {
      const at = columns.findIndex((column) => column.name === 'Type');
      yield rows.map(({ cells, object }) => secretOf(type, object.metadata, cells[at]));
    }
  }

  /** Names for hints: nothing is derived from their absence, so that a refusal is not worth a word. */
  async #readNames(type: ResourceType, namespace: string | undefined): Promise<void> {
    const found: ObjectRef[] = [];
    try {
      const query = { type, namespace: type.namespaced ? namespace : undefined, metadataOnly: true };
      for await (const page of this.#source.list(query)) for (const object of page) found.push(refOf(object));
    } catch {
      // A hint less.
    }
    this.#builder.setNames(type, namespace, found);
  }

  /** The type as the source serves it. One that it does not serve holds nothing, unless its group did not answer. */
  #serve(wanted: GroupKind): ResourceType | undefined {
    const type = this.#types.get(groupKindKey(wanted));
    if (type !== undefined) return type;
    const silent = this.#catalog.gaps.find(({ group }) => group === wanted.group);
    if (silent === undefined) {
      this.#builder.markComplete(wanted);
    } else {
      this.#builder.addGap({ ...silent, group: wanted.group, kind: wanted.kind });
      const message = `${silent.message} (${silent.what})`;
      this.#failures.set(groupKindKey(wanted), new ServerError(503, 'ServiceUnavailable', message));
    }
    return undefined;
  }
}

function actsFromAnywhere({ class: kindClass, targets }: PolicyKind): boolean {
  if (kindClass === 'Direct') return false;
  return targets.length === 0 || targets.some((target) => sameGroupKind(target, GATEWAY_CLASS));
}

/** Of these the metadata is all that the rules look at. */
const METADATA_ONLY: readonly GroupKind[] = [CUSTOM_RESOURCE_DEFINITION, NAMESPACE, POD];

/** What is never listed for more than was asked. */
function isPrivate(type: GroupKind): boolean {
  return sameGroupKind(type, SECRET);
}

function typeOf(want: Want): GroupKind {
  return want.kind === 'object' ? want.ref : want.type;
}

/** What a source may leave out of a long list of which only what names some objects is kept. */
function thinningFor(naming: readonly ObjectRef[] | undefined, leftOut: () => void): Thinning | undefined {
  const without = naming?.map(mentionOf).filter((mention) => mention !== undefined);
  if (without === undefined || without.length !== naming?.length) return undefined;
  return { without: [...new Set(without)], above: MOST_KEPT, leftOut };
}

/** Whether an object of a type names one of some others. */
function nameOneOf(type: GroupKind, targets: readonly ObjectRef[]): (object: KubernetesObject) => boolean {
  const ways = [...Map.groupBy(targets, groupKindKey).values()].flatMap((ofType) =>
    ofType.slice(0, 1).map((first) => ({ naming: namingOf(type, first), keys: new Set(ofType.map(refKey)) })),
  );
  return (object) =>
    ways.some(({ naming, keys }) =>
      naming
        .keysNamedBy(object)
        .values()
        .some((key) => keys.has(key)),
    );
}

function secretOf(type: ResourceType, metadata: KubernetesObject['metadata'], secretType: unknown): KubernetesObject {
  return {
    apiVersion: apiVersionOf(type),
    kind: type.kind,
    metadata,
    ...(typeof secretType === 'string' ? { type: secretType } : {}),
  };
}

/** A requirement of a label selector. */
function isOneOf(label: string, values: ReadonlySet<string>): string {
  const [first = ''] = values;
  return values.size === 1 ? `${label}=${first}` : `${label} in (${[...values].join(',')})`;
}
