import { CUSTOM_RESOURCE_DEFINITION, GATEWAY_API_TYPES } from '../gateway-api/kinds.ts';
import { isManifest } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindOf, sameGroupKind } from '../model/ref.ts';
import type { GroupKind } from '../model/ref.ts';
import { qualifiedName } from '../model/resource-type.ts';
import type { ResourceCatalog } from '../model/resource-type.ts';
import type { Source } from '../model/source.ts';
import type { Admission } from '../validation/admission.ts';
import type { ReleaseChoice } from '../model/release-choice.ts';
import { crdType, readCrds } from './read-crds.ts';

/** What is judged as an API server judges what somebody writes. */
export interface ValidationScope {
  /** The release of the Gateway API that counts where no CRD says which. */
  readonly choice?: ReleaseChoice | undefined;
  /** Which objects are judged; without it those of files that no server has stored. */
  readonly judges?: ((object: KubernetesObject) => boolean) | undefined;
  /** Of a cluster: the kinds of the objects that are judged, whose CRDs are read. Without it nothing is. */
  readonly kinds?: readonly GroupKind[] | undefined;
}

/** Opens the check of files: loaded where there are manifests to judge, or CRDs that might not serve what was read. */
export async function loadFilesAdmission(
  objects: readonly KubernetesObject[],
  { choice, judges = isManifest }: ValidationScope,
): Promise<Admission | undefined> {
  const crds = objects.filter((object) => sameGroupKind(groupKindOf(object), CUSTOM_RESOURCE_DEFINITION));
  if (crds.length === 0 && !objects.some((object) => judges(object) && isOfGatewayApi(object))) return undefined;
  const { openAdmission } = await import('../validation/admission.ts');
  return openAdmission(crds, { choice, judges });
}

/**
 * Opens the check of objects beside a cluster: by the CRDs of their kinds, else by the release that the others say they are of.
 * What may not be read of them is not said here: then the newest release counts.
 */
export async function loadLiveAdmission(
  source: Source,
  catalog: ResourceCatalog,
  { choice, judges, kinds }: ValidationScope,
): Promise<Admission | undefined> {
  if (kinds === undefined) return undefined;
  const [{ openAdmission }, reading, whole] = await Promise.all([
    import('../validation/admission.ts'),
    readCrds(source, catalog),
    readWhole(source, catalog, kinds),
  ]);
  const names = new Set(whole.map(({ metadata }) => metadata.name));
  const others = reading.state === 'read' ? reading.crds.filter(({ metadata }) => !names.has(metadata.name)) : [];
  return openAdmission([...whole, ...others], { choice, judges });
}

async function readWhole(
  source: Source,
  catalog: ResourceCatalog,
  kinds: readonly GroupKind[],
): Promise<readonly KubernetesObject[]> {
  const type = crdType(catalog);
  if (type === undefined) return [];
  const names = new Set(
    kinds.flatMap((kind) => catalog.types.filter((one) => sameGroupKind(one, kind)).map(qualifiedName)),
  );
  const crds = await Promise.all([...names].map((name) => source.get({ type, name }).catch(() => undefined)));
  return crds.filter((crd) => crd !== undefined);
}

function isOfGatewayApi(object: KubernetesObject): boolean {
  return GATEWAY_API_TYPES.some((type) => sameGroupKind(type, groupKindOf(object)));
}
