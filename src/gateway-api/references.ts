import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { isRecord, readPath, readString } from '../model/read.ts';
import { groupKindKey, groupKindOf, refKey, sameGroupKind, wholeOf } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import { readBackendTrust } from './backend-tls-policy.ts';
import { readListeners } from './gateway.ts';
import {
  readCertificateRefs,
  readClientCertificateRef,
  readFrontendValidations,
  readListenerValidation,
} from './gateway-tls.ts';
import {
  BACKEND_TLS_POLICY,
  CLUSTER_TRUST_BUNDLE,
  CONFIG_MAP,
  CUSTOM_RESOURCE_DEFINITION,
  DEPLOYMENT,
  ENDPOINT_SLICE,
  GATEWAY,
  GATEWAY_CLASS,
  ENVOY_GATEWAY_NAMESPACE_LABEL,
  ENVOY_GATEWAY_NAME_LABEL,
  GATEWAY_NAME_LABEL,
  ISTIO_GATEWAY_NAME_LABEL,
  LISTENER_SET,
  ROUTE_KINDS,
  SECRET,
  SERVICE,
  SERVICE_NAME_LABEL,
  X_BACKEND,
  X_LISTENER_SET,
  X_MESH,
  X_TELEMETRY_POLICY,
  isGatewayApiGroup,
  isRouteKind,
} from './kinds.ts';
import { readListenerFilters } from './listener-filter.ts';
import { readObjectReferences, writtenReference } from './object-reference.ts';
import type { WrittenReference } from './object-reference.ts';
import { parentOf, readParentRefs } from './parent-ref.ts';
import { readPolicyTargets } from './policy.ts';
import type { Relation } from './relation.ts';
import { readExtensionRefs, readRouteBackends } from './route.ts';
import { ruleSection } from './section.ts';
import { readCollector } from './telemetry-policy.ts';

/** One reference as its field writes it, with the API's defaults. */
export interface Reference extends WrittenReference {
  readonly relation: Relation;
  /** The section of its holder that it belongs to, where the reader of the field says so: `rules[0]`. */
  readonly section?: string | undefined;
}

/** A reference that works as soon as the object is there. */
export interface PlainReference extends Reference {
  /** The reason where the object is not there: the API's, or ours where it has none. */
  readonly notFound: string;
}

/** A label by which an object names another. */
export interface NamingLabel {
  readonly name: string;
  /** The label that holds the namespace; without one it is that of the holder. */
  readonly namespace?: string | undefined;
  /** Whether one request for the whole cluster is better than one a namespace, because few objects have it. */
  readonly isRare?: true | undefined;
}

/** One field, or family of fields, of the API by which objects of some kinds name others (semantics.md 3.1). */
interface ReferenceRecord {
  readonly relations: readonly Relation[];
  /** Who holds it: these are read to learn who names an object. */
  readonly holders: readonly GroupKind[];
  /** Whose objects may hold it, where these are more kinds than it is worth to read. */
  readonly isHolder?: ((type: GroupKind) => boolean) | undefined;
  /** Which kinds it may name: to ask who names an object, only holders of such fields are read. */
  readonly mayName: (type: GroupKind) => boolean;
  /** Where nothing but the object itself decides on the reference: the reason where it is not there. */
  readonly notFound?: string | undefined;
  /** Whether a ReferenceGrant may have to allow it. */
  readonly needsGrant?: true | undefined;
  /** Whether the relation runs the other way: from what is named to who names it. */
  readonly isReversed?: true | undefined;
  /** The fields that hold it, where they are objects: `spec.rules[].backendRefs[]`. */
  readonly fields?: readonly string[] | undefined;
  /** The labels that may hold the name, where no field does. */
  readonly labels?: readonly NamingLabel[] | undefined;
  readonly read: (holder: KubernetesObject) => readonly Reference[];
}

