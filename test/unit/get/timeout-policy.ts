import { POLICY_LABEL } from '../../../src/gateway-api/kinds.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { make } from '../tables/table-row.ts';

/** The CRD that says: TimeoutPolicy is a policy. */
export const TIMEOUT_CRD: KubernetesObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'timeoutpolicies.x.io', labels: { [POLICY_LABEL]: 'Inherited' } },
};

/** A policy of the namespace infra. */
export function far(spec: object): KubernetesObject {
  return make('TimeoutPolicy', 'far', { apiVersion: 'x.io/v1', metadata: { namespace: 'infra' }, spec });
}
