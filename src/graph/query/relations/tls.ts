import { GATEWAY, X_BACKEND, isListenerSetKind } from '../../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../../model/object.ts';
import { refOf, sameGroupKind } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import type { Snapshot } from '../../../model/snapshot.ts';
import { referencesOf } from '../../../gateway-api/references.ts';
import type { Relation } from '../../../gateway-api/relation.ts';
import { readListenerValidation } from '../../../gateway-api/gateway-tls.ts';
import { resolveAuthority } from '../../resolve/certificate-authorities.ts';
import { certificatesOf, clientCertificateOf, resolveCertificate } from '../../resolve/certificates.ts';
import { resolveValidation, validationsOf } from '../../resolve/frontend-validation.ts';
import type { GraphEdge } from '../../graph.ts';
import { filtersOf } from '../../resolve/listener-filters.ts';
import type { ResolvedFilter } from '../../resolve/listener-filters.ts';
import { listenersOf } from '../../attach/listeners-of.ts';
import { withSpelling } from '../../resolve/reference.ts';
import { edgeOf } from './relation.ts';
import type { EdgeRule } from './relation.ts';

/**
 * Listener -> certificate, client authority (v1.1 to v1.3), filters; Gateway -> client certificate and authorities;
 * XBackend -> its certificate and authorities.
 */
export const tlsEdges: EdgeRule = (snapshot, object) => {
  const from = refOf(object);
  if (sameGroupKind(from, X_BACKEND)) {
    return referencesOf(object, TLS).map(({ relation, ref, path, writesCore }) => {
      const resolution =
        relation === 'certificate'
          ? resolveCertificate(snapshot, from, ref, 'InvalidClientCertificateRef')
          : resolveAuthority(snapshot, undefined, ref, AUTHORITY_REASONS);
      return edgeOf(relation, from, ref, path, withSpelling(resolution, writesCore));
    });
  }
  const isGateway = sameGroupKind(from, GATEWAY);
  if (!isGateway && !isListenerSetKind(from)) return [];
  return [...(isGateway ? gatewayEdges(snapshot, object, from) : []), ...listenerEdges(snapshot, object, from)];
};

const TLS: ReadonlySet<Relation> = new Set(['certificate', 'ca']);
const AUTHORITY_REASONS = { notFound: 'InvalidCACertificateRef', invalidKind: 'InvalidKind' };

function gatewayEdges(snapshot: Snapshot, gateway: KubernetesObject, from: ObjectRef): readonly GraphEdge[] {
  const client = clientCertificateOf(snapshot, gateway);
  return [
    ...(client === undefined ? [] : [edgeOf('certificate', from, client.ref, client.path, client.resolution)]),
    ...validationsOf(snapshot, gateway).flatMap(({ resolved }) =>
      resolved.map(({ ref, path, resolution }) => edgeOf('ca', from, ref, path, resolution)),
    ),
  ];
}

function listenerEdges(snapshot: Snapshot, holder: KubernetesObject, ref: ObjectRef): readonly GraphEdge[] {
  const edges: GraphEdge[] = [];
  for (const listener of listenersOf(snapshot, holder)) {
    const from = { ...ref, section: listener.name };
    for (const entry of certificatesOf(snapshot, holder, listener)) {
      edges.push(edgeOf('certificate', from, entry.ref, entry.path, entry.resolution));
    }
    const own = readListenerValidation(holder, listener);
    for (const entry of own === undefined ? [] : resolveValidation(snapshot, holder, own).resolved) {
      edges.push(edgeOf('ca', from, entry.ref, entry.path, entry.resolution));
    }
    for (const filter of filtersOf(snapshot, holder, listener)) edges.push(...filterEdges(from, filter));
  }
  return edges;
}

function filterEdges(from: ObjectRef, { backend, extension, path, resolution }: ResolvedFilter): readonly GraphEdge[] {
  if (resolution === undefined) return [];
  if (backend !== undefined) {
    const edge = edgeOf('externalAuth', from, backend, `${path}.externalAuth.backendRef`, resolution);
    return [backend.port === undefined ? edge : { ...edge, port: backend.port }];
  }
  return extension === undefined ? [] : [edgeOf('extension', from, extension, `${path}.extensionRef`, resolution)];
}