const PARENTS: readonly GroupKind[] = [GATEWAY, LISTENER_SET, X_LISTENER_SET];
const SERVICE_LABELS: readonly NamingLabel[] = [{ name: SERVICE_NAME_LABEL }];
const GATEWAY_LABELS: readonly NamingLabel[] = [{ name: GATEWAY_NAME_LABEL }];
/** The Service of a Gateway tells its address: of that the labels of vendors are worth a request too. */
const LABELS_OF_SERVICES: readonly NamingLabel[] = [
  ...GATEWAY_LABELS,
  { name: ISTIO_GATEWAY_NAME_LABEL, isRare: true },
  { name: ENVOY_GATEWAY_NAME_LABEL, namespace: ENVOY_GATEWAY_NAMESPACE_LABEL, isRare: true },
];
const LISTENER_SETS: readonly GroupKind[] = [LISTENER_SET, X_LISTENER_SET];

const FILTERS_OF_RULES = ['spec.rules[].filters[]', 'spec.rules[].backendRefs[].filters[]'];

/** Every reference of the API. To add one is to add its record; one with `notFound` needs no rule of the graph. */
const RECORDS: readonly ReferenceRecord[] = [
  {
    relations: ['class'],
    holders: [GATEWAY],
    mayName: (type) => sameGroupKind(type, GATEWAY_CLASS),
    notFound: 'ClassNotFound',
    read: (gateway) => {
      const name = readString(readPath(gateway, 'spec', 'gatewayClassName'));
      return name === undefined
        ? []
        : [{ relation: 'class', ref: { ...GATEWAY_CLASS, name }, path: 'spec.gatewayClassName' }];
    },
  },
  {
    relations: ['parameters'],
    holders: [GATEWAY_CLASS, X_MESH],
    mayName: isParameters,
    notFound: 'InvalidParameters',
    fields: ['spec.parametersRef'],
    read: (holder) => readParameters(holder, ['parametersRef']),
  },
  {
    relations: ['parameters'],
    holders: [GATEWAY],
    mayName: isParameters,
    notFound: 'InvalidParameters',
    fields: ['spec.infrastructure.parametersRef'],
    read: (gateway) => readParameters(gateway, ['infrastructure', 'parametersRef']),
  },
  {
    relations: ['parent'],
    holders: ROUTE_KINDS,
    mayName: (type) => [...PARENTS, SERVICE].some((parent) => sameGroupKind(parent, type)) || isForeign(type),
    fields: ['spec.parentRefs[]'],
    read: (route) =>
      readParentRefs(route).map((parentRef, index) => ({
        relation: 'parent',
        ref: { ...parentOf(parentRef), section: parentRef.sectionName },
        path: `spec.parentRefs[${index}]`,
      })),
  },
  {
    relations: ['parent'],
    holders: LISTENER_SETS,
    mayName: (type) => sameGroupKind(type, GATEWAY) || isForeign(type),
    fields: ['spec.parentRef'],
    read: (listenerSet) =>
      readParentRefs(listenerSet)
        .slice(0, 1)
        .map((parentRef) => ({ relation: 'parent', ref: parentOf(parentRef), path: 'spec.parentRef' })),
  },
  {
    relations: ['backend', 'mirror', 'externalAuth'],
    holders: ROUTE_KINDS,
    mayName: isBackend,
    needsGrant: true,
    fields: [
      'spec.rules[].backendRefs[]',
      ...FILTERS_OF_RULES.flatMap((filter) => [
        `${filter}.requestMirror.backendRef`,
        `${filter}.externalAuth.backendRef`,
      ]),
    ],
    read: (route) => readRouteBackends(route).map(({ ref, use, path }) => ({ relation: use, ref: bare(ref), path })),
  },
  {
    relations: ['extension'],
    holders: ROUTE_KINDS,
    mayName: isForeign,
    notFound: 'ExtensionNotFound',
    fields: FILTERS_OF_RULES.map((filter) => `${filter}.extensionRef`),
    read: (route) =>
      readExtensionRefs(route).map(({ ref, path, ruleIndex }) => ({
        relation: 'extension',
        ref,
        path,
        section: ruleSection(ruleIndex),
      })),
  },
  {
    relations: ['externalAuth', 'extension'],
    holders: PARENTS,
    mayName: (type) => isBackend(type) || isForeign(type),
    needsGrant: true,
    fields: ['externalAuth.backendRef', 'extensionRef'].map((field) => `spec.listeners[].filters.requests[].${field}`),
    read: (holder) =>
      readListeners(holder)
        .flatMap((listener) => readListenerFilters(holder, listener))
        .flatMap(({ path, backend, extension }): readonly Reference[] => [
          ...(backend === undefined
            ? []
            : [{ relation: 'externalAuth' as const, ref: bare(backend), path: `${path}.externalAuth.backendRef` }]),
          ...(extension === undefined
            ? []
            : [{ relation: 'extension' as const, ref: extension, path: `${path}.extensionRef` }]),
        ]),
  },
  {
    relations: ['certificate'],
    holders: PARENTS,
    mayName: isCertificate,
    needsGrant: true,
    fields: ['spec.listeners[].tls.certificateRefs[]'],
    read: (holder) =>
      readListeners(holder)
        .flatMap((listener) => readCertificateRefs(holder, listener))
        .map((reference) => ({ relation: 'certificate', ...reference })),
  },
  {
    relations: ['certificate', 'ca'],
    holders: [GATEWAY],
    mayName: (type) => isCertificate(type) || isAuthority(type),
    needsGrant: true,
    fields: [
      'spec.tls.backend.clientCertificateRef',
      'spec.backendTLS.clientCertificateRef',
      'spec.tls.frontend.default.validation.caCertificateRefs[]',
      'spec.tls.frontend.perPort[].tls.validation.caCertificateRefs[]',
    ],
    read: (gateway) => {
      const client = readClientCertificateRef(gateway);
      return [
        ...(client === undefined ? [] : [{ relation: 'certificate' as const, ...client }]),
        ...readFrontendValidations(gateway)
          .flatMap(({ authorities }) => authorities)
          .map((reference) => ({ relation: 'ca' as const, ...reference })),
      ];
    },
  },
  {
    relations: ['ca'],
    holders: PARENTS,
    mayName: isAuthority,
    needsGrant: true,
    fields: ['spec.listeners[].tls.frontendValidation.caCertificateRefs[]'],
    read: (holder) =>
      readListeners(holder)
        .flatMap((listener) => readListenerValidation(holder, listener)?.authorities ?? [])
        .map((reference) => ({ relation: 'ca', ...reference })),
  },
  {
    relations: ['ca'],
    holders: [BACKEND_TLS_POLICY],
    mayName: isAuthority,
    fields: ['spec.validation.caCertificateRefs[]', 'spec.tls.caCertRefs[]'],
    read: (policy) => readBackendTrust(policy).authorities.map((reference) => ({ relation: 'ca', ...reference })),
  },
  {
    relations: ['certificate', 'ca'],
    holders: [X_BACKEND],
    mayName: (type) => isCertificate(type) || isAuthority(type),
    needsGrant: true,
    fields: ['spec.tls.clientCertificateRef', 'spec.tls.validation.caCertificateRefs[]'],
    read: (backend) => {
      const namespace = namespaceOf(backend);
      const tls = readPath(backend, 'spec', 'tls');
      const client = readPath(tls, 'clientCertificateRef');
      const path = 'spec.tls.validation.caCertificateRefs';
      const authorities = readPath(tls, 'validation', 'caCertificateRefs');
      return [
        ...(isRecord(client)
          ? [
              {
                relation: 'certificate' as const,
                ...writtenReference(client, 'spec.tls.clientCertificateRef', namespace, SECRET),
              },
            ]
          : []),
        ...readObjectReferences(authorities, path, namespace, CONFIG_MAP).map((reference) => ({
          relation: 'ca' as const,
          ...reference,
        })),
      ];
    },
  },
  {
    relations: ['endpoint'],
    holders: [X_TELEMETRY_POLICY],
    mayName: isBackend,
    needsGrant: true,
    fields: ['spec.tracing.provider.backendRef'],
    read: (policy) => {
      const collector = readCollector(policy);
      return collector === undefined ? [] : [{ relation: 'endpoint', ref: bare(collector.ref), path: collector.path }];
    },
  },
  {
    relations: ['endpoint'],
    holders: [ENDPOINT_SLICE],
    mayName: (type) => sameGroupKind(type, SERVICE),
    labels: SERVICE_LABELS,
    isReversed: true,
    read: (slice) => readLabels(slice, SERVICE_LABELS, SERVICE, 'endpoint'),
  },
  {
    relations: ['infrastructure'],
    holders: [SERVICE],
    mayName: (type) => sameGroupKind(type, GATEWAY),
    notFound: 'GatewayNotFound',
    labels: LABELS_OF_SERVICES,
    read: (made) => readLabels(made, LABELS_OF_SERVICES, GATEWAY, 'infrastructure'),
  },
  {
    relations: ['infrastructure'],
    holders: [DEPLOYMENT],
    isHolder: (type) => !isGatewayApiGroup(type.group) && !sameGroupKind(type, SERVICE),
    mayName: (type) => sameGroupKind(type, GATEWAY),
    notFound: 'GatewayNotFound',
    labels: GATEWAY_LABELS,
    read: (made) => readLabels(made, GATEWAY_LABELS, GATEWAY, 'infrastructure'),
  },
  {
    relations: ['target'],
    // Policies have a catalogue that says which of them are read.
    holders: [],
    isHolder: mayHoldTargets,
    mayName: () => true,
    read: (policy) =>
      readPolicyTargets(policy)
        .filter(({ ref }) => ref.name !== '')
        .map((target) => ({ relation: 'target', ...target })),
  },
];

