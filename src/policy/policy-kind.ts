import type { GroupKind } from '../model/ref.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';

/** What the author of a kind declares; `Unknown` for the legacy label value `true` and anything else. */
export type PolicyClass = 'Direct' | 'Inherited' | 'Unknown';

/**
 * Where the knowledge that a kind is a policy comes from, strongest first: the user's own catalogue, the CRD label, the
 * specification's own kinds, the catalogue of vendors' kinds, the shape of the CRD's schema.
 */
export type PolicyEvidence = 'user' | 'label' | 'specification' | 'catalogue' | 'heuristic';

/** A kind of policy that this cluster (or these files) can hold. */
export interface PolicyKind extends GroupKind {
  readonly class: PolicyClass;
  readonly evidence: PolicyEvidence;
  /** Name of its CRD: `plural.group`. */
  readonly crdName: string;
  readonly namespaced: boolean;
  /** The CRD label as written; undefined without one. */
  readonly label: string | undefined;
  /** The kinds that it may target, where the catalogue or the schema says so; empty: unknown. */
  readonly targets: readonly GroupKind[];
  /** What the user's or the vendors' catalogue knows of the kind; undefined where only its CRD speaks. */
  readonly entry?: CatalogueEntry | undefined;
}
