import { GATEWAY, GRPC_ROUTE, HTTP_ROUTE, SERVICE, SERVICE_IMPORT } from '../../gateway-api/kinds.ts';
import type { CatalogueEntry, MergeRules, TargetKind } from '../catalogue-entry.ts';

const GKE = 'networking.gke.io';
const LATTICE = 'application-networking.k8s.aws';

/** GKE writes the settings below `spec.default`, one policy a target. */
const DEFAULT_BLOCK: MergeRules = {
  strategy: 'None',
  wrappers: { defaults: ['default'], overrides: ['override'] },
};

const GKE_DOCS =
  'Google Kubernetes Engine, https://cloud.google.com/kubernetes-engine/docs/how-to/configure-gateway-resources';
const LATTICE_DOCS = 'AWS Gateway API Controller, https://www.gateway-api-controller.eks.aws.dev/latest/api-types';

function gke(kind: string, targets: readonly TargetKind[]): CatalogueEntry {
  return { group: GKE, kind, class: 'Direct', targets, merge: DEFAULT_BLOCK, source: GKE_DOCS };
}

function lattice(kind: string, targets: readonly TargetKind[], page: string): CatalogueEntry {
  return {
    group: LATTICE,
    kind,
    class: 'Direct',
    targets,
    merge: { strategy: 'None' },
    source: `${LATTICE_DOCS}/${page}/`,
  };
}

/** Policies of the clouds' own gateways: GKE Gateway and Amazon VPC Lattice. */
export const CLOUDS: readonly CatalogueEntry[] = [
  gke('GCPBackendPolicy', [SERVICE, SERVICE_IMPORT]),
  gke('GCPGatewayPolicy', [GATEWAY]),
  gke('HealthCheckPolicy', [SERVICE, SERVICE_IMPORT]),
  gke('GCPSessionAffinityPolicy', [SERVICE]),
  lattice('TargetGroupPolicy', [SERVICE, { group: LATTICE, kind: 'ServiceExport' }], 'target-group-policy'),
  lattice('VpcAssociationPolicy', [GATEWAY], 'vpc-association-policy'),
  // On a Gateway it guards the service network, on a route the service: both must allow, neither replaces the other.
  lattice('IAMAuthPolicy', [GATEWAY, HTTP_ROUTE, GRPC_ROUTE], 'iam-auth-policy'),
  lattice('AccessLogPolicy', [GATEWAY, HTTP_ROUTE, GRPC_ROUTE], 'access-log-policy'),
];