/** The records of few holders by these; the others ask of each kind. */
const RECORDS_OF_HOLDER: ReadonlyMap<string, readonly ReferenceRecord[]> = (() => {
  const byHolder = new Map<string, ReferenceRecord[]>();
  for (const record of RECORDS.filter(({ isHolder }) => isHolder === undefined)) {
    for (const holder of record.holders) {
      const key = groupKindKey(holder);
      byHolder.set(key, [...(byHolder.get(key) ?? []), record]);
    }
  }
  return byHolder;
})();
const LABELLED = RECORDS.filter(({ labels }) => labels !== undefined);
const RECORDS_OF_MANY = RECORDS.filter(({ isHolder }) => isHolder !== undefined);

/** What was selected of the records before: by the relations, then by the kind of the holder. */
const selected = new WeakMap<ReadonlySet<Relation>, Map<string, readonly ReferenceRecord[]>>();
const ANY: ReadonlySet<Relation> = new Set(RECORDS.flatMap(({ relations }) => relations));

function recordsOf(type: GroupKind, wanted = ANY): readonly ReferenceRecord[] {
  const byHolder = selected.get(wanted) ?? new Map<string, readonly ReferenceRecord[]>();
  selected.set(wanted, byHolder);
  const key = groupKindKey(type);
  const known = byHolder.get(key);
  if (known !== undefined) return known;
  const own = RECORDS_OF_HOLDER.get(key) ?? [];
  const records = [...own, ...RECORDS_OF_MANY.filter(({ isHolder }) => isHolder?.(type) === true)].filter(
    ({ relations }) => relations.some((relation) => wanted.has(relation)),
  );
  byHolder.set(key, records);
  return records;
}

