import { readTargetClaims } from '../gateway-api/policy-claims.ts';
import type { KubernetesObject } from '../model/object.ts';
import { refOf } from '../model/ref.ts';
import type { Policy } from '../policy/policy.ts';
import type { PolicyIndex } from '../policy/policy-index.ts';
import type { PolicyKind } from '../policy/policy-kind.ts';
import { nameOf } from '../view/say/names.ts';
import { say } from '../view/say/say.ts';

/** How many malformed policies are named one by one. */
const MOST = 5;

/**
 * What is wrong with policies that therefore act nowhere, in one line each: of a policy that was asked for all of it, of the
 * others only that they are malformed.
 * @param kinds only these; undefined: all.
 */
export function malformedPolicies(
  index: PolicyIndex,
  asked: readonly KubernetesObject[],
  kinds: readonly PolicyKind[] | undefined,
): readonly string[] {
  const lines: string[] = [];
  const own = new Set<KubernetesObject>();
  for (const object of asked) {
    const policy = index.policy(refOf(object));
    if (policy === undefined) continue;
    own.add(policy.object);
    const refused = policy.targets.flatMap(({ because }) => because ?? []);
    for (const problem of [...policy.problems, ...refused]) lines.push(`${nameOf(policy.ref)}: ${say(problem)}`);
  }
  const others = (kinds ?? index.kinds).flatMap((kind) =>
    index.snapshot
      .list(kind)
      .filter((object) => !own.has(object))
      .map((object) => ({ ref: refOf(object), problems: readTargetClaims(object, kind).problems }))
      .filter(({ problems }) => isMalformed(problems)),
  );
  for (const { ref, problems } of others.slice(0, MOST)) lines.push(`${nameOf(ref)}: ${problems.map(say).join(', ')}`);
  if (others.length > MOST) lines.push(`${others.length - MOST} more policies are malformed`);
  return lines;
}

/** A policy that names no target acts by other means; one whose target is no target is a mistake. */
function isMalformed(problems: Policy['problems']): boolean {
  return problems.some(({ code }) => code !== 'noTarget' && code !== 'noTargetNorFilter');
}
