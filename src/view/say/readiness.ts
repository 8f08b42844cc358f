import type { Check } from '../../documents/check-report.ts';
import type { Some } from '../../model/some.ts';
import { enumerate } from './names.ts';

/** What each check of a cluster's readiness is about, by its id. */
export interface ReadinessArguments {
  noCrds: object;
  noCrdsInFiles: object;
  crdsUnread: { because: string };
  installed: { count: number; version: string | undefined; channel: string | undefined };
  mixed: {
    bundles: readonly {
      readonly version: string | undefined;
      readonly channel: string | undefined;
      readonly crds: readonly string[];
    }[];
  };
  newer: { version: string; known: string };
  served: { count: number };
  notServed: { name: string };
  stored: { count: number };
  storedUnserved: { name: string; versions: readonly string[] };
  storedOld: { name: string; versions: readonly string[]; storage: string };
  storedUnread: { name: string; because: string };
  noClasses: object;
  classesUnread: { because: string };
  accepted: { name: string; controller: string; implementation: string | undefined };
  refused: { name: string; controller: string; reason: string; message: string };
  pending: { name: string; controller: string };
  stale: { name: string; controller: string };
  unreported: { name: string; controller: string };
  mayRead: { verb: string; resource: string };
  mayReadPart: { verb: string; resource: string; namespace: string };
  mayNotRead: { verb: string; resource: string; isNeeded: boolean };
  mayUnknown: { because: string };
  upgradeOlder: { release: string; installed: string };
  upgradeUnread: { because: string };
  upgradeStored: { name: string; versions: readonly string[]; release: string };
  upgradeRetired: { name: string; versions: readonly string[]; instead: readonly string[]; release: string };
  upgradeKept: { count: number; release: string; channel: string };
  upgradeLeft: { subject: string; release: string; channel: string };
  upgradeRefused: { subject: string; release: string; faults: Some };
  upgradeDrops: { subject: string; release: string; fields: Some; isExperimental: boolean };
}

/** The ids of checks. */
export type ReadinessId = keyof ReadinessArguments;

type Words = Pick<Check, 'message' | 'hint'>;

