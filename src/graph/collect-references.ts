import { readBackendRef } from '../gateway-api/backend-ref.ts';
import { readObjectReference } from '../gateway-api/object-reference.ts';
import { readParentRefs, parentOf } from '../gateway-api/parent-ref.ts';
import { readRouteBackends } from '../gateway-api/route.ts';
import {
  CONFIG_MAP,
  GATEWAY,
  GATEWAY_CLASS,
  SECRET,
  X_TELEMETRY_POLICY,
  isListenerSetKind,
  isRouteKind,
} from '../gateway-api/kinds.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readPath, readRecords, readString } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import { refOf, sameGroupKind } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import type { Edge, Relation } from './graph-index.ts';

/**
 * The references that an object holds, as its fields say them with the API's defaults, limited to the wanted relations:
 * small enough to keep for 10,000 objects while the objects themselves go. Whether a reference resolves is not asked.
 */
export function collectReferences(object: KubernetesObject, wanted: ReadonlySet<Relation>): readonly Edge[] {
  const edges: Edge[] = [];
  const from = refOf(object);
  if (isRouteKind(from)) {
    if (wanted.has('parent')) collectParents(object, from, edges);
    for (const { ref, use, path } of wanted.has('backend') ? readRouteBackends(object) : []) {
      edges.push({ relation: use, from, to: bare(ref), path });
    }
  } else if (sameGroupKind(from, GATEWAY) || isListenerSetKind(from)) {
    collectOfGateway(object, from, wanted, edges);
  } else {
    const collector = readPath(object, 'spec', 'tracing', 'provider', 'backendRef');
    if (wanted.has('backend') && collector !== undefined && sameGroupKind(from, X_TELEMETRY_POLICY)) {
      const to = bare(readBackendRef(collector, from.namespace));
      edges.push({ relation: 'backend', from, to, path: 'spec.tracing.provider.backendRef' });
    }
  }
  return edges;
}

/** One edge per parentRef. */
function collectParents(route: KubernetesObject, from: ObjectRef, edges: Edge[]): void {
  for (const [index, parentRef] of readParentRefs(route).entries()) {
    const to = { ...parentOf(parentRef), section: parentRef.sectionName };
    edges.push({ relation: 'parent', from, to, path: `spec.parentRefs[${index}]` });
  }
}

function collectOfGateway(
  object: KubernetesObject,
  from: ObjectRef,
  wanted: ReadonlySet<Relation>,
  edges: Edge[],
): void {
  const className = readString(readPath(object, 'spec', 'gatewayClassName'));
  if (wanted.has('class') && className !== undefined) {
    edges.push({ relation: 'class', from, to: { ...GATEWAY_CLASS, name: className }, path: 'spec.gatewayClassName' });
  }
  if (wanted.has('parent') && isListenerSetKind(from)) collectParents(object, from, edges);
  if (wanted.has('certificate')) collectCertificates(object, from, edges);
}

/** Secrets and CA objects of listeners and of the Gateway itself (semantics.md 3.1), old fields included (1.4). */
function collectCertificates(object: KubernetesObject, from: ObjectRef, edges: Edge[]): void {
  const add = (ref: JsonRecord, path: string, fallback: GroupKind): void => {
    edges.push({ relation: 'certificate', from, to: readObjectReference(ref, namespaceOf(object), fallback), path });
  };
  const addAll = (refs: unknown, path: string, fallback: GroupKind): void => {
    for (const [index, ref] of readRecords(refs).entries()) add(ref, `${path}[${index}]`, fallback);
  };
  for (const [index, listener] of readRecords(readPath(object, 'spec', 'listeners')).entries()) {
    const at = `spec.listeners[${index}].tls`;
    addAll(readPath(listener, 'tls', 'certificateRefs'), `${at}.certificateRefs`, SECRET);
    const old = readPath(listener, 'tls', 'frontendValidation', 'caCertificateRefs');
    addAll(old, `${at}.frontendValidation.caCertificateRefs`, CONFIG_MAP);
  }
  for (const steps of [['tls', 'backend'], ['backendTLS']]) {
    const [ref] = readRecords([readPath(object, 'spec', ...steps, 'clientCertificateRef')]);
    if (ref !== undefined) add(ref, `spec.${steps.join('.')}.clientCertificateRef`, SECRET);
  }
  const frontend = readPath(object, 'spec', 'tls', 'frontend');
  const validation = ['validation', 'caCertificateRefs'];
  const path = 'spec.tls.frontend';
  addAll(readPath(frontend, 'default', ...validation), `${path}.default.${validation.join('.')}`, CONFIG_MAP);
  for (const [index, port] of readRecords(readPath(frontend, 'perPort')).entries()) {
    addAll(readPath(port, 'tls', ...validation), `${path}.perPort[${index}].tls.${validation.join('.')}`, CONFIG_MAP);
  }
}

/** The identity alone: a backendRef also holds the reference as written, which must not stay in memory. */
function bare({ group, kind, namespace, name }: ObjectRef): ObjectRef {
  return { group, kind, namespace, name };
}
