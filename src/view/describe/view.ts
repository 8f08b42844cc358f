import type { KubernetesObject } from '../../model/object.ts';
import type { Block } from '../description.ts';
import type { DescribeContext } from './context.ts';
import type { KnownFields } from './unknown-fields.ts';

/**
 * How one kind is described. The page around it is the same for all kinds: identity before; policies, status, fields that
 * the view does not know, drift and events after.
 */
export interface DescribeView {
  /** What the kind says and what it connects to, in the order in which it is read. */
  readonly blocks: (object: KubernetesObject, context: DescribeContext) => readonly Block[];
  /** The fields that `blocks` shows; all others are shown as they stand. `metadata`, `apiVersion` and `kind` are known. */
  readonly known: KnownFields & object;
  /** Whether `blocks` shows the conditions itself (per parent, ancestor or listener). */
  readonly ownStatus?: boolean | undefined;
}
