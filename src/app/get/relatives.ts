import { ServerError } from '../../model/errors.ts';
import { gapOf } from '../../model/gap-of.ts';
import type { Gap } from '../../model/gap.ts';
import { wordGiversOf } from '../../analysis/reported-status.ts';
import {
  GATEWAY_CLASS,
  NAMESPACE,
  POLICY_LABEL,
  ROUTE_KINDS,
  SPECIFICATION_POLICY_KINDS,
} from '../../gateway-api/kinds.ts';
import { isNamedByTargets } from '../../gateway-api/policy-claims.ts';
import { labelsOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindKey, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import { qualifiedName } from '../../model/resource-type.ts';
import type { ResourceCatalog, ResourceType } from '../../model/resource-type.ts';
import type { Source } from '../../model/source.ts';
import type { PolicyKind } from '../../policy/policy-kind.ts';
import type { Counted, Coverage, Need, TableContext } from '../../view/table.ts';
import { groupOfCrd } from '../../gateway-api/release.ts';
import type { LearnEntries } from '../policy-catalogue.ts';
import type { Problems } from '../write/problems.ts';
import { LIGHT_COUNTS } from './light-count.ts';
import type { LightCount } from './light-count.ts';
import type { NamingIndex } from './naming-index.ts';
import { RelativeFacts, traceOf } from './relative-facts.ts';
import type { ReadPlace, Trace } from './relative-facts.ts';

/** Which policy kinds there are, and whether the CRDs that say so could be read. */
export interface PolicyKnowledge {
  readonly kinds: readonly PolicyKind[];
  readonly crdsRead: boolean;
  /** The CRDs, metadata only. */
  readonly crds: readonly KubernetesObject[];
  /** A catalog that knows these kinds. */
  readonly catalog: ResourceCatalog;
  /** The API groups that hold policies by their CRDs, but did not answer: their kinds are not among `kinds`. */
  readonly silent: readonly Gap[];
}

interface ReadingOptions {
  readonly countsOnly?: boolean;
  readonly asked?: boolean;
  readonly quiet?: boolean;
  readonly once?: boolean;
}

/** How the objects of a type are read. */
export interface ObjectsReading {
  readonly countsOnly: boolean;
  /** Whether a watch need not follow them. */
  readonly once: boolean;
}

/**
 * The other kinds that wide columns and virtual types look at: each read at most once, only when a shown column needs it,
 * reduced at once to references and counts. A kind that cannot be read becomes a gap; the cells then say `<unknown>`.
 */
export class Relatives {
  protected readonly source: Source;
  protected facts: RelativeFacts = new RelativeFacts();
  /** What the engine counts for the shown columns. */
  readonly #counts = new Map<Counted, LightCount>();
  /** What stands in place of a status. */
  #compute: TableContext['computed'];
  #showedComputed = false;
  #catalog: ResourceCatalog;
  readonly #problems: Problems;
  /** Where to look when the whole cluster may not be listed. */
  readonly #namespace: string | undefined;
  readonly #learn: LearnEntries;
  readonly #readings = new Map<string, Promise<Coverage>>();
  readonly #coverage = new Map<string, Coverage>();
  #policies: Promise<PolicyKnowledge> | undefined;
  #policyKnowledge: PolicyKnowledge | undefined;

  /** @param learn gives the user's own catalogue of policies. */
  constructor(
    source: Source,
    catalog: ResourceCatalog,
    problems: Problems,
    namespace: string | undefined,
    learn: LearnEntries,
  ) {
    this.source = source;
    this.#catalog = catalog;
    this.#problems = problems;
    this.#namespace = namespace;
    this.#learn = learn;
  }

  /**
   * Reads what the needs name, all at the same time.
   * @param options.countsOnly whether the objects' metadata is enough.
   * @param options.asked whether they are what the user asked for: then a failure is an error, not a gap beside it.
   * @param options.quiet whether gaps are not reported.
   * @param options.once whether a watch need not follow them.
   */
  async read(needs: readonly Need[], options: ReadingOptions = {}): Promise<void> {
    const types: ResourceType[] = [];
    for (const need of needs) {
      const members = need === 'policies' ? (await this.policies()).kinds : membersOf(need);
      for (const member of members) {
        const type = this.#find(member);
        if (type !== undefined) types.push(type);
      }
    }
    await Promise.all(types.map((type) => this.#readOnce(type, options)));
    if (needs.includes('policies') && options.countsOnly !== true) await this.readJudges();
  }

  /** Reads what tells whose word counts: classes alone, which are often enough (`hear`). */
  prepareToHear(kinds: readonly GroupKind[]): Promise<void> {
    return this.read(
      kinds.filter((kind) => sameGroupKind(kind, GATEWAY_CLASS)),
      { quiet: true, once: true },
    );
  }

  /** Reads what tells whose word on these objects counts, where classes alone do not. */
  async hear(objects: readonly KubernetesObject[]): Promise<void> {
    const { controllers } = this.facts;
    const kinds = new Map<string, GroupKind>();
    for (const object of objects) {
      for (const kind of wordGiversOf(object, controllers)) kinds.set(groupKindKey(kind), kind);
    }
    if (kinds.size > 0) await this.read([...kinds.values()], { quiet: true, once: true });
  }

  /** Reads what decides whether policies attach across namespaces, where some would. */
  protected async readJudges(): Promise<void> {
    const types = this.facts.neededJudges.flatMap((judge) => this.#find(judge) ?? []);
    // Of a Namespace the labels count.
    await Promise.all(types.map((type) => this.#readOnce(type, { countsOnly: sameGroupKind(type, NAMESPACE) })));
  }

  /** Makes ready to count, before anything is read. */
  async prepareCounts(counted: Iterable<Counted>): Promise<void> {
    for (const what of counted) if (!this.#counts.has(what)) this.#counts.set(what, await LIGHT_COUNTS[what]());
  }

  /** Makes ready to compute what files do not hold of some types: their status. */
  async prepareComputed(types: readonly ResourceType[]): Promise<void> {
    if (this.source.kind !== 'files' || types.length === 0) return;
    const { computeColumns, holdsNoStatus } = await import('./computed-columns.ts');
    if (!(await holdsNoStatus(this.source, types))) return;
    const { kinds: policyKinds, catalog } = await this.policies();
    this.#compute = await computeColumns({ source: this.source, catalog, policyKinds });
  }

  /** Whether a cell showed what was computed. */
  get showedComputed(): boolean {
    return this.#showedComputed;
  }

  /** The kinds of policies; CRDs are listed once, metadata only. */
  policies(): Promise<PolicyKnowledge> {
    this.#policies ??= this.#discover();
    return this.#policies;
  }

  /** Who names what, of everything that was read. */
  get names(): NamingIndex {
    return this.facts.names;
  }

  /** What cells may ask. */
  context(now: number, wide: boolean): TableContext {
    let places: readonly ReadPlace[] | undefined;
    return {
      now,
      wide,
      naming: (ref, relations) => this.names.naming(ref, relations),
      policiesOn: (object) => this.facts.policiesOn(object, this.source.kind, (places ??= this.#judgePlaces())),
      controllerAt: (parent) => this.facts.controllerAt(parent),
      namersOf: (policy) => this.facts.namersOf(policy),
      coverage: (need) => this.#coverageOf(need),
      count: (what, object) => {
        const made = this.#counts.get(what);
        const read = { origin: this.source.kind, catalog: this.#catalog };
        return made === undefined ? 0 : this.facts.countLight([what, made], object, read);
      },
      computed: (object) => {
        const computed = this.#compute?.(object);
        this.#showedComputed ||= computed !== undefined;
        return computed;
      },
      countIn: (need, namespace) => this.#countAll(need, namespace),
      countOf: (type) => this.#countAll(type, undefined),
    };
  }

  async #discover(): Promise<PolicyKnowledge> {
    const { readPolicyKinds } = await import('../../world/policy-kinds.ts');
    const { kinds, catalog, crds, gaps } = await readPolicyKinds(this.source, this.#catalog, await this.#learn());
    const silent = silentPolicyGroups(crds ?? [], catalog);
    for (const gap of [...gaps, ...silent]) this.#problems.addGap(gap);
    this.#catalog = catalog;
    this.#policyKnowledge = { kinds, crdsRead: crds !== undefined, crds: crds ?? [], catalog, silent };
    return this.#policyKnowledge;
  }

  #find(wanted: GroupKind): ResourceType | undefined {
    return this.#catalog.types.find((type) => sameGroupKind(type, wanted) && type.verbs.includes('list'));
  }

  #readOnce(type: ResourceType, options: ReadingOptions): Promise<Coverage> {
    const key = `${groupKindKey(type)}${options.countsOnly === true ? ' metadata' : ''}`;
    const known = this.#readings.get(groupKindKey(type)) ?? this.#readings.get(key);
    if (known !== undefined) return known;
    const reading = this.#readType(type, options).then((coverage) => {
      this.#coverage.set(groupKindKey(type), coverage);
      return coverage;
    });
    this.#readings.set(key, reading);
    return reading;
  }

  async #readType(
    type: ResourceType,
    { countsOnly = false, asked, quiet, once = false }: ReadingOptions,
  ): Promise<Coverage> {
    const report = (error: unknown, namespace?: string): void => {
      if (asked === true) this.#problems.addError(error);
      else if (quiet !== true) this.#problems.addGap(gapOf(error, qualifiedName(type), type, namespace));
    };
    try {
      await this.readObjects(type, undefined, { countsOnly, once });
      return 'whole';
    } catch (error) {
      report(error);
      const forbidden = error instanceof ServerError && error.code === 403;
      if (!forbidden || this.#namespace === undefined || !type.namespaced) return 'none';
    }
    try {
      await this.readObjects(type, this.#namespace, { countsOnly, once });
      return 'part';
    } catch (error) {
      report(error, this.#namespace);
      return 'none';
    }
  }

  /** Reduces an object to what is kept of it. */
  protected traceOf(object: KubernetesObject, type: GroupKind, countsOnly: boolean): Trace {
    const kinds = this.#policyKnowledge?.kinds ?? SPECIFICATION_POLICY_KINDS;
    const policyKind = kinds.find((kind) => sameGroupKind(kind, type));
    const namedKinds = (this.#policyKnowledge?.kinds ?? []).filter(isNamedByTargets);
    return traceOf(object, type, { countsOnly, policyKind, namedKinds, counts: this.#counts });
  }

  /** Reads all objects of a type into the facts. @throws when they cannot be read. */
  protected async readObjects(
    type: ResourceType,
    namespace: string | undefined,
    { countsOnly }: ObjectsReading,
  ): Promise<void> {
    for await (const page of this.source.list({ type, namespace, metadataOnly: countsOnly })) {
      for (const object of page) this.facts.add(this.traceOf(object, type, countsOnly));
    }
  }

  #judgePlaces(): readonly ReadPlace[] {
    return this.facts.neededJudges.flatMap((type) => {
      const coverage = this.#coverageOfType(type);
      if (coverage === 'none') return [];
      return { type, namespace: coverage === 'part' ? this.#namespace : undefined };
    });
  }

  #countAll(need: Need, namespace: string | undefined): number {
    let sum = 0;
    for (const member of this.#membersNow(need)) sum += this.facts.count(member, namespace);
    return sum;
  }

  #coverageOf(need: Need): Coverage {
    const all = this.#membersNow(need).map((member) => this.#coverageOfType(member));
    if (need === 'policies' && !this.#knowsAllPolicies()) all.push('part');
    if (all.includes('part')) return 'part';
    if (!all.includes('none')) return 'whole';
    return all.every((coverage) => coverage === 'none') ? 'none' : 'part';
  }

  /** A type that is not served has no objects, unless its API group only did not answer. */
  #coverageOfType(type: GroupKind): Coverage {
    if (this.#find(type) !== undefined) return this.#coverage.get(groupKindKey(type)) ?? 'none';
    return this.#catalog.gaps.some(({ group }) => group === type.group) ? 'none' : 'whole';
  }

  #knowsAllPolicies(): boolean {
    return this.#policyKnowledge?.crdsRead === true && this.#policyKnowledge.silent.length === 0;
  }

  #membersNow(need: Need): readonly GroupKind[] {
    return need === 'policies' ? (this.#policyKnowledge?.kinds ?? []) : membersOf(need);
  }
}

function silentPolicyGroups(crds: readonly KubernetesObject[], { gaps }: ResourceCatalog): readonly Gap[] {
  const groups = new Set(
    crds.filter((crd) => labelsOf(crd).has(POLICY_LABEL)).map((crd) => groupOfCrd(crd.metadata.name)),
  );
  return gaps.filter(({ group }) => group !== undefined && groups.has(group));
}

function membersOf(need: Exclude<Need, 'policies'>): readonly GroupKind[] {
  return need === 'routes' ? ROUTE_KINDS : [need];
}
