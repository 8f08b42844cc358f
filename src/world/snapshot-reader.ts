import { ServerError } from '../model/errors.ts';
import { gapOf } from '../model/gap-of.ts';
import type { Gap } from '../model/gap.ts';
import { SECRET } from '../gateway-api/kinds.ts';
import type { SnapshotBuilder } from './memory-snapshot.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindKey, refKey, sameGroupKind } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import { apiVersionOf, qualifiedName } from '../model/resource-type.ts';
import type { ResourceCatalog, ResourceType } from '../model/resource-type.ts';
import type { Source } from '../model/source.ts';

/** How a list is read. */
export interface ReadingOptions {
  /**
   * Keeps an object; the others are not needed for the question, and the place still counts as read. Where several
   * questions share the reader, all stay in the snapshot, and only the answer is narrowed.
   */
  readonly keep?: ((object: KubernetesObject) => boolean) | undefined;
  readonly labelSelector?: string | undefined;
  readonly metadataOnly?: boolean | undefined;
  /** Where to look when the whole cluster may not be listed. */
  readonly instead?: readonly string[] | undefined;
}

/** What a list brought. */
interface Reading {
  readonly objects: readonly KubernetesObject[];
  readonly forbidden: boolean;
}

/**
 * Reads what a question needs into a snapshot: each place once, however often it is asked for. What cannot be read becomes
 * a gap of the snapshot, never an error; a kind that the source does not serve counts as read and empty.
 */
export class SnapshotReader {
  readonly #source: Source;
  readonly #catalog: ResourceCatalog;
  readonly #builder: SnapshotBuilder;
  readonly #shared: boolean;
  readonly #keepers = new Map<(object: KubernetesObject) => boolean, number>();
  readonly #types: ReadonlyMap<string, ResourceType>;
  readonly #readings = new Map<string, Promise<Reading>>();
  readonly #objects = new Map<string, Promise<KubernetesObject | undefined>>();
  /** Kinds that a list of any place answered for, and why the first list of a kind did not. */
  readonly #listed = new Set<string>();
  readonly #failures = new Map<string, unknown>();

  /** @param shared whether several questions ask. */
  constructor(source: Source, catalog: ResourceCatalog, builder: SnapshotBuilder, shared = false) {
    this.#shared = shared;
    this.#source = source;
    this.#catalog = catalog;
    this.#builder = builder;
    const types = new Map<string, ResourceType>();
    for (const type of catalog.types) if (!types.has(groupKindKey(type))) types.set(groupKindKey(type), type);
    this.#types = types;
  }

  /** Takes objects that were read already. */
  seed(objects: Iterable<KubernetesObject>): void {
    for (const object of objects) this.#builder.add(object);
  }

  /** Takes over that a type was read whole, with the objects that it holds. */
  seedWhole(type: GroupKind, objects: readonly KubernetesObject[]): void {
    this.seed(objects);
    this.#builder.markComplete(type);
    this.#readings.set(this.#keyOf(type, undefined, {}), Promise.resolve({ objects, forbidden: false }));
  }

