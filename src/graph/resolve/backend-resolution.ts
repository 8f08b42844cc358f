import type { BackendRef } from '../../gateway-api/backend-ref.ts';
import { readServicePorts } from '../../gateway-api/service-port.ts';
import { GATEWAY_API, HTTP_ROUTE, SERVICE, SERVICE_IMPORT, UDP_ROUTE, X_BACKEND } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readPath } from '../../model/read.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { hasBackendTls } from './backend-tls-targets.ts';
import { enumerate, nameOf } from '../name-of.ts';
import { failed, resolveReference, unresolvable } from './reference.ts';
import type { Resolution } from './reference.ts';
import type { Referrer } from './reference-grants.ts';

/** A backend that was looked at. */
export interface BackendResolution extends Resolution {
  /** `appProtocol` of the Service port. */
  readonly appProtocol?: string | undefined;
}

/** Kinds whose objects no API server holds: their controller makes them up from the reference. */
const VIRTUAL_KINDS: readonly GroupKind[] = [{ group: 'networking.istio.io', kind: 'Hostname' }];

/** Kinds of backends that a controller may know although the API's core does not. */
const EXTENDED_KINDS: readonly GroupKind[] = [
  SERVICE_IMPORT,
  { group: 'inference.networking.k8s.io', kind: 'InferencePool' },
  { group: 'inference.networking.x-k8s.io', kind: 'InferencePool' },
];

/** How a backend is used. */
export interface BackendUse {
  /** Who refers to it. */
  readonly from: Referrer;
  /** False for routes of a mesh, whose references may cross namespaces (semantics.md 3.5). */
  readonly needsGrant: boolean;
}

/**
 * Resolves a reference to a backend in the order of semantics.md 2.9: kind, grant, existence, port, appProtocol. The
 * first failure is the reason, later ones are kept as other reasons.
 */
export function resolveBackend(snapshot: Snapshot, ref: BackendRef, use: BackendUse): BackendResolution {
  const from = use.needsGrant ? use.from : undefined;
  if (sameGroupKind(ref, SERVICE))
    return checkPort(snapshot, ref, use, resolveReference(snapshot, from, ref, NOT_FOUND));
  if (sameGroupKind(ref, X_BACKEND)) return resolveXBackend(snapshot, ref, use.from);
  if (EXTENDED_KINDS.some((kind) => sameGroupKind(kind, ref))) {
    const resolution = resolveReference(snapshot, from, ref, NOT_FOUND);
    return sameGroupKind(ref, SERVICE_IMPORT) ? checkPort(snapshot, ref, use, resolution) : resolution;
  }
  return resolveForeign(snapshot, ref, from);
}

const NOT_FOUND = 'BackendNotFound';

/** A backend of an own kind stands in the namespace of the route; no grant can help (semantics.md 3.1). */
function resolveXBackend(snapshot: Snapshot, ref: ObjectRef, from: Referrer): BackendResolution {
  if (from.namespace === ref.namespace) return resolveReference(snapshot, undefined, ref, NOT_FOUND);
  const message = `${nameOf(ref)} is in another namespace, and an XBackend can only be used in its own: move one of the two`;
  return failed('notPermitted', 'RefNotPermitted', message);
}

/** Kinds that only their controller knows: evaluated where the API itself says that they cannot work. */
function resolveForeign(snapshot: Snapshot, ref: BackendRef, from: Referrer | undefined): BackendResolution {
  const type = `${ref.kind}${ref.group === '' ? '' : `.${ref.group}`}`;
  const unknown = `whether ${type} can be a backend is known to its controller only`;
  if (VIRTUAL_KINDS.some((kind) => sameGroupKind(kind, ref))) return unresolvable(unknown);
  const lookup = snapshot.find(ref);
  if (lookup.state === 'missing' && !snapshot.serves(ref)) {
    const known = ref.group === GATEWAY_API ? 'is no kind of backend' : 'is not a kind that is there';
    return failed('missing', 'InvalidKind', `${type} ${known}: change group and kind of the backendRef`, {
      otherReasons: [NOT_FOUND],
    });
  }
  const resolution = resolveReference(snapshot, from, ref, NOT_FOUND);
  if (resolution.state === 'resolved') return { ...unresolvable(unknown, resolution.grant), object: resolution.object };
  const otherReasons = [...(resolution.otherReasons ?? []), 'InvalidKind'];
  return resolution.state === 'unknown' ? resolution : { ...resolution, otherReasons };
}

/** Whether the Service has the port, and whether its appProtocol can be served by the route. */
function checkPort(snapshot: Snapshot, ref: BackendRef, use: BackendUse, resolution: Resolution): BackendResolution {
  const { object, grant } = resolution;
  if (object === undefined) return resolution;
  if (ref.port === undefined) {
    if (!sameGroupKind(ref, SERVICE)) return resolution;
    const message = `a reference to ${nameOf(ref)} needs a port: ${saysPorts(object)}`;
    return failed('missing', NOT_FOUND, message, { grant, object });
  }
  const ports = readServicePorts(object);
  const wanted = sameGroupKind(use.from, UDP_ROUTE) ? 'UDP' : 'TCP';
  const fitting = ports.filter(({ number }) => number === ref.port);
  const port = fitting.find(({ protocol }) => protocol === wanted) ?? fitting[0];
  if (port === undefined) {
    // A ServiceImport need not tell its ports.
    if (ports.length === 0 && !sameGroupKind(ref, SERVICE)) return resolution;
    const message = `${nameOf(ref)} has no port ${ref.port}: ${saysPorts(object)}`;
    const choice = 'the specification names no reason for a port that the Service does not have';
    return failed('missing', NOT_FOUND, message, { grant, object, choice });
  }
  const { appProtocol } = port;
  if (
    appProtocol === 'kubernetes.io/wss' &&
    sameGroupKind(use.from, HTTP_ROUTE) &&
    !hasBackendTls(snapshot, ref, port)
  ) {
    const message = `port ${ref.port} of ${nameOf(ref)} speaks ${appProtocol}, which an HTTPRoute can reach only with a BackendTLSPolicy: add one`;
    return { ...failed('notPermitted', 'UnsupportedProtocol', message, { grant, object }), appProtocol };
  }
  const choice = isExternalName(object)
    ? 'the Service is of type ExternalName, which controllers should not support'
    : undefined;
  return { ...resolution, appProtocol, ...(choice === undefined ? {} : { choice }) };
}

function isExternalName(service: KubernetesObject): boolean {
  return readPath(service, 'spec', 'type') === 'ExternalName';
}

function saysPorts(service: KubernetesObject): string {
  const ports = readServicePorts(service).flatMap(({ number }) => (number === undefined ? [] : [String(number)]));
  return ports.length === 0 ? 'it has no ports' : `it has ${enumerate(ports, 8)}`;
}
