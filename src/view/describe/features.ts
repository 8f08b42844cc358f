import type { Block } from '../description.ts';
import { field, group } from './blocks.ts';

/** The conformance profiles with their features at v1.7.0 (semantics.md 6.4): what each demands, and what it may add. */
interface Profile {
  readonly name: string;
  readonly core: readonly string[];
  readonly extended: readonly string[];
}

const GATEWAY_EXTENDED = [
  'ListenerSet',
  'GatewayPort8080',
  'GatewayStaticAddresses',
  'GatewayHTTPListenerIsolation',
  'GatewayInfrastructure',
  'GatewayInfrastructurePropagation',
  'GatewayAddressEmpty',
  'GatewayHTTPSListenerDetectMisdirectedRequests',
  'GatewayBackendClientCertificate',
  'GatewayFrontendClientCertificateValidation',
  'GatewayFrontendClientCertificateValidationInsecureFallback',
  'GatewayRouteHostnameIntersectionPrecedence',
  'GatewayAddressRoutability',
  'GatewayAddressRoutabilityCluster',
  'GatewayListenerFilters',
  'ClusterTrustBundle',
  'BackendTLSPolicy',
  'BackendTLSPolicySANValidation',
];

const HTTP_EXTENDED = [
  'HTTPRouteBackendProtocolH2C',
  'HTTPRouteBackendProtocolWebSocket',
  'HTTPRouteBackendRequestHeaderModification',
  'HTTPRouteBackendTimeout',
  'HTTPRouteBackendURLRewrite',
  'HTTPRouteCORS',
  'HTTPRouteDestinationPortMatching',
  'HTTPRouteHostRewrite',
  'HTTPRouteMethodMatching',
  'HTTPRouteNamedRouteRule',
  'HTTPRouteParentRefPort',
  'HTTPRoutePathRedirect',
  'HTTPRoutePathRewrite',
  'HTTPRoutePortRedirect',
  'HTTPRouteQueryParamMatching',
  'HTTPRoute303RedirectStatusCode',
  'HTTPRoute307RedirectStatusCode',
  'HTTPRoute308RedirectStatusCode',
  'HTTPRouteRequestMirror',
  'HTTPRouteRequestMultipleMirrors',
  'HTTPRouteRequestPercentageMirror',
  'HTTPRouteRequestTimeout',
  'HTTPRouteResponseHeaderModification',
  'HTTPRouteRetryCodes',
  'HTTPRouteRetryConnectionError',
  'HTTPRouteSchemeRedirect',
];

const PROFILES: readonly Profile[] = [
  {
    name: 'GATEWAY-HTTP',
    core: ['Gateway', 'ReferenceGrant', 'HTTPRoute'],
    extended: [...GATEWAY_EXTENDED, ...HTTP_EXTENDED],
  },
  {
    name: 'GATEWAY-GRPC',
    core: ['Gateway', 'ReferenceGrant', 'GRPCRoute'],
    extended: [...GATEWAY_EXTENDED, 'GRPCRouteNamedRouteRule', 'GRPCRouteRequestHeaderModifier'],
  },
  {
    name: 'GATEWAY-TLS',
    core: ['Gateway', 'ReferenceGrant', 'TLSRoute'],
    extended: [...GATEWAY_EXTENDED, 'TLSRouteModeTerminate', 'TLSRouteModeMixed'],
  },
  { name: 'GATEWAY-TCP', core: ['Gateway', 'ReferenceGrant', 'TCPRoute'], extended: GATEWAY_EXTENDED },
  { name: 'GATEWAY-UDP', core: ['Gateway', 'ReferenceGrant', 'UDPRoute'], extended: GATEWAY_EXTENDED },
];

/** Names that a release before v1.7.0 had and it has no more. */
const FORMER = new Set(['HTTPRouteRetry', 'HTTPRouteRetryBackendTimeout', 'HTTPRouteBackendRequestRedirect']);

/**
 * Supported features by conformance profile: a profile is listed when the class has a feature of its own route kind;
 * what no profile knows keeps its name.
 */
export function featureBlocks(features: readonly string[]): readonly Block[] {
  const supported = new Set(features);
  const grouped = new Set<string>();
  const profiles = PROFILES.flatMap(({ name, core, extended }) => {
    // The route kind is what tells the profiles apart; the features of Gateways are in all of them.
    if (!supported.has(core[core.length - 1] ?? '')) return [];
    const has = (names: readonly string[]): readonly string[] => names.filter((feature) => supported.has(feature));
    for (const feature of [...has(core), ...has(extended)]) grouped.add(feature);
    const missing = core.filter((feature) => !supported.has(feature));
    return group(name, [
      ...field('Core', has(core).join(', ')),
      ...(missing.length === 0 ? [] : field('Core, not listed', { text: missing.join(', '), tone: 'warning' })),
      ...field('Extended', has(extended).length === 0 ? undefined : has(extended)),
    ]);
  });
  const rest = [...supported].filter((feature) => !grouped.has(feature));
  const mesh = rest.filter((feature) => feature.startsWith('Mesh'));
  const former = rest.filter((feature) => FORMER.has(feature));
  const known = new Set(PROFILES.flatMap(({ core, extended }) => core.concat(extended)));
  const loose = rest.filter((feature) => known.has(feature));
  const unknown = rest.filter((feature) => !mesh.includes(feature) && !former.includes(feature) && !known.has(feature));
  return group(`Features (${supported.size})`, [
    ...profiles,
    ...field('Mesh', mesh),
    ...field('In No Listed Profile', loose),
    ...field('Removed before v1.7.0', former),
    ...field('Unknown to v1.7.0', unknown),
  ]);
}
