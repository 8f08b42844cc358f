import { NAMESPACE } from '../gateway-api/kinds.ts';
import { compareText } from '../model/compare-text.ts';
import { ServerError } from '../model/errors.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readNumber, readRecord } from '../model/read.ts';
import { groupKindKey, refKey, refOf } from '../model/ref.ts';
import type { GroupKind } from '../model/ref.ts';
import { qualifiedName } from '../model/resource-type.ts';
import type { ResourceType } from '../model/resource-type.ts';
import type { GetQuery, ListQuery, ServerTable, Source } from '../model/source.ts';

/**
 * A source as it would be with a change applied: objects of the change replace those of their identity, or are added. What only
 * a server writes (age, identity, status) stays with an object that is replaced, as after `kubectl apply`.
 * @param base the cluster, or the files.
 * @param changes files; of objects without a namespace they have taken the default one of `base`.
 */
export function overlay(base: Source, changes: Source): Source {
  return new OverlaidSource(base, changes, false);
}

/**
 * A source as it would be without some objects: those that files name, and all that lies in a namespace that they name, as after
 * `kubectl delete -f`.
 * @param removals files; of objects without a namespace they have taken the default one of `base`.
 */
export function withoutObjects(base: Source, removals: Source): Source {
  return new OverlaidSource(base, removals, true);
}

class OverlaidSource implements Source {
  readonly kind: Source['kind'];
  readonly defaultNamespace: string;
  readonly #base: Source;
  readonly #changes: Source;
  /** The types of the change by `group/Kind`. */
  #types: Promise<ReadonlyMap<string, ResourceType>> | undefined;
  #served: Promise<ReadonlySet<string>> | undefined;
  /** Its objects by `group/Kind`, then by identity. */
  readonly #changed = new Map<string, Promise<ReadonlyMap<string, KubernetesObject>>>();
  /** Whether the objects of the change are removed, in place of being applied. */
  readonly #removes: boolean;
  #removedNamespaces: Promise<ReadonlySet<string>> | undefined;

  constructor(base: Source, changes: Source, removes: boolean) {
    this.#removes = removes;
    this.kind = base.kind;
    this.defaultNamespace = base.defaultNamespace;
    this.#base = base;
    this.#changes = changes;
  }

