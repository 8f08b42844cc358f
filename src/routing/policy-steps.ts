import { BACKEND_TLS_POLICY } from '../gateway-api/kinds.ts';
import { ruleSection } from '../gateway-api/section.ts';
import { readRecord } from '../model/read.ts';
import { refKey, sameGroupKind } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import { someOf } from '../model/some.ts';
import { effectivePolicies } from '../policy/effective.ts';
import type { Policy } from '../policy/policy.ts';
import type { PolicyIndex } from '../policy/policy-index.ts';
import type { Row } from './row.ts';
import type { WayStep } from './trace.ts';

/** The values of a policy that are named in one line. */
const MOST_VALUES = 3;

/** The policies that act on a rule and its backends on the way from one parent, by one of its listeners: what each sets there. */
export function policySteps(
  index: PolicyIndex,
  { ref, rule }: Row,
  { parent, listener }: { readonly parent: ObjectRef; readonly listener: ObjectRef | undefined },
): readonly WayStep[] {
  const object = { ...ref, section: ruleSection(rule.index) };
  const acting = new Map<Policy, { readonly sets: Map<string, unknown>; isWhole: boolean }>();
  const entryOf = (policy: Policy) => {
    const entry = acting.get(policy) ?? { sets: new Map(), isWhole: true };
    acting.set(policy, entry);
    return entry;
  };
  for (const effective of effectivePolicies(index, {
    object,
    through: listener === undefined ? [parent] : [parent, listener],
  })) {
    // TLS to a backend is told with the backend.
    if (sameGroupKind(effective.kind, BACKEND_TLS_POLICY)) continue;
    for (const { policy } of effective.spec === undefined ? effective.inputs : []) entryOf(policy).isWhole = false;
    for (const { placement, path, value } of effective.sources) {
      entryOf(placement.policy).sets.set(path.join('.'), value);
    }
  }
  return [...acting]
    .toSorted(([a], [b]) => (refKey(a.ref) < refKey(b.ref) ? -1 : 1))
    .map(([policy, { sets, isWhole }]) => ({
      step: 'policies',
      fact: { code: 'policyActs', policy: policy.ref, sets: someOf([...sets], MOST_VALUES), isWhole },
      of: policy.ref,
      acts: { policy: policy.ref, sets, spec: isWhole ? undefined : readRecord(policy.object['spec']) },
    }));
}
