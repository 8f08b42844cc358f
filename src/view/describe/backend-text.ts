import type { BackendRef } from '../../gateway-api/backend-ref.ts';
import { objectText } from '../tables/object-text.ts';

/** A backend as `service/pay:8080`, of another namespace as `infra/service/pay:8080`. */
export function backendText(ref: BackendRef, namespace: string | undefined): string {
  const text = objectText(ref, namespace);
  return ref.port === undefined ? text : `${text}:${ref.port}`;
}

/** The share of each backend in the traffic of its rule, in percent with at most one decimal; undefined where all are 0. */
export function shares(weights: readonly number[]): readonly (string | undefined)[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (sum > 0 ? `${Math.round((weight / sum) * 1000) / 10} %` : undefined));
}
