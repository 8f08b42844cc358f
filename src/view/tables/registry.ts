import {
  BACKEND_LB_POLICY,
  BACKEND_TLS_POLICY,
  GATEWAY,
  GATEWAY_CLASS,
  GRPC_ROUTE,
  HTTP_ROUTE,
  LISTENER_SET,
  NAMESPACE,
  REFERENCE_GRANT,
  SERVICE,
  TCP_ROUTE,
  TLS_ROUTE,
  UDP_ROUTE,
  X_BACKEND,
  X_BACKEND_TRAFFIC_POLICY,
  X_LISTENER_SET,
  X_MESH,
  X_TELEMETRY_POLICY,
} from '../../gateway-api/kinds.ts';
import { groupKindKey } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import type { TableDefinition } from '../table.ts';
import { gatewayClassTable } from './gateway-class.ts';
import { gatewayTable } from './gateway.ts';
import { listenerSetTable } from './listener-set.ts';
import { namespaceTable } from './namespace.ts';
import { specificationPolicyTable } from './policy.ts';
import { referenceGrantTable } from './reference-grant.ts';
import { hostnameRouteTable, portRouteTable } from './route.ts';
import { serviceTable } from './service.ts';
import { xBackendTable } from './x-backend.ts';
import { xMeshTable } from './x-mesh.ts';

const TABLES: ReadonlyMap<string, TableDefinition> = new Map(
  (
    [
      [GATEWAY_CLASS, gatewayClassTable],
      [GATEWAY, gatewayTable],
      [LISTENER_SET, listenerSetTable],
      [X_LISTENER_SET, listenerSetTable],
      [HTTP_ROUTE, hostnameRouteTable],
      [GRPC_ROUTE, hostnameRouteTable],
      [TLS_ROUTE, hostnameRouteTable],
      [TCP_ROUTE, portRouteTable],
      [UDP_ROUTE, portRouteTable],
      [REFERENCE_GRANT, referenceGrantTable],
      [BACKEND_TLS_POLICY, specificationPolicyTable],
      [BACKEND_LB_POLICY, specificationPolicyTable],
      [X_BACKEND_TRAFFIC_POLICY, specificationPolicyTable],
      [X_TELEMETRY_POLICY, specificationPolicyTable],
      [X_BACKEND, xBackendTable],
      [X_MESH, xMeshTable],
      [NAMESPACE, namespaceTable],
      [SERVICE, serviceTable],
    ] as const
  ).map(([type, table]) => [groupKindKey(type), table]),
);

/** The list view of a kind; undefined for a kind that shows the server's own columns. */
export function findTable(type: GroupKind): TableDefinition | undefined {
  return TABLES.get(groupKindKey(type));
}