  /** All objects of a type; where the cluster as a whole is forbidden, those of the namespaces that are named instead. */
  async listAll(type: GroupKind, options: ReadingOptions = {}): Promise<readonly KubernetesObject[]> {
    const { objects, forbidden } = await this.#list(type, undefined, options);
    if (!forbidden || this.#types.get(groupKindKey(type))?.namespaced !== true) return narrow(objects, options);
    const parts = await Promise.all((options.instead ?? []).map((namespace) => this.#list(type, namespace, options)));
    return narrow(
      parts.flatMap((part) => part.objects),
      options,
    );
  }

  /** The objects of a type in one namespace. */
  async listIn(type: GroupKind, namespace: string, options: ReadingOptions = {}): Promise<readonly KubernetesObject[]> {
    const served = this.#types.get(groupKindKey(type));
    const place = served?.namespaced === false ? undefined : namespace;
    return narrow((await this.#list(type, place, options)).objects, options);
  }

  /**
   * The objects of a type in one namespace that carry a label: beside the question, so that a refusal is no gap, and the
   * place does not count as read. A label value that is too long for a label matches nothing.
   */
  async listLabelled(type: GroupKind, namespace: string, labelSelector: string): Promise<void> {
    const served = this.#types.get(groupKindKey(type));
    if (served === undefined) return;
    try {
      for await (const page of this.#source.list({ type: served, namespace, labelSelector })) this.seed(page);
    } catch {
      // What was made for a Gateway is a hint to the reader, nothing is derived from its absence.
    }
  }

  /** Why nothing at all is known of these kinds, by the last that failed; undefined as soon as one was read. */
  failureOf(kinds: readonly GroupKind[]): unknown {
    const keys = kinds.map(groupKindKey);
    if (keys.some((key) => this.#listed.has(key))) return undefined;
    return keys.map((key) => this.#failures.get(key)).findLast((failure) => failure !== undefined);
  }

  /** One object by name; undefined where it is missing or cannot be read. */
  get(ref: ObjectRef): Promise<KubernetesObject | undefined> {
    const key = refKey({ ...ref, section: undefined });
    const known = this.#objects.get(key);
    if (known !== undefined) return known;
    const reading = this.#read(ref);
    this.#objects.set(key, reading);
    return reading;
  }

  async #read(ref: ObjectRef): Promise<KubernetesObject | undefined> {
    const type = this.#serve(ref);
    if (type === undefined || ref.name === '') return undefined;
    const namespace = type.namespaced ? ref.namespace : undefined;
    // Without a namespace nothing can be asked for: the reference itself is incomplete.
    if (type.namespaced && namespace === undefined) return undefined;
    try {
      const object = await this.#readOne(type, namespace, ref.name);
      this.#builder.add(object);
      return object;
    } catch (error) {
      if (error instanceof ServerError && error.code === 404) this.#builder.markMissing(ref);
      else this.#builder.addGap({ ...gapOf(error, qualifiedName(type), type, namespace), name: ref.name });
      return undefined;
    }
  }

  /** Of a Secret the table tells the type, and no value travels. */
  async #readOne(type: ResourceType, namespace: string | undefined, name: string): Promise<KubernetesObject> {
    if (this.#source.kind !== 'live' || !sameGroupKind(type, SECRET))
      return this.#source.get({ type, namespace, name });
    const { columns, rows } = await this.#source.getTable({ type, namespace, name });
    const [row] = rows;
    const at = columns.findIndex((column) => column.name === 'Type');
    const secretType = row?.cells[at];
    return {
      apiVersion: apiVersionOf(type),
      kind: type.kind,
      metadata: { ...row?.object.metadata, name, namespace },
      ...(typeof secretType === 'string' ? { type: secretType } : {}),
    };
  }

  #list(type: GroupKind, namespace: string | undefined, options: ReadingOptions): Promise<Reading> {
    const key = this.#keyOf(type, namespace, options);
    const known = this.#readings.get(key);
    if (known !== undefined) return known;
    const reading = this.#readList(type, namespace, options);
    this.#readings.set(key, reading);
    return reading;
  }

  async #readList(
    wanted: GroupKind,
    namespace: string | undefined,
    { keep, labelSelector, metadataOnly }: ReadingOptions,
  ): Promise<Reading> {
    const type = this.#serve(wanted);
    if (type === undefined) return { objects: [], forbidden: false };
    const objects: KubernetesObject[] = [];
    try {
      for await (const page of this.#source.list({ type, namespace, labelSelector, metadataOnly })) {
        for (const object of page) {
          if (keep !== undefined && !this.#shared && !keep(object)) continue;
          this.#builder.add(object);
          objects.push(object);
        }
      }
      this.#builder.markComplete(wanted, namespace);
      this.#listed.add(groupKindKey(wanted));
    } catch (error) {
      if (!this.#failures.has(groupKindKey(wanted))) this.#failures.set(groupKindKey(wanted), error);
      this.#builder.addGap(gapOf(error, qualifiedName(type), type, namespace));
      return { objects, forbidden: error instanceof ServerError && error.code === 403 };
    }
    return { objects, forbidden: false };
  }

  /** What was left out for one question may be what another asks for. */
  #keyOf(type: GroupKind, namespace: string | undefined, { labelSelector, keep }: ReadingOptions): string {
    const place = `${groupKindKey(type)} ${namespace ?? '*'} ${labelSelector ?? ''}`;
    if (keep === undefined || this.#shared) return place;
    const number = this.#keepers.get(keep) ?? this.#keepers.size + 1;
    this.#keepers.set(keep, number);
    return `${place} ${number}`;
  }

  /** The type as the source serves it. One that it does not serve holds nothing, unless its group did not answer. */
  #serve(wanted: GroupKind): ResourceType | undefined {
    const type = this.#types.get(groupKindKey(wanted));
    if (type !== undefined) return type;
    const silent = this.#catalog.gaps.find(({ group }) => group === wanted.group);
    if (silent === undefined) {
      this.#builder.markComplete(wanted);
    } else {
      this.#builder.addGap(silentGroup(silent, wanted));
      const message = `${silent.message} (${silent.what})`;
      this.#failures.set(groupKindKey(wanted), new ServerError(503, 'ServiceUnavailable', message));
    }
    return undefined;
  }
}

function silentGroup(gap: Gap, { group, kind }: GroupKind): Gap {
  return { ...gap, group, kind };
}

function narrow(objects: readonly KubernetesObject[], { keep }: ReadingOptions): readonly KubernetesObject[] {
  return keep === undefined ? objects : objects.filter(keep);
}
