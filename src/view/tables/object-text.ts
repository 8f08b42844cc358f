import type { ObjectRef } from '../../model/ref.ts';

/**
 * How a cell names another object: `gateway/web`, or `infra/gateway/edge` where it lies in another namespace than the
 * object of the row; a cluster-scoped one has no namespace to tell.
 */
export function objectText(ref: ObjectRef, rowNamespace: string | undefined): string {
  const text = `${ref.kind.toLowerCase()}/${ref.name}`;
  return ref.namespace === undefined || ref.namespace === rowNamespace ? text : `${ref.namespace}/${text}`;
}
