import { GATEWAY_CLASS, NAMESPACE, REFERENCE_GRANT, isRouteKind } from '../../gateway-api/kinds.ts';
import { readTargetClaims } from '../../gateway-api/policy-claims.ts';
import type { TargetClaim, TargetingKind } from '../../gateway-api/policy-claims.ts';
import { referencesOf } from '../../gateway-api/references.ts';
import type { Reference } from '../../gateway-api/references.ts';
import { controllerOf } from '../../graph/attach/controller-of.ts';
import { readExtensionRefs } from '../../gateway-api/route.ts';
import { ruleSection } from '../../gateway-api/section.ts';
import { isImpossible } from '../../graph/resolve/policies-near.ts';
import { PoliciesByTarget } from '../../graph/policies-by-target.ts';
import { addTo } from '../../model/add-to.ts';
import { annotationsOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readRecord, readString } from '../../model/read.ts';
import { groupKindKey, refKey, refOf, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Counted } from '../../view/table.ts';
import { WORD_GIVERS } from '../../view/tables/word-givers.ts';
import { SnapshotBuilder } from '../../world/memory-snapshot.ts';
import type { LightCount } from './light-count.ts';
import { NamingIndex } from './naming-index.ts';

/** What decides whether a policy may attach across namespaces. */
const JUDGES: readonly GroupKind[] = [REFERENCE_GRANT, NAMESPACE];

/** All that counts of one object of another kind: small enough to keep for each of 10,000. */
export interface Trace {
  readonly ref: ObjectRef;
  readonly type: GroupKind;
  readonly references: readonly Reference[];
  /** Of a policy: by what it attaches. */
  readonly claims: readonly TargetClaim[];
  /** The policies that it names itself, each with the part of it that does. */
  readonly naming: readonly PolicyNaming[];
  /** A ReferenceGrant or a Namespace, which is kept. */
  readonly judge: KubernetesObject | undefined;
  /** Of a Gateway, ListenerSet or class what says to whom it belongs. */
  readonly owner: KubernetesObject | undefined;
  /** What counts of the engine hang on. */
  readonly light: readonly (readonly [Counted, KubernetesObject])[];
}

/** An object, or a rule of a route, that names a policy by an annotation or a filter. */
export interface PolicyNaming {
  readonly policy: ObjectRef;
  readonly from: ObjectRef;
}

/** How an object is reduced to its trace. */
export interface TraceOptions {
  /** Whether only the number of objects matters. */
  readonly countsOnly: boolean;
  /** The kind of policy that it is of. */
  readonly policyKind: TargetingKind | undefined;
  /** The kinds of policies that their targets name. */
  readonly namedKinds: readonly TargetingKind[];
  /** What the engine counts. */
  readonly counts: ReadonlyMap<Counted, LightCount>;
}

/** Reduces an object to its trace. */
export function traceOf(object: KubernetesObject, type: GroupKind, options: TraceOptions): Trace {
  const { countsOnly, policyKind, namedKinds, counts } = options;
  const isPolicy = !countsOnly && policyKind !== undefined;
  return {
    ref: refOf(object),
    type,
    references: countsOnly ? [] : referencesOf(object),
    claims: isPolicy
      ? readTargetClaims(object, policyKind).claims.filter((claim) => !isImpossible(policyKind, claim))
      : [],
    naming: countsOnly ? [] : namedKinds.flatMap((kind) => policiesNamedBy(object, type, kind)),
    judge: JUDGES.some((judge) => sameGroupKind(judge, type)) ? object : undefined,
    owner: !countsOnly && WORD_GIVERS.some((owner) => sameGroupKind(owner, type)) ? lightOwner(object) : undefined,
    light: [...counts].flatMap(([what, { lighten }]) => {
      const light = lighten(object);
      return light === undefined ? [] : [[what, light]];
    }),
  };
}

/** All that leads to the controller: without listeners and status. */
function lightOwner({ apiVersion, kind, metadata: { name, namespace }, spec }: KubernetesObject): KubernetesObject {
  const { gatewayClassName, controllerName, parentRef } = readRecord(spec);
  return { apiVersion, kind, metadata: { name, namespace }, spec: { gatewayClassName, controllerName, parentRef } };
}

/** The policies of a kind that an object names: by the annotation of the kind, or by filters of its rules. */
function policiesNamedBy(object: KubernetesObject, type: GroupKind, kind: TargetingKind): readonly PolicyNaming[] {
  const { group, kind: name, targets = [], entry } = kind;
  const ref = refOf(object);
  const { namespace } = ref;
  if (entry?.annotation !== undefined) {
    const value = targets.some((one) => sameGroupKind(one, type))
      ? annotationsOf(object).get(entry.annotation)
      : undefined;
    return value === undefined ? [] : [{ policy: { group, kind: name, namespace, name: value }, from: ref }];
  }
  if (entry?.extensionFilter !== true || !isRouteKind(type)) return [];
  return readExtensionRefs(object)
    .filter((extension) => extension.isOfRule && sameGroupKind(extension.ref, kind))
    .map((extension) => ({ policy: extension.ref, from: { ...ref, section: ruleSection(extension.ruleIndex) } }));
}

