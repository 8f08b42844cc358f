import type { JsonRecord } from '../../model/read.ts';
import { isRecord, readString } from '../../model/read.ts';
import { groupKindKey } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';

/** The fields that let a policy or filter ask who a client is, or refuse it; `whole`: the kind is there for nothing else. */
type Asks = 'whole' | readonly string[];

const AGENTGATEWAY = ['jwtAuthentication', 'basicAuthentication', 'apiKeyAuthentication', 'extAuth', 'authorization'];

/** By the vendors' API references. */
const KINDS: Readonly<Record<string, Asks>> = {
  // Envoy Gateway, SecurityPolicySpec.
  'gateway.envoyproxy.io/SecurityPolicy': ['jwt', 'oidc', 'basicAuth', 'apiKeyAuth', 'extAuth', 'authorization'],
  'gateway.kgateway.dev/TrafficPolicy': ['jwt', 'jwtAuth', 'oauth2', 'basicAuth', 'apiKeyAuth', 'extAuth', 'rbac'],
  'agentgateway.dev/AgentgatewayPolicy': AGENTGATEWAY.map((field) => `traffic.${field}`),
  'gateway.kgateway.dev/AgentgatewayPolicy': AGENTGATEWAY.map((field) => `traffic.${field}`),
  'security.istio.io/AuthorizationPolicy': 'whole',
  'security.istio.io/RequestAuthentication': 'whole',
  'kuadrant.io/AuthPolicy': 'whole',
  'extensions.kuadrant.io/OIDCPolicy': 'whole',
  'policy.linkerd.io/AuthorizationPolicy': 'whole',
  'application-networking.k8s.aws/IAMAuthPolicy': 'whole',
  'networking.gke.io/GCPBackendPolicy': ['default.iap', 'default.securityPolicy'],
  'gateway.nginx.org/AuthenticationFilter': 'whole',
  'traefik.io/Middleware': ['basicAuth', 'digestAuth', 'forwardAuth'],
};

/** The names of Kong's plugins that authenticate. */
const KONG = /^(?:acl|basic-auth|hmac-auth|jwt|key-auth|ldap-auth|mtls-auth|oauth2|openid-connect|session)/;

/** Whether a setting of a policy, by the path that leads to it (`jwt.providers`), has to do with who the client is. */
export function isAuthentication(kind: GroupKind, path: string): boolean {
  const asks = KINDS[groupKindKey(kind)];
  if (asks === undefined) return false;
  return asks === 'whole' || asks.some((field) => path === field || path.startsWith(`${field}.`));
}

/** Whether an object that acts as a whole, a policy or what a filter refers to, authenticates. */
export function authenticates(kind: GroupKind, object: JsonRecord | undefined): boolean {
  if (kind.group === 'configuration.konghq.com') return KONG.test(readString(object?.['plugin']) ?? '');
  const asks = KINDS[groupKindKey(kind)];
  if (asks === undefined || asks === 'whole') return asks !== undefined;
  const spec = object?.['spec'];
  return asks.some((field) => has(spec, field.split('.')));
}

function has(value: unknown, [first, ...rest]: readonly string[]): boolean {
  if (first === undefined) return value !== undefined;
  return isRecord(value) && Object.hasOwn(value, first) && has(value[first], rest);
}
