import { GATEWAY_API, GATEWAY_API_X } from './kinds.ts';
import type { ResourceType } from '../model/resource-type.ts';

/** What is known of a kind before anything was read; left out: singular is the kind in lower case, namespaced, `v1`. */
interface Entry {
  readonly kind: string;
  readonly plural: string;
  readonly singular?: string;
  readonly short?: readonly string[];
  readonly cluster?: true;
  readonly versions?: readonly string[];
  readonly categories?: readonly string[];
}

function typesOf(group: string, categories: readonly string[], entries: readonly Entry[]): readonly ResourceType[] {
  return entries.map((entry) => {
    const versions = entry.versions ?? ['v1'];
    return {
      group,
      version: versions[0] ?? 'v1',
      kind: entry.kind,
      plural: entry.plural,
      singular: entry.singular ?? entry.kind.toLowerCase(),
      shortNames: entry.short ?? [],
      categories: entry.categories ?? categories,
      namespaced: entry.cluster !== true,
      verbs: ['get', 'list', 'watch'],
      versions,
      subresources: ['status'],
    };
  });
}

const ALL = ['all'];

/**
 * The kinds of the Gateway API in both groups, with every version of v1.0 to v1.7.0, the newest first (semantics.md 1.1
 * and 1.2), and ConformanceReport, which is a file format without a CRD (semantics.md 6.5).
 */
export const GATEWAY_API_TYPES: readonly ResourceType[] = [
  ...typesOf(
    GATEWAY_API,
    ['gateway-api'],
    [
      { kind: 'GatewayClass', plural: 'gatewayclasses', short: ['gc'], cluster: true, versions: ['v1', 'v1beta1'] },
      { kind: 'Gateway', plural: 'gateways', short: ['gtw'], versions: ['v1', 'v1beta1'] },
      { kind: 'ListenerSet', plural: 'listenersets', short: ['lset'] },
      { kind: 'HTTPRoute', plural: 'httproutes', versions: ['v1', 'v1beta1'] },
      { kind: 'GRPCRoute', plural: 'grpcroutes', versions: ['v1', 'v1alpha2'] },
      { kind: 'TLSRoute', plural: 'tlsroutes', versions: ['v1', 'v1alpha3', 'v1alpha2'] },
      { kind: 'TCPRoute', plural: 'tcproutes', versions: ['v1', 'v1alpha2'] },
      { kind: 'UDPRoute', plural: 'udproutes', versions: ['v1', 'v1alpha2'] },
      {
        kind: 'ReferenceGrant',
        plural: 'referencegrants',
        short: ['refgrant'],
        versions: ['v1', 'v1beta1', 'v1alpha2'],
      },
      {
        kind: 'BackendTLSPolicy',
        plural: 'backendtlspolicies',
        short: ['btlspolicy'],
        versions: ['v1', 'v1alpha3', 'v1alpha2'],
      },
      { kind: 'BackendLBPolicy', plural: 'backendlbpolicies', short: ['blbpolicy'], versions: ['v1alpha2'] },
      {
        kind: 'ConformanceReport',
        plural: 'conformancereports',
        cluster: true,
        versions: ['v1', 'v1alpha1'],
        categories: [],
      },
    ],
  ),
  ...typesOf(
    GATEWAY_API_X,
    ['gateway-api'],
    [
      {
        kind: 'XBackendTrafficPolicy',
        plural: 'xbackendtrafficpolicies',
        short: ['xbtrafficpolicy'],
        versions: ['v1alpha1'],
      },
      { kind: 'XTelemetryPolicy', plural: 'xtelemetrypolicies', short: ['xtelemetrypolicy'], versions: ['v1alpha1'] },
      { kind: 'XListenerSet', plural: 'xlistenersets', short: ['lset'], versions: ['v1alpha1'] },
      { kind: 'XMesh', plural: 'xmeshes', short: ['mesh'], cluster: true, versions: ['v1alpha1'] },
      { kind: 'XBackend', plural: 'xbackends', short: ['xbackend'], versions: ['v1alpha1'] },
    ],
  ),
];

