import type { ServicePort } from '../../gateway-api/service-port.ts';
import { readPolicyTargets } from '../../gateway-api/policy.ts';
import { BACKEND_TLS_POLICY } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refKey } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { comparePrecedence } from '../precedence.ts';
import { rememberOnce } from '../remember.ts';

/**
 * The BackendTLSPolicies of each target and sectionName, the one that wins first (semantics.md 5.10: the oldest). The
 * key is the target's with the port's name as its section.
 */
export const backendTlsByTarget = rememberOnce(
  (snapshot: Snapshot): ReadonlyMap<string, readonly KubernetesObject[]> => {
    const byTarget = new Map<string, KubernetesObject[]>();
    for (const policy of snapshot.list(BACKEND_TLS_POLICY).toSorted(comparePrecedence)) {
      for (const { ref } of readPolicyTargets(policy)) {
        const key = refKey(ref);
        const policies = byTarget.get(key);
        if (policies === undefined) byTarget.set(key, [policy]);
        else if (!policies.includes(policy)) policies.push(policy);
      }
    }
    return byTarget;
  },
);

/** Whether a BackendTLSPolicy asks for TLS to a Service port; true also where not all policies could be read. */
export function hasBackendTls(snapshot: Snapshot, service: ObjectRef, { name }: ServicePort): boolean {
  const { group, kind, namespace, name: serviceName } = service;
  const target = { group, kind, namespace, name: serviceName };
  const policies = backendTlsByTarget(snapshot);
  if (policies.has(refKey(target))) return true;
  if (name !== undefined && policies.has(refKey({ ...target, section: name }))) return true;
  return !snapshot.isComplete(BACKEND_TLS_POLICY, namespace);
}
