import { GATEWAY } from '../../gateway-api/kinds.ts';
import { canonicalJson } from '../../model/canonical-json.ts';
import { groupKindKey, refKey, refOf } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import { effectivePolicies } from '../../policy/effective.ts';
import type { EffectivePolicy } from '../../policy/effective.ts';
import type { PolicyPath } from '../../policy/levels.ts';
import type { RoutingWorld } from '../../routing/routing-world.ts';
import { routesOf } from './attachment-difference.ts';

/** A value of an effective policy, and who sets it. */
export interface PolicyValue {
  readonly value: unknown;
  readonly policy: ObjectRef;
}

/** A field of the effective policy of a kind on one path that has another value than before. */
export interface PolicyDifference {
  readonly kind: GroupKind;
  readonly path: PolicyPath;
  /** `timeouts.request`; empty where only the kind's controller knows what counts of the policies that act. */
  readonly field: string;
  readonly before: PolicyValue | undefined;
  readonly after: PolicyValue | undefined;
}

/**
 * What changes in the effective policies of Gateways and routes, path by path. A kind of which not all policies could be read on a
 * side is left out, and a value that another policy sets to the same is no difference.
 */
export function policyDifference(before: RoutingWorld, after: RoutingWorld): readonly PolicyDifference[] {
  const kinds = comparableKinds(before, after);
  if (kinds.length === 0) return [];
  const differences: PolicyDifference[] = [];
  for (const object of [...gatewaysOf(before, after), ...routesOf(before, after)]) {
    const [one, other] = [leavesOf(before, object, kinds), leavesOf(after, object, kinds)];
    for (const key of new Set([...one.keys(), ...other.keys()])) {
      const [was, is] = [one.get(key), other.get(key)];
      const known = was ?? is;
      if (known === undefined || canonicalJson(was?.is.value) === canonicalJson(is?.is.value)) continue;
      const { kind, path, field } = known;
      differences.push({ kind, path, field, before: was?.is, after: is?.is });
    }
  }
  return differences;
}

/** The kinds with a policy on either side that are known whole on both. */
function comparableKinds(before: RoutingWorld, after: RoutingWorld): readonly GroupKind[] {
  const kinds = new Map([...before.index.kinds, ...after.index.kinds].map((kind) => [groupKindKey(kind), kind]));
  const worlds = [before, after];
  return [...kinds.values()].filter(
    (kind) =>
      worlds.some(({ snapshot }) => snapshot.list(kind).length > 0) &&
      worlds.every(({ snapshot }) => snapshot.isComplete(kind) || !snapshot.serves(kind)),
  );
}

function gatewaysOf(before: RoutingWorld, after: RoutingWorld): readonly ObjectRef[] {
  const refs = [before, after].flatMap(({ snapshot }) => snapshot.list(GATEWAY).map(refOf));
  return [...new Map(refs.map((ref) => [refKey(ref), ref])).values()];
}

interface Leaf {
  readonly kind: GroupKind;
  readonly path: PolicyPath;
  readonly field: string;
  readonly is: PolicyValue;
}

function leavesOf(
  { snapshot, index }: RoutingWorld,
  object: ObjectRef,
  kinds: readonly GroupKind[],
): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  if (snapshot.find(object).state !== 'found') return leaves;
  for (const effective of effectivePolicies(index, { object, kinds })) {
    const { kind, path } = effective;
    const place = canonicalJson([kind.group, kind.kind, path]);
    const add = (field: string, is: PolicyValue): void => {
      leaves.set(`${place} ${field} ${field === '' ? refKey(is.policy) : ''}`, { kind, path, field, is });
    };
    for (const { path: keys, value, placement } of effective.sources) {
      add(keys.join('.'), { value, policy: placement.policy.ref });
    }
    for (const policy of inputsOf(effective)) add('', { value: policy.object['spec'], policy: policy.ref });
  }
  return leaves;
}

/** The policies of which only their controller knows what counts. */
function inputsOf({ spec, inputs }: EffectivePolicy) {
  return spec === undefined ? inputs.map(({ policy }) => policy) : [];
}
