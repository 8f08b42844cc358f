import type { ServicePort } from '../../gateway-api/service-port.ts';
import { BACKEND_TLS_POLICY } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { rankPolicies } from './rank-policies.ts';

/** The BackendTLSPolicies of a Service, or with a section of its port of that name: the one that wins first. */
export function backendTlsOf(snapshot: Snapshot, target: ObjectRef): readonly KubernetesObject[] {
  const { namespace } = target;
  return namespace === undefined ? [] : rankPolicies(snapshot, BACKEND_TLS_POLICY, namespace, target);
}

/** Whether a BackendTLSPolicy asks for TLS to a Service port; true also where not all policies could be read. */
export function hasBackendTls(snapshot: Snapshot, service: ObjectRef, { name }: ServicePort): boolean {
  const { group, kind, namespace, name: serviceName } = service;
  const target = { group, kind, namespace, name: serviceName };
  if (backendTlsOf(snapshot, target).length > 0) return true;
  if (name !== undefined && backendTlsOf(snapshot, { ...target, section: name }).length > 0) return true;
  return !snapshot.isComplete(BACKEND_TLS_POLICY, namespace);
}
