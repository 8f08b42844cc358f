import type { ResourceType } from '../model/resource-type.ts';
import { typeOfEntry } from './type-entry.ts';
import type { TypeEntry } from './type-entry.ts';

function typesOf(group: string, categories: readonly string[], entries: readonly TypeEntry[]): readonly ResourceType[] {
  return entries.map((entry) => typeOfEntry(group, categories, entry));
}

const ALL = ['all'];

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
