import { GATEWAY, GRPC_ROUTE, HTTP_ROUTE, INFERENCE_POOL, SERVICE, SERVICE_IMPORT } from '../../gateway-api/kinds.ts';
import type { CatalogueEntry, MergeRules, TargetKind } from '../catalogue-entry.ts';

const GKE = 'networking.gke.io';
/** GKE's own, before that of the multi-cluster API. */
const GKE_SERVICE_IMPORT: TargetKind = { group: 'net.gke.io', kind: 'ServiceImport' };
const AZURE = 'alb.networking.azure.io';
const LATTICE = 'application-networking.k8s.aws';

/** GKE and Azure write the settings below `spec.default`, one policy a target. */
const DEFAULT_BLOCK: MergeRules = {
  strategy: 'None',
  wrappers: { defaults: ['default'], overrides: ['override'] },
};

const GKE_DOCS =
  'Google Kubernetes Engine, https://cloud.google.com/kubernetes-engine/docs/how-to/configure-gateway-resources';
const AZURE_DOCS =
  'Application Gateway for Containers, https://learn.microsoft.com/azure/application-gateway/for-containers/api-specification-kubernetes';
const LATTICE_DOCS = 'AWS Gateway API Controller, https://www.gateway-api-controller.eks.aws.dev/latest/api-types';

function gke(kind: string, targets: readonly TargetKind[]): CatalogueEntry {
  return {
    group: GKE,
    kind,
    class: 'Direct',
    targets,
    merge: DEFAULT_BLOCK,
    controllers: ['networking.gke.io'],
    source: GKE_DOCS,
  };
}

function lattice(kind: string, targets: readonly TargetKind[], page: string): CatalogueEntry {
  return {
    group: LATTICE,
    kind,
    class: 'Direct',
    targets,
    merge: { strategy: 'None' },
    controllers: [LATTICE],
    source: `${LATTICE_DOCS}/${page}/`,
  };
}

/** Azure's targets name sections by `sectionNames`: listeners of a Gateway, ports of a Service. */
function azure(kind: string, targets: readonly TargetKind[]): CatalogueEntry {
  return {
    group: AZURE,
    kind,
    class: 'Direct',
    targets,
    merge: DEFAULT_BLOCK,
    controllers: [AZURE],
    source: AZURE_DOCS,
  };
}

/** Policies of the clouds' own gateways: GKE Gateway, Application Gateway for Containers and Amazon VPC Lattice. */
export const CLOUDS: readonly CatalogueEntry[] = [
  gke('GCPBackendPolicy', [SERVICE, GKE_SERVICE_IMPORT, SERVICE_IMPORT, INFERENCE_POOL]),
  gke('GCPGatewayPolicy', [GATEWAY]),
  gke('HealthCheckPolicy', [SERVICE, GKE_SERVICE_IMPORT, SERVICE_IMPORT, INFERENCE_POOL]),
  gke('GCPSessionAffinityPolicy', [SERVICE]),
  azure('FrontendTLSPolicy', [{ ...GATEWAY, section: 'listener' }]),
  azure('BackendTLSPolicy', [{ ...SERVICE, section: 'port' }]),
  azure('HealthCheckPolicy', [{ ...SERVICE, section: 'port' }]),
  lattice('TargetGroupPolicy', [SERVICE, { group: LATTICE, kind: 'ServiceExport' }], 'target-group-policy'),
  lattice('VpcAssociationPolicy', [GATEWAY], 'vpc-association-policy'),
  // On a Gateway it guards the service network, on a route the service: both must allow, neither replaces the other.
  lattice('IAMAuthPolicy', [GATEWAY, HTTP_ROUTE, GRPC_ROUTE], 'iam-auth-policy'),
  lattice('AccessLogPolicy', [GATEWAY, HTTP_ROUTE, GRPC_ROUTE], 'access-log-policy'),
];
