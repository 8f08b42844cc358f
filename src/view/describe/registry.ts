import {
  BACKEND_TLS_POLICY,
  CONFIG_MAP,
  CUSTOM_RESOURCE_DEFINITION,
  GATEWAY,
  GATEWAY_CLASS,
  LISTENER_SET,
  NAMESPACE,
  REFERENCE_GRANT,
  ROUTE_KINDS,
  SECRET,
  SERVICE,
  X_BACKEND,
  X_LISTENER_SET,
  X_MESH,
} from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { groupKindKey, groupKindOf } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import type { Description } from '../description.ts';
import { backendTlsPolicyView } from './backend-tls-policy.ts';
import { conformanceReportView } from './conformance-report.ts';
import type { DescribeContext } from './context.ts';
import { gatewayClassView, xMeshView } from './gateway-class.ts';
import { gatewayView } from './gateway.ts';
import { configMapView, genericView, secretView } from './generic.ts';
import { listenerSetView } from './listener-set.ts';
import { namespaceView } from './namespace.ts';
import { describePage } from './page.ts';
import { policyCrdView } from './policy-crd.ts';
import { hasTargets, policyView } from './policy.ts';
import { referenceGrantView } from './reference-grant.ts';
import { routeView } from './route.ts';
import { serviceView } from './service.ts';
import type { DescribeView } from './view.ts';
import { xBackendView } from './x-backend.ts';

const ENTRIES: readonly (readonly [GroupKind, DescribeView])[] = [
  [GATEWAY_CLASS, gatewayClassView],
  [GATEWAY, gatewayView],
  [LISTENER_SET, listenerSetView],
  [X_LISTENER_SET, listenerSetView],
  ...ROUTE_KINDS.map((kind) => [kind, routeView] as const),
  [REFERENCE_GRANT, referenceGrantView],
  [BACKEND_TLS_POLICY, backendTlsPolicyView],
  [X_BACKEND, xBackendView],
  [X_MESH, xMeshView],
  [NAMESPACE, namespaceView],
  [SERVICE, serviceView],
  [SECRET, secretView],
  [CONFIG_MAP, configMapView],
  [CUSTOM_RESOURCE_DEFINITION, policyCrdView],
];

const VIEWS: ReadonlyMap<string, DescribeView> = new Map(
  ENTRIES.map(([type, view]) => [groupKindKey(type), view] as const),
);

/** The page of any object: by the view of its kind, as a policy, or field by field. */
export function describeObject(object: KubernetesObject, context: DescribeContext): Description {
  return describePage(object, viewOf(object, context), context);
}

function viewOf(object: KubernetesObject, context: DescribeContext): DescribeView {
  const type = groupKindOf(object);
  const own = VIEWS.get(groupKindKey(type));
  if (own !== undefined) return own;
  if (type.kind === 'ConformanceReport') return conformanceReportView;
  return context.policyKind(type) !== undefined || hasTargets(object) ? policyView : genericView;
}
