import { GRPC_ROUTE, HTTP_ROUTE, SERVICE, TCP_ROUTE, TLS_ROUTE, UDP_ROUTE } from '../gateway-api/kinds.ts';
import { readParentRefs } from '../gateway-api/parent-ref.ts';
import { readServicePorts } from '../gateway-api/service-port.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { sameGroupKind } from '../model/ref.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** A port of a Service whose clients routes act on. */
export interface MeshPort {
  readonly service: KubernetesObject;
  readonly port: number;
  /** Of the clients that routes of another namespace than the Service's act on. */
  readonly clientNamespace: string | undefined;
}

/** The ports of Services that routes name as their parents, and whose clients the routes act on. */
export function meshPorts(snapshot: Snapshot): readonly MeshPort[] {
  const ports = new Map<string, MeshPort>();
  for (const kind of [HTTP_ROUTE, GRPC_ROUTE, TLS_ROUTE, TCP_ROUTE, UDP_ROUTE]) {
    for (const route of snapshot.list(kind)) {
      for (const ref of readParentRefs(route)) {
        if (!sameGroupKind(ref, SERVICE)) continue;
        const lookup = snapshot.find({ ...SERVICE, namespace: ref.namespace, name: ref.name });
        if (lookup.state !== 'found') continue;
        const service = lookup.object;
        const isOwn = namespaceOf(route) === namespaceOf(service);
        const clientNamespace = isOwn ? undefined : namespaceOf(route);
        for (const { number } of readServicePorts(service)) {
          if (number === undefined || (ref.port !== undefined && ref.port !== number)) continue;
          const key = `${ref.namespace ?? ''}/${ref.name}:${number} ${clientNamespace ?? ''}`;
          ports.set(key, { service, port: number, clientNamespace });
        }
      }
    }
  }
  return [...ports.values()];
}