  async catalog(options?: { readonly refresh?: boolean }): ReturnType<Source['catalog']> {
    const { types, gaps } = await this.#base.catalog(options);
    if (this.#removes) return { types, gaps };
    const known = new Set(types.map(groupKindKey));
    const changed = await this.#changedTypes();
    const isHeld = (type: ResourceType): boolean => changed.get(groupKindKey(type))?.held !== false;
    return {
      types: [
        ...types.map((type) => (type.held === false && isHeld(type) ? { ...type, held: true } : type)),
        ...[...changed.values()].filter((type) => type.held !== false && !known.has(groupKindKey(type))),
      ],
      gaps,
    };
  }

  async *list(query: ListQuery): AsyncGenerator<readonly KubernetesObject[]> {
    if (this.#removes) {
      for await (const page of this.#base.list(query)) {
        const stays = await Promise.all(page.map((object) => this.#stays(query.type, object)));
        yield page.filter((_, at) => stays[at]);
      }
      return;
    }
    const changed = await this.#changedObjects(query.type);
    if (changed.size === 0) {
      yield* this.#base.list(query);
      return;
    }
    // What a change no longer labels so is not selected, whatever the base says.
    const selected = await this.#select(query);
    if (!(await this.#serves(query.type))) {
      yield selected;
      return;
    }
    const replaced = new Map<string, KubernetesObject>();
    for await (const page of this.#base.list(query)) {
      yield page.filter((object) => {
        const key = refKey(refOf(object));
        if (!changed.has(key)) return true;
        replaced.set(key, object);
        return false;
      });
    }
    yield await Promise.all(
      selected.map(async (object) => {
        const before = replaced.get(refKey(refOf(object))) ?? (await this.#findBase(query.type, object));
        return before === undefined ? object : applied(before, object);
      }),
    );
  }

  async get(query: GetQuery): Promise<KubernetesObject> {
    if (this.#removes) {
      const object = await this.#base.get(query);
      if (await this.#stays(query.type, object)) return object;
      throw notFound(query);
    }
    const changed = await this.#findChange(query);
    if (changed === undefined) return this.#base.get(query);
    const before = await this.#findBase(query.type, changed);
    return before === undefined ? changed : applied(before, changed);
  }

  async *listTable(query: ListQuery): AsyncGenerator<ServerTable> {
    if (this.#removes) {
      for await (const { columns, rows } of this.#base.listTable(query)) {
        const stays = await Promise.all(rows.map(({ object }) => this.#stays(query.type, object)));
        yield { columns, rows: rows.filter((_, at) => stays[at]) };
      }
      return;
    }
    const changed = await this.#changedObjects(query.type);
    if (await this.#serves(query.type)) {
      for await (const { columns, rows } of this.#base.listTable(query)) {
        yield { columns, rows: rows.filter(({ object }) => !changed.has(rowKey(query.type, object))) };
      }
    }
    if (changed.size > 0) yield tableOf(await this.#select(query));
  }

  async getTable(query: GetQuery): Promise<ServerTable> {
    if (this.#removes) {
      const table = await this.#base.getTable(query);
      const stays = await Promise.all(table.rows.map(({ object }) => this.#stays(query.type, object)));
      if (stays.every((one) => one)) return table;
      throw notFound(query);
    }
    const changed = await this.#findChange(query);
    return changed === undefined ? this.#base.getTable(query) : tableOf([changed]);
  }

  /** What happens to the base; a change is not seen there. */
  watch(query: ListQuery): ReturnType<Source['watch']> {
    return this.#base.watch(query);
  }

  watchTable(query: ListQuery): ReturnType<Source['watchTable']> {
    return this.#base.watchTable(query);
  }

  version(): ReturnType<Source['version']> {
    return this.#base.version();
  }

  gaps(): ReturnType<Source['gaps']> {
    return [...this.#base.gaps(), ...this.#changes.gaps()];
  }

  /** A change completes nothing: what the base lacks may still stand elsewhere. */
  holdsAll(type: GroupKind, namespace: string | undefined): boolean {
    return this.#base.holdsAll?.(type, namespace) ?? true;
  }

  origin(object: KubernetesObject): ReturnType<NonNullable<Source['origin']>> {
    return this.#changes.origin?.(object) ?? this.#base.origin?.(object);
  }

  async locate(
    object: KubernetesObject,
    path: readonly (string | number)[],
  ): ReturnType<NonNullable<Source['locate']>> {
    return (await this.#changes.locate?.(object, path)) ?? this.#base.locate?.(object, path);
  }

  close(): void {
    this.#base.close();
    this.#changes.close();
  }

  /** Whether an object of the base is none of those that are removed. */
  async #stays(type: ResourceType, object: KubernetesObject): Promise<boolean> {
    const namespace = namespaceOf(object);
    if (namespace !== undefined && (await this.#namespacesRemoved()).has(namespace)) return false;
    return !(await this.#changedObjects(type)).has(rowKey(type, object));
  }

  #namespacesRemoved(): Promise<ReadonlySet<string>> {
    this.#removedNamespaces ??= this.#changedTypes().then(async (types) => {
      const type = types.get(groupKindKey(NAMESPACE));
      const objects = type === undefined ? [] : await this.#select({ type });
      return new Set(objects.map(({ metadata }) => metadata.name));
    });
    return this.#removedNamespaces;
  }

  #changedTypes(): Promise<ReadonlyMap<string, ResourceType>> {
    this.#types ??= this.#changes
      .catalog()
      .then(({ types }) => new Map(types.map((type) => [groupKindKey(type), type])));
    return this.#types;
  }

  /** Whether the base serves a type; of the others all objects are the change's. */
  async #serves(type: ResourceType): Promise<boolean> {
    this.#served ??= this.#base.catalog().then(({ types }) => new Set(types.map(groupKindKey)));
    return (await this.#served).has(groupKindKey(type));
  }

  /** All objects of a type that the change holds, by their identity. */
  #changedObjects(type: ResourceType): Promise<ReadonlyMap<string, KubernetesObject>> {
    const key = groupKindKey(type);
    const known = this.#changed.get(key);
    if (known !== undefined) return known;
    const reading = this.#select({ type }).then(
      (objects) => new Map(objects.map((object) => [refKey(refOf(object)), object])),
    );
    this.#changed.set(key, reading);
    return reading;
  }

  async #select(query: ListQuery): Promise<readonly KubernetesObject[]> {
    const type = (await this.#changedTypes()).get(groupKindKey(query.type));
    if (type === undefined) return [];
    const objects: KubernetesObject[] = [];
    for await (const page of this.#changes.list({ ...query, type, chunkSize: 0 }))
      for (const object of page) objects.push(object);
    return objects.toSorted(compareObjects);
  }

  async #findChange({ type, namespace, name }: GetQuery): Promise<KubernetesObject | undefined> {
    const place = type.namespaced ? (namespace ?? this.defaultNamespace) : undefined;
    const ref = { group: type.group, kind: type.kind, namespace: place, name };
    return (await this.#changedObjects(type)).get(refKey(ref));
  }

  async #findBase(type: ResourceType, object: KubernetesObject): Promise<KubernetesObject | undefined> {
    if (!(await this.#serves(type))) return undefined;
    try {
      return await this.#base.get({ type, namespace: namespaceOf(object), name: object.metadata.name });
    } catch (error) {
      if (error instanceof ServerError && error.code === 404) return undefined;
      throw error;
    }
  }
}

function notFound({ type, name }: GetQuery): ServerError {
  return new ServerError(404, 'NotFound', `${qualifiedName(type)} ${JSON.stringify(name)} not found`);
}

/** The identity of a row's object, which a server writes as metadata of any object. */
function rowKey({ group, kind }: ResourceType, object: KubernetesObject): string {
  return refKey({ group, kind, namespace: namespaceOf(object), name: object.metadata.name });
}

/** Objects as the table that a server would write of them: of its columns only what questions look at. */
function tableOf(objects: readonly KubernetesObject[]): ServerTable {
  return {
    columns: ['Name', 'Type'].map((name) => ({ name, type: 'string', priority: 0 })),
    rows: objects.map((object) => ({ cells: [object.metadata.name, object['type']], object })),
  };
}

/** An object of a change where the base holds one of its identity: what a server writes stays as it was. */
function applied(before: KubernetesObject, change: KubernetesObject): KubernetesObject {
  const { creationTimestamp, uid, generation } = readRecord(before.metadata);
  const isSame = JSON.stringify(before['spec']) === JSON.stringify(change['spec']);
  const next = (readNumber(generation) ?? 1) + (isSame ? 0 : 1);
  const kept = {
    ...(creationTimestamp !== undefined && { creationTimestamp }),
    ...(uid !== undefined && { uid }),
    ...(generation !== undefined && { generation: next }),
  };
  const status = before['status'];
  return { ...change, metadata: { ...change.metadata, ...kept }, ...(status !== undefined && { status }) };
}

function compareObjects(a: KubernetesObject, b: KubernetesObject): number {
  return compareText(namespaceOf(a) ?? '', namespaceOf(b) ?? '') || compareText(a.metadata.name, b.metadata.name);
}
