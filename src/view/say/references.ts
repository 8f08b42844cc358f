import { GATEWAY_API } from '../../gateway-api/kinds.ts';
import type { ReferenceFacts } from '../../model/fact.ts';
import type { Some } from '../../model/some.ts';
import { enumerate, nameOf, typeName } from './names.ts';
import { nearGrantText } from './near-grant-text.ts';
import type { Sentences } from './sentence.ts';

/** References to objects and backends. */
export const REFERENCES = {
  objectMissing: ({ ref, near, elsewhere, otherKind }) => {
    const meant = otherKind === undefined ? near : `${typeName(otherKind)} ${ref.name}`;
    const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
    if (elsewhere === undefined) return `${nameOf(ref)} does not exist${hint}`;
    const advice = ref.namespace === undefined ? ': write the namespace' : '';
    return `${nameOf(ref)} does not exist; there is one in namespace ${elsewhere}${advice}`;
  },
  coreIsWritten: () => 'group core is read as the core group, but a controller may refuse it: write group ""',
  wrongGroup: ({ type, right, object }) => {
    const group = right === '' ? 'group "" (or none)' : `group ${right}`;
    const meant = object === undefined ? '' : ` for ${nameOf(object)}`;
    return `${type.group === '' ? `${type.kind} of the core group` : typeName(type)} is not a kind: write ${group}${meant}`;
  },
  grantsNothing: ({ path, because }, say) => `${path} grants nothing: ${say(because)}`,
  refNotPermitted: ({ from, to, near }) =>
    `${nameOf(to)} is in another namespace, which does not permit the reference: add a ReferenceGrant in namespace ${to.namespace ?? ''} from ${from.kind} in namespace ${from.namespace ?? ''} to ${to.kind} ${to.name}${near === undefined ? '' : `; ${nearGrantText(near)}`}`,
  portNotNamed: ({ ref, ports }) => `a reference to ${nameOf(ref)} needs a port: ${portsText(ports)}`,
  portMissing: ({ ref, port, ports }) => `${nameOf(ref)} has no port ${port}: ${portsText(ports)}`,
  portOfOtherProtocol: ({ ref, port, protocol, wanted, from }) =>
    `port ${port} of ${nameOf(ref)} is ${protocol}, but ${from} needs a ${wanted} port: name one`,
  noReasonForPort: () => 'the specification defines no reason for a port that the Service does not have',
  // The policy lies in the namespace of the Service.
  backendTlsUnmet: ({ policy: { kind, name }, because }, say) =>
    `connections fail: ${kind.toLowerCase()}/${name}: ${say(because)}`,
  backendTlsUnknown: ({ policy, because }, say) =>
    `it is not known whether ${nameOf(policy)} can be met: ${say(because)}`,
  backendTlsNeeded: ({ ref, port, appProtocol }) =>
    `port ${port} of ${nameOf(ref)} uses ${appProtocol}, which an HTTPRoute can reach only with a BackendTLSPolicy: add one`,
  externalNameBackend: () => 'the Service is of type ExternalName, which controllers should not support',
  xBackendElsewhere: ({ ref }) =>
    `${nameOf(ref)} is in another namespace, but an XBackend can only be used in its own: move one of them`,
  notABackendKind: ({ type }) => {
    const known = type.group === GATEWAY_API ? 'is not a kind of backend' : 'is not a known kind';
    return `${typeName(type)} ${known}: change group and kind of the backendRef`;
  },
  foreignBackend: ({ type }) => `only its controller knows whether ${typeName(type)} can be a backend`,
  filterFails: ({ index, because }, say) => `filters.requests[${index}]: ${say(because)}`,
  misplacedFilters: ({ listener, protocol }) =>
    `filters.requests require protocol HTTP or HTTPS, but listener ${listener} uses ${protocol}: remove the filters`,
  noReasonForFilters: () => 'the API defines no reason for filters on other protocols',
  andMore: ({ first, more }, say) => `${say(first)} (and ${more} more)`,
} satisfies Sentences<keyof ReferenceFacts>;

function portsText(ports: Some<number>): string {
  return ports.first.length === 0 ? 'it has no ports' : `it has ${enumerate(ports)}`;
}
