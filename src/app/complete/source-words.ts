import { GATEWAY_API_TYPES, isGatewayApiGroup, NAMESPACE, ROUTE_KINDS, SERVICE } from '../../gateway-api/kinds.ts';
import { sectionNames } from '../../gateway-api/section.ts';
import { AnswerError } from '../../model/errors.ts';
import { labelsOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import type { ResourceCatalog, ResourceType } from '../../model/resource-type.ts';
import type { Source } from '../../model/source.ts';
import { readPolicyKinds } from '../../world/policy-kinds.ts';
import type { LearnEntries } from '../policy-catalogue.ts';
import { understandType } from '../select/requested-type.ts';

/** Objects read to propose names or labels: more than a person picks from, and quick. */
const MOST_NAMES = 500;

/** The words that a cluster or files have for a command line: types, names, namespaces, labels, kinds of policies. */
export class SourceWords {
  readonly #source: Source;
  /** Where names are looked for; undefined: everywhere. */
  readonly #namespace: string | undefined;
  readonly #learn: LearnEntries;

  constructor(source: Source, namespace: string | undefined, learn: LearnEntries) {
    this.#source = source;
    this.#namespace = namespace;
    this.#learn = learn;
  }

  /** What may follow on the words behind a verb: a type, a name behind a type, or TYPE/NAME. */
  async resources(words: readonly string[], typed: string): Promise<readonly string[]> {
    const [first] = words;
    const slash = typed.indexOf('/');
    const hash = typed.indexOf('#');
    if (slash >= 0 && hash > slash) return this.#sections(typed.slice(0, slash), typed.slice(slash + 1, hash));
    if (slash >= 0) return this.#behindSlash(typed.slice(0, slash), this.#namespace);
    if (first === undefined) return behindComma(typed, await this.types());
    if (first.includes('/')) return (await this.types()).map((type) => `${type}/`);
    const given = new Set(words.slice(1));
    const names = await Promise.all(first.split(',').map((type) => this.#names(type, this.#namespace)));
    return [...new Set(names.flat())].filter((name) => !given.has(name));
  }

  /** The sections of one object: `TYPE/NAME#SECTION`. */
  async #sections(word: string, name: string): Promise<readonly string[]> {
    const found: string[] = [];
    for (const type of await this.#typesOf(word)) {
      const namespace = type.namespaced ? this.#namespace : undefined;
      const object = await this.#source.get({ type, namespace, name }).catch(() => undefined);
      if (object !== undefined) found.push(...sectionNames(object).map((section) => `${word}/${name}#${section}`));
    }
    return found;
  }

  /** One object in one word: `[NAMESPACE/]TYPE/NAME`. */
  async object(typed: string): Promise<readonly string[]> {
    const [first = '', second, third] = typed.split('/');
    if (second === undefined) return (await this.#realTypes()).map((type) => `${type}/`);
    if (third !== undefined) return (await this.#behindSlash(second, first)).map((text) => `${first}/${text}`);
    try {
      return await this.#behindSlash(first, this.#namespace);
    } catch (error) {
      if (!(error instanceof AnswerError)) throw error;
      // No type is called so: it is a namespace.
      return (await this.#realTypes()).map((type) => `${first}/${type}/`);
    }
  }

  /** The words for types: ours, the Gateway API's and policies' plurals, and the core kinds that gwctl knows. */
  async types(): Promise<readonly string[]> {
    const real = await this.#realTypes();
    return withOurs(real);
  }

  /** The kinds of policies: of the cluster or the files, those that the user's own catalogue names among them. */
  async policyKinds(): Promise<readonly string[]> {
    return (await this.#policyTypes(await this.#source.catalog())).map(({ kind }) => kind);
  }

  /** The names of the namespaces. */
  async namespaces(): Promise<readonly string[]> {
    const types = findTypes(await this.#source.catalog(), [NAMESPACE]);
    return this.#sorted(types, undefined, ({ metadata }) => [metadata.name]);
  }

  /** The label keys on objects of `TYPE[,TYPE…]`. */
  async labelKeys(types: string): Promise<readonly string[]> {
    const found = await this.#typesOf(types.split('/', 1)[0] ?? '');
    return this.#sorted(found, this.#namespace, (object) => labelsOf(object).keys());
  }

  async #behindSlash(type: string, namespace: string | undefined): Promise<readonly string[]> {
    return (await this.#names(type, namespace)).map((name) => `${type}/${name}`);
  }

  async #names(word: string, namespace: string | undefined): Promise<readonly string[]> {
    return this.#sorted(await this.#typesOf(word), namespace, ({ metadata }) => [metadata.name]);
  }

  async #realTypes(): Promise<readonly string[]> {
    const catalog = await this.#source.catalog();
    const policies = await this.#policyTypes(catalog);
    const known = catalog.types.filter(
      (type) => isGatewayApiGroup(type.group) || sameGroupKind(type, NAMESPACE) || sameGroupKind(type, SERVICE),
    );
    return [...new Set([...known, ...policies].map(({ plural }) => plural))].toSorted();
  }

  async #policyTypes(given: ResourceCatalog): Promise<readonly ResourceType[]> {
    const { kinds, catalog } = await readPolicyKinds(this.#source, given, await this.#learn());
    return findTypes(catalog, kinds);
  }

  async #typesOf(word: string): Promise<readonly ResourceType[]> {
    const { requested, catalog } = await understandType(word, this.#source);
    const types = await Promise.all(
      requested.map(async (entry) => {
        if (entry.kind === 'resource') return [entry.type];
        if (entry.virtual === 'routes') return findTypes(catalog, ROUTE_KINDS);
        return entry.virtual === 'policies' ? this.#policyTypes(catalog) : [];
      }),
    );
    return types.flat();
  }

  /** What the first objects of some types hold, each once and sorted. */
  async #sorted(
    types: readonly ResourceType[],
    namespace: string | undefined,
    wordsOf: (object: KubernetesObject) => Iterable<string>,
  ): Promise<readonly string[]> {
    const words = new Set<string>();
    for (const type of types) {
      for (const object of await this.#some(type, type.namespaced ? namespace : undefined))
        for (const word of wordsOf(object)) words.add(word);
    }
    return [...words].toSorted();
  }

  async #some(type: ResourceType, namespace: string | undefined): Promise<readonly KubernetesObject[]> {
    for await (const page of this.#source.list({ type, namespace, chunkSize: MOST_NAMES, metadataOnly: true })) {
      return page.slice(0, MOST_NAMES);
    }
    return [];
  }
}

/** The types that are proposed where nothing can be asked: the Gateway API's and those that its routes name. */
export function knownTypes(): readonly string[] {
  return withOurs([...GATEWAY_API_TYPES.map(({ plural }) => plural), 'namespaces', 'services']);
}

function withOurs(types: readonly string[]): readonly string[] {
  return [...new Set([...types, 'routes', 'listeners', 'backends', 'policies', 'policycrds'])].toSorted();
}

/** Of several values with commas between them the last one is completed: what stands before it stays. */
export function behindComma(typed: string, values: readonly string[]): readonly string[] {
  const before = typed.slice(0, typed.lastIndexOf(',') + 1);
  return values.map((value) => before + value);
}

function findTypes(catalog: ResourceCatalog, kinds: readonly GroupKind[]): readonly ResourceType[] {
  return catalog.types.filter((type) => kinds.some((kind) => sameGroupKind(kind, type)));
}