/**
 * Every reference that an object holds, with the API's defaults: what the fields of its kind name, and of kinds that the
 * API does not define the targets that a policy would name. Whether a reference resolves is not asked.
 * @param wanted only these relations; undefined: all.
 */
export function referencesOf(object: KubernetesObject, wanted?: ReadonlySet<Relation>): readonly Reference[] {
  const found = recordsOf(groupKindOf(object), wanted).flatMap((record) => record.read(object));
  return wanted === undefined ? found : found.filter(({ relation }) => wanted.has(relation));
}

/** The fields by which objects of a kind refer to others, but for the targets of policies: `spec.rules[].backendRefs[]`. */
export function referenceFieldsOf(type: GroupKind): readonly string[] {
  return recordsOf(type).flatMap(({ fields = [] }) => fields);
}

/** The references of an object on which nothing but the object that they name decides. */
export function plainReferencesOf(object: KubernetesObject, wanted: ReadonlySet<Relation>): readonly PlainReference[] {
  return recordsOf(groupKindOf(object), wanted).flatMap(({ notFound, read }) =>
    notFound === undefined ? [] : read(object).map((reference) => ({ ...reference, notFound })),
  );
}

/** The kinds whose objects a relation may join to an object of a type, each once. Policies name targets beside these. */
export function holdersNaming(type: GroupKind, relations?: ReadonlySet<Relation>): readonly GroupKind[] {
  const holders = new Map<string, GroupKind>();
  for (const record of RECORDS) {
    if (relations !== undefined && !record.relations.some((relation) => relations.has(relation))) continue;
    if (record.isReversed === true || !record.mayName(type)) continue;
    for (const holder of record.holders) holders.set(groupKindKey(holder), holder);
  }
  return [...holders.values()];
}