/** What is said of each check: one sentence, and what to do where it did not pass. `program`: how gwctl was started. */
export const READINESS: { readonly [Id in ReadinessId]: (args: ReadinessArguments[Id], program: string) => Words } = {
  noCrds: () => ({
    message: 'no CRD of the Gateway API is installed',
    hint: 'install a release: kubectl apply --server-side -f https://github.com/kubernetes-sigs/gateway-api/releases/latest/download/standard-install.yaml',
  }),
  noCrdsInFiles: () => ({
    message: 'the files hold no CRD of the Gateway API',
    hint: 'add the CRDs to the dump: kubectl get customresourcedefinitions -o yaml',
  }),
  crdsUnread: ({ because }, program) => ({
    message: `the CRDs could not be read: ${because}`,
    hint: `ask for the right to list customresourcedefinitions: ${program} check --rbac check`,
  }),
  installed: ({ count, version, channel }) => ({
    message: `${count === 1 ? '1 CRD' : `${count} CRDs`} of ${version ?? 'an unknown release'}, ${channel ?? 'unknown'} channel`,
  }),
  mixed: ({ bundles }) => ({
    message: `the CRDs are of several releases or channels: ${bundles
      .map(
        ({ version, channel, crds }) =>
          `${version ?? 'unknown release'} ${channel ?? 'unknown channel'} (${crds.map(shortName).join(', ')})`,
      )
      .join('; ')}`,
    hint: 'install all CRDs of one release and channel',
  }),
  newer: ({ version, known }) => ({
    message: `${version} is newer than ${known}, the newest release that this gwctl knows`,
    hint: 'update gwctl: what is new in that release is not explained or checked',
  }),
  served: ({ count }) => ({ message: `${count} kinds of the Gateway API are served` }),
  notServed: ({ name }) => ({
    message: `${name} is not served`,
    hint: 'install the CRD; if it is installed, look at its conditions: kubectl describe customresourcedefinition',
  }),
  stored: ({ count }) => ({
    message: `${count === 1 ? '1 CRD holds' : `${count} CRDs hold`} no objects in an old version`,
  }),
  storedUnserved: ({ name, versions }) => ({
    message: `${name} may hold objects stored as ${versions.join(', ')}, which is not served any more`,
    hint: `write each object again, then remove the version from status.storedVersions: the next CRDs may be refused otherwise`,
  }),
  storedOld: ({ name, versions, storage }) => ({
    message: `${name} may hold objects stored as ${versions.join(', ')} instead of ${storage}`,
    hint: 'write each object again before the version is removed, then remove it from status.storedVersions',
  }),
  storedUnread: ({ name, because }) => ({ message: `the stored versions of ${name} could not be read: ${because}` }),
  noClasses: () => ({
    message: 'there is no GatewayClass: no controller serves Gateways',
    hint: 'install a controller; most bring a GatewayClass of their own',
  }),
  classesUnread: ({ because }, program) => ({
    message: `the GatewayClasses could not be read: ${because}`,
    hint: `ask for the right to list gatewayclasses: ${program} check --rbac check`,
  }),
  accepted: ({ name, controller, implementation }) => ({
    message: `gatewayclass ${name} is accepted by ${controller}${implementation === undefined ? '' : ` (${implementation})`}`,
  }),
  refused: ({ name, controller, reason, message }, program) => ({
    message: `gatewayclass ${name} is refused by ${controller}: ${reason}${message === '' ? '' : `: ${message}`}`,
    hint: `${program} explain gatewayclass.Accepted.${reason}`,
  }),
  pending: ({ name, controller }) => ({
    message: `gatewayclass ${name} is taken by no controller: nothing answers to ${controller}`,
    hint: 'see that the controller runs, and answers to this controllerName',
  }),
  stale: ({ name, controller }) => ({
    message: `gatewayclass ${name} has changed since ${controller} reported on it`,
    hint: 'see that the controller runs',
  }),
  unreported: ({ name, controller }) => ({
    message: `gatewayclass ${name} of ${controller} has no status: it was not read from a server`,
  }),
  mayRead: ({ verb, resource }) => ({ message: `you may ${verb} ${resource}` }),
  mayReadPart: ({ verb, resource, namespace }, program) => ({
    message: `you may ${verb} ${resource} in namespace ${namespace} only`,
    hint: `what lies in other namespaces is unknown: use -n, or ask for a ClusterRole: ${program} check --rbac`,
  }),
  mayNotRead: ({ verb, resource, isNeeded }, program) => ({
    message: `you may not ${verb} ${resource}`,
    hint: `${isNeeded ? 'verbs fail or answer in part' : 'what depends on them is unknown'}: ask for a role: ${program} check --rbac`,
  }),
  mayUnknown: ({ because }) => ({ message: `the server does not say what you may read: ${because}` }),
  upgradeOlder: ({ release, installed }) => ({
    message: `${installed} is installed, which is newer than ${release}`,
    hint: 'releases are made to be upgraded: what a newer one has brought is lost on the way back',
  }),
  upgradeUnread: ({ because }, program) => ({
    message: `what the upgrade does to some objects is unknown: ${because}`,
    hint: `ask for the right to list them: ${program} check --rbac get`,
  }),
  upgradeStored: ({ name, versions, release }) => ({
    message: `${name} of ${release} would be refused: objects may be stored as ${versions.join(', ')}, which it does not know`,
    hint: 'write each object again, then remove the version from status.storedVersions of the CRD',
  }),
  upgradeRetired: ({ name, versions, instead, release }) => ({
    message: `${name} of ${release} does not serve ${versions.join(', ')} any more: it serves ${instead.join(', ')}`,
    hint: 'see that controllers and manifests use a version that stays before the CRD is replaced',
  }),
  upgradeKept: ({ count, release, channel }) => ({
    message: `${count === 1 ? '1 object is' : `${count} objects are`} kept as they are by ${release}, ${channel} channel`,
  }),
  upgradeLeft: ({ subject, release, channel }) => ({
    message: `${subject} is of a kind that the ${channel} channel of ${release} does not have`,
    hint: 'its CRD stays installed and is not upgraded: controllers may stop to read it',
  }),
  upgradeRefused: ({ subject, release, faults }) => ({
    message: `${subject} would be refused by ${release}: ${enumerate(faults)}`,
    // Kubernetes 1.30 and later lets what was wrong before stay wrong (CRDValidationRatcheting).
    hint: 'change it before the upgrade: it could not be created again, and before Kubernetes 1.30 every change of it is refused',
  }),
  upgradeDrops: ({ subject, release, fields, isExperimental }) => ({
    message: `${subject} would lose what ${release} does not know: ${enumerate(fields)}`,
    hint: isExperimental
      ? 'install the experimental channel, or do without the fields'
      : 'write them in the shape of the new release, or do without them',
  }),
};

function shortName(crd: string): string {
  return crd.slice(0, crd.indexOf('.'));
}
