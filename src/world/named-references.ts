import { readBackendRef } from '../gateway-api/backend-ref.ts';
import { parentOf, readParentRefs } from '../gateway-api/parent-ref.ts';
import { readPolicyTargets } from '../gateway-api/policy.ts';
import { readRouteBackends, readRules } from '../gateway-api/route.ts';
import {
  CLUSTER_TRUST_BUNDLE,
  CONFIG_MAP,
  GATEWAY,
  GATEWAY_CLASS,
  SECRET,
  X_BACKEND,
  X_MESH,
  X_TELEMETRY_POLICY,
  isListenerSetKind,
  isRouteKind,
} from '../gateway-api/kinds.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { isRecord, readPath, readRecords, readString } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import { groupKindOf, sameGroupKind } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';

/** The objects that an object names, by what they are to it. */
export interface NamedReferences {
  /** Gateways, ListenerSets and Services of a mesh; the Gateway of a ListenerSet. */
  readonly parents: readonly ObjectRef[];
  /** What a route or a listener's filter sends to, mirrors to or asks; the collector of a telemetry policy. */
  readonly backends: readonly ObjectRef[];
  /** The targets of a policy. */
  readonly targets: readonly ObjectRef[];
  /** Class, parameters, certificates, CA objects, extensions: read to know whether they are there. */
  readonly others: readonly ObjectRef[];
}

/** Every reference by name that an object holds, with the API's defaults (semantics.md 3.1). */
export function namedReferences(object: KubernetesObject): NamedReferences {
  const type = groupKindOf(object);
  if (isRouteKind(type)) return ofRoute(object);
  if (sameGroupKind(type, GATEWAY) || isListenerSetKind(type)) return ofGateway(object);
  if (sameGroupKind(type, GATEWAY_CLASS) || sameGroupKind(type, X_MESH)) {
    return { ...NONE, others: one(readPath(object, 'spec', 'parametersRef'), undefined) };
  }
  return ofPolicy(object);
}

const NONE: NamedReferences = { parents: [], backends: [], targets: [], others: [] };

function ofRoute(route: KubernetesObject): NamedReferences {
  const namespace = namespaceOf(route);
  const filters: JsonRecord[] = [];
  for (const rule of readRules(route)) {
    filters.push(...rule.filters);
    for (const { source } of rule.backendRefs) filters.push(...readRecords(source['filters']));
  }
  return {
    ...NONE,
    parents: readParentRefs(route).map(parentOf),
    backends: readRouteBackends(route).map(({ ref }) => bare(ref)),
    others: filters.flatMap((filter) => one(filter['extensionRef'], namespace)),
  };
}

function ofGateway(object: KubernetesObject): NamedReferences {
  const namespace = namespaceOf(object);
  const className = readString(readPath(object, 'spec', 'gatewayClassName'));
  const listeners = readRecords(readPath(object, 'spec', 'listeners'));
  const filters = listeners.flatMap((listener) => readRecords(readPath(listener, 'filters', 'requests')));
  const frontend = readPath(object, 'spec', 'tls', 'frontend');
  const validations = [
    readPath(frontend, 'default', 'validation'),
    ...readRecords(readPath(frontend, 'perPort')).map((port) => readPath(port, 'tls', 'validation')),
    ...listeners.map((listener) => readPath(listener, 'tls', 'frontendValidation')),
  ];
  return {
    ...NONE,
    parents: isListenerSetKind(groupKindOf(object)) ? readParentRefs(object).map(parentOf) : [],
    backends: filters.flatMap((filter) => {
      const backend = readPath(filter, 'externalAuth', 'backendRef');
      return backend === undefined ? [] : [bare(readBackendRef(backend, namespace))];
    }),
    others: [
      ...(className === undefined ? [] : [{ ...GATEWAY_CLASS, name: className }]),
      ...one(readPath(object, 'spec', 'infrastructure', 'parametersRef'), namespace),
      ...listeners.flatMap((listener) => many(readPath(listener, 'tls', 'certificateRefs'), namespace, SECRET)),
      ...one(readPath(object, 'spec', 'tls', 'backend', 'clientCertificateRef'), namespace, SECRET),
      ...one(readPath(object, 'spec', 'backendTLS', 'clientCertificateRef'), namespace, SECRET),
      ...validations.flatMap((validation) => authorities(validation, namespace)),
      ...filters.flatMap((filter) => one(filter['extensionRef'], namespace)),
    ],
  };
}

/** Policies and XBackends: both hold the trust of a backend. */
function ofPolicy(object: KubernetesObject): NamedReferences {
  const type = groupKindOf(object);
  const namespace = namespaceOf(object);
  const trust = sameGroupKind(type, X_BACKEND)
    ? readPath(object, 'spec', 'tls', 'validation')
    : (readPath(object, 'spec', 'validation') ?? readPath(object, 'spec', 'tls'));
  const collector = readPath(object, 'spec', 'tracing', 'provider', 'backendRef');
  const asksCollector = sameGroupKind(type, X_TELEMETRY_POLICY) && collector !== undefined;
  return {
    ...NONE,
    targets: readPolicyTargets(object).map(({ ref }) => bare(ref)),
    backends: asksCollector ? [bare(readBackendRef(collector, namespace))] : [],
    others: [
      ...authorities(trust, namespace),
      ...(sameGroupKind(type, X_BACKEND)
        ? one(readPath(object, 'spec', 'tls', 'clientCertificateRef'), namespace, SECRET)
        : []),
    ],
  };
}

/** CA objects under the names of every version; a ClusterTrustBundle has no namespace (semantics.md 3.1). */
function authorities(validation: unknown, namespace: string | undefined): readonly ObjectRef[] {
  const refs = [readPath(validation, 'caCertificateRefs'), readPath(validation, 'caCertRefs')].flatMap((list) =>
    many(list, namespace, CONFIG_MAP),
  );
  const bundles = refs.filter((ref) => sameGroupKind(ref, CLUSTER_TRUST_BUNDLE));
  return [
    ...refs.filter((ref) => !bundles.includes(ref)),
    ...bundles.map(({ group, kind, name }) => ({ group, kind, name })),
  ];
}

function many(value: unknown, namespace: string | undefined, fallback?: GroupKind): readonly ObjectRef[] {
  return readRecords(value).flatMap((entry) => one(entry, namespace, fallback));
}

function one(value: unknown, namespace: string | undefined, fallback?: GroupKind): readonly ObjectRef[] {
  if (!isRecord(value)) return [];
  const kind = readString(value['kind']) ?? fallback?.kind;
  const name = readString(value['name']);
  if (kind === undefined || name === undefined) return [];
  const group = typeof value['group'] === 'string' ? value['group'] : (fallback?.group ?? '');
  return [{ group, kind, namespace: readString(value['namespace']) ?? namespace, name }];
}

/** The identity alone. */
function bare({ group, kind, namespace, name }: ObjectRef): ObjectRef {
  return { group, kind, namespace, name };
}
