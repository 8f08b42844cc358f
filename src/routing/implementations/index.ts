import type { Implementation } from './behaviours.ts';
import { ENVOY_GATEWAY } from './envoy-gateway.ts';
import { ISTIO } from './istio.ts';
import { CILIUM } from './cilium.ts';
import { TRAEFIK } from './traefik.ts';
import { NGINX_GATEWAY_FABRIC } from './nginx-gateway-fabric.ts';
import { KGATEWAY } from './kgateway.ts';
import { AGENTGATEWAY } from './agentgateway.ts';
import { KONG_OPERATOR } from './kong-operator.ts';
import { CONTOUR } from './contour.ts';
import { HAPROXY_UNIFIED_GATEWAY } from './haproxy-unified-gateway.ts';
import { AWS_LOAD_BALANCER_CONTROLLER } from './aws-load-balancer-controller.ts';
import { LINKERD } from './linkerd.ts';
import { KUMA } from './kuma.ts';
import { APISIX } from './apisix.ts';

/** The implementations of which something is known, in the order of their names. */
export const IMPLEMENTATIONS: readonly Implementation[] = [
  AGENTGATEWAY,
  APISIX,
  AWS_LOAD_BALANCER_CONTROLLER,
  CILIUM,
  CONTOUR,
  ENVOY_GATEWAY,
  HAPROXY_UNIFIED_GATEWAY,
  ISTIO,
  KGATEWAY,
  KONG_OPERATOR,
  KUMA,
  LINKERD,
  NGINX_GATEWAY_FABRIC,
  TRAEFIK,
];

const BY_CONTROLLER: ReadonlyMap<string, Implementation> = new Map(
  IMPLEMENTATIONS.flatMap((implementation) =>
    implementation.controllerNames.map((name) => [name, implementation] as const),
  ),
);

/** The implementation that a controller is; undefined for one that nobody here knows. */
export function implementationOf(controllerName: string | undefined): Implementation | undefined {
  return controllerName === undefined ? undefined : BY_CONTROLLER.get(controllerName);
}