/** What is known of the other kinds, as cells ask for it. */
export class RelativeFacts {
  readonly names = new NamingIndex();
  /** What names a policy itself, by the policy. */
  readonly #naming = new Map<string, ObjectRef[]>();
  readonly #light = new Map<Counted, KubernetesObject[]>();
  readonly #counting = new Map<Counted, ReturnType<LightCount['open']>>();
  readonly #policies = new PoliciesByTarget();
  readonly #counts = new Map<string, number>();
  readonly #judges: KubernetesObject[] = [];
  readonly #needed = new Set<GroupKind>();
  readonly #owners: KubernetesObject[] = [];
  #knowsParents = false;
  #owning: Snapshot | undefined;
  #controllers: ReadonlySet<string> | undefined;
  #judging: { readonly key: string; readonly snapshot: Snapshot } | undefined;

  /** Adds one object. */
  add({ ref, type, references, claims, naming, judge, owner, light }: Trace): void {
    for (const { policy, from } of naming) addTo(this.#naming, refKey(policy), from);
    for (const [what, object] of light) {
      addTo(this.#light, what, object);
      this.#counting.delete(what);
    }
    this.names.add(ref, references);
    this.#policies.add(ref, claims);
    for (const claim of claims) for (const needed of judgesOf(ref, claim)) this.#needed.add(needed);
    if (judge !== undefined) {
      this.#judges.push(judge);
      this.#judging = undefined;
    }
    if (owner !== undefined) {
      this.#owners.push(owner);
      this.#owning = undefined;
      this.#knowsParents ||= !sameGroupKind(type, GATEWAY_CLASS);
      this.#controllers = undefined;
    }
    this.#count(groupKindKey(type));
    if (ref.namespace !== undefined) this.#count(countKey(type, ref.namespace));
  }

  /** The controller that a Gateway or ListenerSet belongs to by its class; undefined where that was not read. */
  controllerAt(parent: ObjectRef): string | undefined {
    if (!this.#knowsParents) return undefined;
    this.#owning ??= this.#openOwners();
    const lookup = this.#owning.find(parent);
    return lookup.state === 'found' ? controllerOf(this.#owning, lookup.object) : undefined;
  }

  /** The controllers of all classes that were read. */
  get controllers(): ReadonlySet<string> {
    this.#controllers ??= new Set(
      this.#owners.flatMap(({ spec }) => readString(readRecord(spec)['controllerName']) ?? []),
    );
    return this.#controllers;
  }

  #openOwners(): Snapshot {
    const builder = new SnapshotBuilder();
    for (const owner of this.#owners) builder.add(owner);
    return builder.build('live');
  }

  /** What names a policy itself: objects by an annotation, rules of routes by a filter. */
  namersOf(policy: KubernetesObject): readonly ObjectRef[] {
    return this.#naming.get(refKey(refOf(policy))) ?? [];
  }

  /** The kinds that have to be read because policies attach across namespaces. */
  get neededJudges(): readonly GroupKind[] {
    return [...this.#needed];
  }

  /**
   * The policies that attach to an object or a section of it.
   * @param places where each kind of `neededJudges` was read whole.
   */
  policiesOn(object: KubernetesObject, origin: Snapshot['origin'], places: readonly ReadPlace[]): readonly ObjectRef[] {
    return this.#policies.on(this.#judgesOf(origin, places), object);
  }

  #judgesOf(origin: Snapshot['origin'], places: readonly ReadPlace[]): Snapshot {
    const key = places.map(({ type, namespace }) => `${groupKindKey(type)} ${namespace ?? ''}`).join(',');
    if (this.#judging?.key === key) return this.#judging.snapshot;
    const builder = new SnapshotBuilder();
    for (const judge of this.#judges) builder.add(judge);
    for (const { type, namespace } of places) builder.markComplete(type, namespace);
    const snapshot = builder.build(origin);
    this.#judging = { key, snapshot };
    return snapshot;
  }

  /** What the engine counts for an object, of what was added until now. */
  countLight(
    [what, { open }]: readonly [Counted, LightCount],
    object: KubernetesObject,
    read: Parameters<LightCount['open']>[1],
  ): number {
    const count = this.#counting.get(what) ?? open(this.#light.get(what) ?? [], read);
    this.#counting.set(what, count);
    return count(object);
  }

  /** How many objects of a type there are, in one namespace or in all. */
  count(type: GroupKind, namespace?: string): number {
    return this.#counts.get(namespace === undefined ? groupKindKey(type) : countKey(type, namespace)) ?? 0;
  }

  #count(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }
}

/** Where all objects of a type were read: in one namespace, or everywhere. */
export interface ReadPlace {
  readonly type: GroupKind;
  readonly namespace: string | undefined;
}

/** What has to be known to judge a claim: only those that leave the policy's namespace need anything. */
function judgesOf(policy: ObjectRef, claim: TargetClaim): readonly GroupKind[] {
  if (policy.namespace === undefined) return [];
  if (claim.by === 'name') {
    const { namespace } = claim.ref;
    return namespace === undefined || namespace === policy.namespace ? [] : [REFERENCE_GRANT];
  }
  if (claim.by !== 'labels' || claim.from === 'Same') return [];
  return claim.from === 'All' ? [REFERENCE_GRANT] : JUDGES;
}

function countKey(type: GroupKind, namespace: string): string {
  return `${groupKindKey(type)} ${namespace}`;
}