/** The relations of references on which nothing but the object that they name decides. */
export const PLAIN_RELATIONS: readonly Relation[] = [
  ...new Set(RECORDS.filter(({ notFound }) => notFound !== undefined).flatMap(({ relations }) => relations)),
];

/** The kinds that hold references which a ReferenceGrant may have to allow; policies have targets beside these. */
export const GRANT_HOLDERS: readonly GroupKind[] = [
  ...new Map(
    RECORDS.filter(({ needsGrant }) => needsGrant === true)
      .flatMap(({ holders }) => holders)
      .map((holder) => [groupKindKey(holder), holder]),
  ).values(),
];

/** What an object names in other namespaces by references which a ReferenceGrant may have to allow. */
export function foreignReferencesOf(object: KubernetesObject): readonly Reference[] {
  const own = namespaceOf(object);
  return recordsOf(groupKindOf(object))
    .filter(({ needsGrant }) => needsGrant === true)
    .flatMap(({ read }) => read(object))
    .filter(({ ref: { namespace } }) => namespace !== undefined && namespace !== own);
}

/** The labels by which objects of a kind may name one of another; undefined where fields do. */
export function labelsNaming(holder: GroupKind, type: GroupKind): readonly NamingLabel[] | undefined {
  return LABELLED.find(({ holders, mayName }) => mayName(type) && holders.some((one) => sameGroupKind(one, holder)))
    ?.labels;
}

/** Whether labels tell what a controller made for an object: worth showing, but nothing is derived from it. */
export function areHints(labels: readonly NamingLabel[]): boolean {
  return labels !== SERVICE_LABELS;
}

/**
 * Stands for every default Gateway: what a route with `useDefaultGateways` names beside its parentRefs (GEP-3793). No object
 * can have the name.
 */
export const DEFAULT_GATEWAYS: ObjectRef = { ...GATEWAY, name: '*' };

/** Of such names JSON has one spelling, but for escapes that nobody needs. */
const PLAIN_NAME = /^[\w.-]+$/;

/**
 * A string that stands in the JSON of every object that names another, as a whole key or value; undefined where it may be
 * written in several ways.
 */
