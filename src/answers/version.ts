import type { ProgramVersion, VersionDocument } from '../documents/version.ts';
import { GATEWAY_API } from '../gateway-api/kinds.ts';
import { findBundles } from '../gateway-api/release.ts';
import type { Bundle } from '../gateway-api/release.ts';
import type { Gap } from '../model/gap.ts';
import type { ResourceCatalog } from '../model/resource-type.ts';
import { documentGap } from '../view/document-gaps.ts';
import { withoutAbsent } from '../view/without-absent.ts';
import type { CrdReading } from '../world/read-crds.ts';

/** What is known of the Gateway API of a source. */
export interface GatewayApi {
  /** By the CRDs; undefined where they could not be read. */
  readonly bundles: readonly Bundle[] | undefined;
  /** Whether the source has resources of the group at all. */
  readonly present: boolean;
  readonly gap: Gap | undefined;
}

/** The releases of the Gateway API that the CRDs of a source tell of. */
export function gatewayApiOf({ types }: ResourceCatalog, reading: CrdReading): GatewayApi {
  const present = types.some(({ group, held }) => group === GATEWAY_API && held !== false);
  if (reading.state === 'gap') return { bundles: undefined, present, gap: reading.gap };
  return { bundles: findBundles(reading.crds), present, gap: undefined };
}

/** What was asked for its version; undefined where it was not, or did not answer. */
export interface Versions {
  readonly client: ProgramVersion;
  readonly server: ProgramVersion | undefined;
  readonly gatewayApi: GatewayApi | undefined;
}

/** The versions as data for scripts. */
export function versionDocument({ client, server, gatewayApi }: Versions): VersionDocument {
  const gaps = gatewayApi?.gap === undefined ? [] : [gatewayApi.gap];
  return withoutAbsent({
    apiVersion: 'gwctl.dev/v1alpha1',
    kind: 'Version',
    clientVersion: client,
    serverVersion: server,
    gatewayApi: gatewayApi?.bundles === undefined ? undefined : { bundles: gatewayApi.bundles },
    gaps: gaps.map((gap) => documentGap(gap, ['gatewayApi'])),
  });
}
