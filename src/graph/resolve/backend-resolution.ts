import type { BackendRef } from '../../gateway-api/backend-ref.ts';
import { writesCore } from '../../gateway-api/core-group.ts';
import { readServicePorts } from '../../gateway-api/service-port.ts';
import { isVendorBackend } from '../../gateway-api/vendor-backends.ts';
import { HTTP_ROUTE, SERVICE, SERVICE_IMPORT, UDP_ROUTE, X_BACKEND } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { FactOf } from '../../model/fact.ts';
import { readPath } from '../../model/read.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import { someOf } from '../../model/some.ts';
import type { Some } from '../../model/some.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { hasBackendTls } from './backend-tls-targets.ts';
import { failed, resolveReference, unresolvable, withSpelling } from './reference.ts';
import type { Resolution } from './reference.ts';
import type { Referrer } from './reference-grants.ts';
import { groupFault } from './right-group.ts';

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
  return withSpelling(resolveByKind(snapshot, ref, use), writesCore(ref.source));
}

function resolveByKind(snapshot: Snapshot, ref: BackendRef, use: BackendUse): BackendResolution {
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
  return failed('notPermitted', 'RefNotPermitted', { code: 'xBackendElsewhere', ref });
}

/** Kinds that only their controller knows: evaluated where the API itself says that they cannot work. */
function resolveForeign(snapshot: Snapshot, ref: BackendRef, from: Referrer | undefined): BackendResolution {
  const unknown: FactOf<'foreignBackend'> = { code: 'foreignBackend', type: ref };
  if (VIRTUAL_KINDS.some((kind) => sameGroupKind(kind, ref))) return unresolvable(unknown);
  const fault = groupFault(snapshot, ref);
  if (fault !== undefined) return failed('missing', 'InvalidKind', fault, { otherReasons: [NOT_FOUND] });
  const lookup = snapshot.find(ref);
  if (lookup.state === 'missing' && !snapshot.serves(ref) && !isVendorBackend(ref)) {
    return failed('missing', 'InvalidKind', { code: 'notABackendKind', type: ref }, { otherReasons: [NOT_FOUND] });
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
    const because: FactOf<'portNotNamed'> = { code: 'portNotNamed', ref, ports: portsOf(object) };
    return failed('missing', NOT_FOUND, because, { grant, object });
  }
  const ports = readServicePorts(object);
  const wanted = sameGroupKind(use.from, UDP_ROUTE) ? 'UDP' : 'TCP';
  const fitting = ports.filter(({ number }) => number === ref.port);
  const port = fitting.find(({ protocol }) => protocol === wanted) ?? fitting[0];
  if (port === undefined) {
    // A ServiceImport need not tell its ports.
    if (ports.length === 0 && !sameGroupKind(ref, SERVICE)) return resolution;
    const because: FactOf<'portMissing'> = { code: 'portMissing', ref, port: ref.port, ports: portsOf(object) };
    return failed('missing', NOT_FOUND, because, { grant, object, choice: { code: 'noReasonForPort' } });
  }
  const { appProtocol, protocol } = port;
  if (
    appProtocol === 'kubernetes.io/wss' &&
    sameGroupKind(use.from, HTTP_ROUTE) &&
    !hasBackendTls(snapshot, ref, port)
  ) {
    const because: FactOf<'backendTlsNeeded'> = { code: 'backendTlsNeeded', ref, port: ref.port, appProtocol };
    return { ...failed('notPermitted', 'UnsupportedProtocol', because, { grant, object }), appProtocol };
  }
  return {
    ...resolution,
    appProtocol,
    ...(isExternalName(object) ? { choice: { code: 'externalNameBackend' } } : {}),
    ...(protocol === wanted
      ? {}
      : { note: { code: 'portOfOtherProtocol', ref, port: ref.port, protocol, wanted, from: use.from.kind } }),
  };
}

function isExternalName(service: KubernetesObject): boolean {
  return readPath(service, 'spec', 'type') === 'ExternalName';
}

function portsOf(service: KubernetesObject): Some<number> {
  return someOf(
    readServicePorts(service).flatMap(({ number }) => number ?? []),
    MOST_PORTS,
  );
}

const MOST_PORTS = 8;