export function mentionOf({ name }: ObjectRef): string | undefined {
  if (name === DEFAULT_GATEWAYS.name) return 'useDefaultGateways';
  return PLAIN_NAME.test(name) ? name : undefined;
}

/** The ways in which objects of a kind may name one of another. */
export interface Naming {
  /** Tells it from the ways in which they name others. */
  readonly key: string;
  /** The keys (`refKey`) of all that an object names in these ways, each once. */
  readonly keysNamedBy: (object: KubernetesObject) => ReadonlySet<string>;
}

/** The ways in which objects of a kind may name one of a type: the others need not be read of ten thousand of them. */
export function namingOf(holder: GroupKind, type: GroupKind): Naming {
  const records = recordsOf(holder).filter(({ mayName }) => mayName(type));
  const byDefault = sameGroupKind(type, GATEWAY);
  return {
    key: `${groupKindKey(holder)} by ${records.map((record) => RECORDS.indexOf(record)).join()} ${byDefault}`,
    keysNamedBy: (object) => {
      const keys = new Set<string>();
      for (const record of records) for (const { ref } of record.read(object)) keys.add(refKey(wholeOf(ref)));
      if (byDefault && readPath(object, 'spec', 'useDefaultGateways') === 'All') keys.add(refKey(DEFAULT_GATEWAYS));
      return keys;
    },
  };
}

/** What stands in the API's own kinds as a target would be none. */
function mayHoldTargets(type: GroupKind): boolean {
  return type.group !== '' && !PARENTS.some((parent) => sameGroupKind(parent, type)) && !isRouteKind(type);
}

function readParameters(holder: KubernetesObject, steps: readonly string[]): readonly Reference[] {
  const value = readPath(holder, 'spec', ...steps);
  if (!isRecord(value)) return [];
  const written = writtenReference(value, `spec.${steps.join('.')}`, namespaceOf(holder), { group: '', kind: '' });
  return [{ relation: 'parameters', ...written }];
}

/** What the first of the labels that an object has names. */
function readLabels(
  holder: KubernetesObject,
  labels: readonly NamingLabel[],
  type: GroupKind,
  relation: Relation,
): readonly Reference[] {
  const own = holder.metadata['labels'];
  for (const label of labels) {
    const name = readString(readPath(own, label.name));
    const namespace = label.namespace === undefined ? namespaceOf(holder) : readString(readPath(own, label.namespace));
    if (name === undefined || namespace === undefined) continue;
    return [{ relation, ref: { ...type, namespace, name }, path: `metadata.labels[${label.name}]` }];
  }
  return [];
}

const NEVER_NAMED = new Set(['Namespace', 'Pod', 'Event']);

/** A kind that neither the core nor the Gateway API defines. */
function isForeign(type: GroupKind): boolean {
  if (type.group === '' || isGatewayApiGroup(type.group)) return false;
  return !sameGroupKind(type, ENDPOINT_SLICE) && !sameGroupKind(type, CUSTOM_RESOURCE_DEFINITION);
}

function isBackend(type: GroupKind): boolean {
  return sameGroupKind(type, SERVICE) || sameGroupKind(type, X_BACKEND) || isForeign(type);
}

function isParameters(type: GroupKind): boolean {
  if (type.group === '') return type.kind !== SERVICE.kind && !NEVER_NAMED.has(type.kind);
  return isForeign(type);
}

function isCertificate(type: GroupKind): boolean {
  return sameGroupKind(type, SECRET) || isForeign(type);
}

function isAuthority(type: GroupKind): boolean {
  return (
    sameGroupKind(type, CONFIG_MAP) ||
    sameGroupKind(type, SECRET) ||
    sameGroupKind(type, CLUSTER_TRUST_BUNDLE) ||
    isForeign(type)
  );
}

/** The identity alone: a backendRef also holds the reference as written, which must not stay in memory. */
function bare({ group, kind, namespace, name }: ObjectRef): ObjectRef {
  return { group, kind, namespace, name };
}