/** Kinds that come with every cluster, or that files beside the Gateway API's often hold; core first, as discovery tells them. */
export const COMMON_TYPES: readonly ResourceType[] = [
  ...typesOf(
    '',
    [],
    [
      { kind: 'ConfigMap', plural: 'configmaps', short: ['cm'] },
      { kind: 'Endpoints', plural: 'endpoints', short: ['ep'] },
      { kind: 'Event', plural: 'events', short: ['ev'] },
      { kind: 'LimitRange', plural: 'limitranges', short: ['limits'] },
      { kind: 'Namespace', plural: 'namespaces', short: ['ns'], cluster: true },
      { kind: 'Node', plural: 'nodes', short: ['no'], cluster: true },
      { kind: 'PersistentVolumeClaim', plural: 'persistentvolumeclaims', short: ['pvc'] },
      { kind: 'PersistentVolume', plural: 'persistentvolumes', short: ['pv'], cluster: true },
      { kind: 'Pod', plural: 'pods', short: ['po'], categories: ALL },
      { kind: 'ReplicationController', plural: 'replicationcontrollers', short: ['rc'], categories: ALL },
      { kind: 'ResourceQuota', plural: 'resourcequotas', short: ['quota'] },
      { kind: 'Secret', plural: 'secrets' },
      { kind: 'ServiceAccount', plural: 'serviceaccounts', short: ['sa'] },
      { kind: 'Service', plural: 'services', short: ['svc'], categories: ALL },
    ],
  ),
  ...typesOf(
    'admissionregistration.k8s.io',
    ['api-extensions'],
    [
      { kind: 'MutatingWebhookConfiguration', plural: 'mutatingwebhookconfigurations', cluster: true },
      { kind: 'ValidatingAdmissionPolicy', plural: 'validatingadmissionpolicies', cluster: true },
      { kind: 'ValidatingAdmissionPolicyBinding', plural: 'validatingadmissionpolicybindings', cluster: true },
      { kind: 'ValidatingWebhookConfiguration', plural: 'validatingwebhookconfigurations', cluster: true },
    ],
  ),
  ...typesOf(
    'apiextensions.k8s.io',
    ['api-extensions'],
    [{ kind: 'CustomResourceDefinition', plural: 'customresourcedefinitions', short: ['crd', 'crds'], cluster: true }],
  ),
  ...typesOf(
    'apiregistration.k8s.io',
    ['api-extensions'],
    [{ kind: 'APIService', plural: 'apiservices', cluster: true }],
  ),
  ...typesOf('apps', ALL, [
    { kind: 'DaemonSet', plural: 'daemonsets', short: ['ds'] },
    { kind: 'Deployment', plural: 'deployments', short: ['deploy'] },
    { kind: 'ReplicaSet', plural: 'replicasets', short: ['rs'] },
    { kind: 'StatefulSet', plural: 'statefulsets', short: ['sts'] },
  ]),
  ...typesOf('autoscaling', ALL, [
    {
      kind: 'HorizontalPodAutoscaler',
      plural: 'horizontalpodautoscalers',
      short: ['hpa'],
      versions: ['v2', 'v1'],
    },
  ]),
  ...typesOf('batch', ALL, [
    { kind: 'CronJob', plural: 'cronjobs', short: ['cj'] },
    { kind: 'Job', plural: 'jobs' },
  ]),
  ...typesOf(
    'certificates.k8s.io',
    [],
    [
      { kind: 'CertificateSigningRequest', plural: 'certificatesigningrequests', short: ['csr'], cluster: true },
      { kind: 'ClusterTrustBundle', plural: 'clustertrustbundles', cluster: true, versions: ['v1beta1', 'v1alpha1'] },
    ],
  ),
  ...typesOf('coordination.k8s.io', [], [{ kind: 'Lease', plural: 'leases' }]),
  ...typesOf('discovery.k8s.io', [], [{ kind: 'EndpointSlice', plural: 'endpointslices' }]),
  ...typesOf('events.k8s.io', [], [{ kind: 'Event', plural: 'events', short: ['ev'] }]),
  ...typesOf(
    'networking.k8s.io',
    [],
    [
      { kind: 'IngressClass', plural: 'ingressclasses', cluster: true },
      { kind: 'Ingress', plural: 'ingresses', short: ['ing'] },
      { kind: 'NetworkPolicy', plural: 'networkpolicies', short: ['netpol'] },
    ],
  ),
  ...typesOf('policy', [], [{ kind: 'PodDisruptionBudget', plural: 'poddisruptionbudgets', short: ['pdb'] }]),
  ...typesOf(
    'rbac.authorization.k8s.io',
    [],
    [
      { kind: 'ClusterRoleBinding', plural: 'clusterrolebindings', cluster: true },
      { kind: 'ClusterRole', plural: 'clusterroles', cluster: true },
      { kind: 'RoleBinding', plural: 'rolebindings' },
      { kind: 'Role', plural: 'roles' },
    ],
  ),
  ...typesOf(
    'scheduling.k8s.io',
    [],
    [{ kind: 'PriorityClass', plural: 'priorityclasses', short: ['pc'], cluster: true }],
  ),
  ...typesOf('storage.k8s.io', [], [{ kind: 'StorageClass', plural: 'storageclasses', short: ['sc'], cluster: true }]),
  ...typesOf(
    'multicluster.x-k8s.io',
    [],
    [
      { kind: 'ServiceExport', plural: 'serviceexports', short: ['svcex'], versions: ['v1alpha1', 'v1beta1'] },
      { kind: 'ServiceImport', plural: 'serviceimports', short: ['svcim'], versions: ['v1alpha1', 'v1beta1'] },
    ],
  ),
  ...typesOf(
    'inference.networking.k8s.io',
    [],
    [{ kind: 'InferencePool', plural: 'inferencepools', short: ['infpool'] }],
  ),
  ...typesOf(
    'inference.networking.x-k8s.io',
    [],
    [{ kind: 'InferencePool', plural: 'inferencepools', short: ['xinfpool'], versions: ['v1alpha2'] }],
  ),
];
