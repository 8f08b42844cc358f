import { ROUTE_KINDS } from '../kinds.ts';
import type { ConditionGuide } from './condition-guide.ts';

const ROUTES: readonly string[] = ROUTE_KINDS.map(({ kind }) => kind);

/** Conditions of routes, one set for each parent that they name (apis/v1/shared_types.go; GEP-1294 for meshes). */
export const ROUTE_CONDITIONS: readonly ConditionGuide[] = [
  {
    type: 'Accepted',
    on: ROUTES,
    means: 'Whether the parent takes the route: at least one of its listeners does. There is one for each parentRef.',
    healthy: 'True',
    reasons: [
      { reason: 'Accepted', statuses: ['True'], means: 'At least one listener of the parent has taken the route.' },
      {
        reason: 'NotAllowedByListeners',
        statuses: ['False'],
        means: 'The listeners that the route names do not allow its kind or its namespace.',
        why: 'allowedRoutes.namespaces.from is Same by default: only routes beside the Gateway may attach. Or allowedRoutes.kinds, or the protocol of the listener, leave out the kind of the route.',
        fix: 'Widen allowedRoutes.namespaces of the listener (All, or a Selector that fits the labels of the namespace), label the namespace, or name another listener. A ReferenceGrant has no part in this.',
        see: ['describe httproute NAME', 'describe gateway NAME'],
      },
      {
        reason: 'NoMatchingListenerHostname',
        statuses: ['False'],
        means: 'No hostname of the route fits the hostname of a listener that it may attach to.',
        why: 'Both sides name hostnames, and they have nothing in common. A wildcard covers one or more labels in front, and not the bare domain: *.example.com does not fit example.com.',
        fix: 'Correct spec.hostnames of the route or the hostname of the listener, or leave one of them out.',
        see: ['describe httproute NAME', 'trace https://HOSTNAME/'],
      },
      {
        reason: 'NoMatchingParent',
        statuses: ['False'],
        means: 'The parent exists, and has no listener with the sectionName or port that the route names.',
        why: 'The name of the listener is misspelled, the listener was renamed, or port names the port of a Service instead of a listener. Listeners of a ListenerSet are reached by naming the ListenerSet.',
        fix: 'Correct sectionName or port in the parentRef, or leave them out to attach to every listener.',
        see: ['describe httproute NAME', 'get listeners'],
      },
      {
        reason: 'UnsupportedValue',
        statuses: ['False'],
        means: 'The route holds a value that the controller does not support.',
        why: 'The type of a match or filter, a status code or a setting is optional for controllers, or newer than the controller.',
        fix: 'Read the message for the field, and use another value; status.supportedFeatures of the class says what is supported.',
        see: ['describe gatewayclass NAME'],
      },
      {
        reason: 'IncompatibleFilters',
        statuses: ['False'],
        means: 'A rule has filters that cannot act together.',
        why: 'RequestRedirect and URLRewrite in one rule, for instance: a redirected request is never sent on.',
        fix: 'Split the rule in two, or remove one of the filters.',
        see: ['describe httproute NAME'],
      },
      {
        reason: 'Conflicted',
        statuses: ['False'],
        means: 'In a mesh: a route of another kind is bound to the same Service and port, and goes before this one.',
        why: 'Only one kind of routes applies to a port: GRPCRoute before HTTPRoute before TLSRoute before TCPRoute.',
        fix: 'Use one kind of routes for the port, or name different ports in the parentRefs.',
        see: ['describe service NAME', 'get routes'],
      },
      {
        reason: 'Pending',
        statuses: ['Unknown'],
        means: 'No controller has looked at the route yet.',
        why: 'The controller of the parent is not running, or does not support the kind of the route.',
        fix: 'See that the Gateway is accepted, and its controller serves routes of this kind.',
        see: ['describe httproute NAME', 'get gateways -A'],
      },
    ],
  },
  {
    type: 'ResolvedRefs',
    on: ROUTES,
    means:
      'Whether every reference of the route resolves: backends, mirrors, filters. The route is attached all the same; requests of a rule without backends are answered with 500.',
    healthy: 'True',
    reasons: [
      { reason: 'ResolvedRefs', statuses: ['True'], means: 'Every reference resolves.' },
      {
        reason: 'RefNotPermitted',
        statuses: ['False'],
        means: 'A backend lies in another namespace that does not permit the reference.',
        why: 'No ReferenceGrant in the namespace of the backend permits references from routes of this kind and namespace.',
        fix: 'Create a ReferenceGrant in the namespace of the backend: from the kind and namespace of the route, to Service.',
        see: ['describe httproute NAME', 'get referencegrants -A'],
      },
      {
        reason: 'InvalidKind',
        statuses: ['False'],
        means: 'A reference names a kind that is unknown or cannot be used there.',
        why: 'group and kind do not fit one another: a Service has the group "", which is also the default. Or the controller does not support the kind as a backend.',
        fix: 'Correct group and kind of the reference.',
        see: ['describe httproute NAME'],
      },
      {
        reason: 'BackendNotFound',
        statuses: ['False'],
        means: 'A backend does not exist. Most controllers also report it for a port that the Service does not have.',
        why: 'The name, the namespace or the port in backendRefs is wrong, or the Service is not deployed yet.',
        fix: 'Correct the backendRef, or create the Service. port is the port of the Service, not that of its pods.',
        see: ['describe httproute NAME', 'get services'],
      },
      {
        reason: 'UnsupportedProtocol',
        statuses: ['False'],
        means: 'The protocol that a backend speaks does not fit the route.',
        why: 'appProtocol of the port of the Service names a protocol that the controller cannot speak for routes of this kind.',
        fix: 'Correct or remove appProtocol of the Service, or use another kind of routes.',
        see: ['describe httproute NAME', 'describe service NAME'],
      },
    ],
  },
  {
    type: 'PartiallyInvalid',
    on: ROUTES,
    means:
      'True: some rules of the route are not served. Either they were dropped, or the controller keeps to the last state that was valid; the message begins with Dropped Rule or Fall Back. Absent otherwise.',
    healthy: 'False',
    reasons: [
      {
        reason: 'UnsupportedValue',
        statuses: ['True'],
        means: 'Some rules hold values that the controller does not support.',
        why: 'The values are optional for controllers, or newer than the controller. Other reasons of Accepted may stand here, too.',
        fix: 'Correct the rules that the message names.',
        see: ['describe httproute NAME'],
      },
    ],
  },
];
