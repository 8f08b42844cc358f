import type { KubernetesObject } from '../../model/object.ts';
import { qualifiedName } from '../../model/resource-type.ts';
import type { ResourceCatalog, ResourceType } from '../../model/resource-type.ts';
import type { Source } from '../../model/source.ts';
import type { TableDefinition } from '../../view/table.ts';
import { findTable } from '../../view/tables/registry.ts';
import type { Problems } from '../write/problems.ts';
import type { RequestedType } from './requested-type.ts';
import type { Relatives } from '../get/relatives.ts';

/** One requested type: which resources to read, which of their objects count, and how they are listed. */
export interface Listing {
  /** How messages call it: `gateways.gateway.networking.k8s.io`, `routes`. */
  readonly label: string;
  readonly types: readonly ResourceType[];
  /** Empty: all. */
  readonly names: readonly string[];
  /** Undefined: the server's own columns. */
  readonly table: TableDefinition | undefined;
  /** Whether rows of several kinds mix, so that a KIND column tells them apart. */
  readonly mixed: boolean;
  readonly namespaced: boolean;
  /** Whether the metadata of the objects is all that the table needs. */
  readonly metadataOnly: boolean;
  /** Whether it takes some objects of its types only. */
  readonly isPart?: boolean | undefined;
  /** Takes objects apart into what the listing is of, which bears names of the form `OBJECT#PART`. */
  readonly partsOf?: ((object: KubernetesObject) => readonly KubernetesObject[]) | undefined;
  /** The types that are read to know what belongs to it, where these are others. */
  readonly readFrom?: readonly ResourceType[] | undefined;
  /** Keeps an object; virtual types narrow their members by it. */
  readonly accept: (object: KubernetesObject) => boolean;
  /**
   * Where the relatives decide what belongs to it: the types as the relatives are now. `accept` then looks at no more than
   * an object's identity and answers by them too.
   */
  readonly typesNow?: () => readonly ResourceType[];
}

/** What the planning of a listing may use. */
export interface PlanContext {
  readonly source: Source;
  readonly catalog: ResourceCatalog;
  readonly relatives: Relatives;
  readonly problems: Problems;
  /** Undefined: all namespaces. */
  readonly namespace: string | undefined;
}

/** Plans the reading of one requested type. Virtual types may read other kinds to know their members. */
export async function planListing(
  requested: RequestedType,
  names: readonly string[],
  context: PlanContext,
): Promise<Listing> {
  if (requested.kind === 'virtual') {
    const { planVirtual } = await import('./virtual-types.ts');
    return planVirtual(requested.virtual, names, context);
  }
  const { type } = requested;
  return {
    label: qualifiedName(type),
    types: [type],
    names,
    table: findTable(type),
    mixed: false,
    namespaced: type.namespaced,
    metadataOnly: false,
    accept: () => true,
  };
}
