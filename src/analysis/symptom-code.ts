import type { GraphEdge } from '../graph/graph.ts';
import type { Relation } from '../gateway-api/relation.ts';
import type { Fact, FactCode, Note } from '../model/fact.ts';
import { rootOf } from './cause.ts';
import type { ProblemRank, Symptom } from './problem.ts';
import type { Because } from './verdict.ts';

/**
 * The code of the rule that a symptom belongs to: each to exactly one, by what was found out, else by the API's reason, else by the
 * condition. What waits for something else is of the code of that.
 */
export function codeOfSymptom({ because, rank }: Pick<Symptom, 'because' | 'rank'>): string {
  return codeOf(because, rank);
}

function codeOf(because: Because, rank: ProblemRank): string {
  switch (because.code) {
    case 'inadmissible':
      return 'GW7001';
    case 'noted':
      return OF_NOTES[because.note.code];
    case 'waits':
      return codeOf(because.because, rank);
    case 'reference':
      return codeOfReference(because.edge);
    case 'computed':
    case 'tlsFails': {
      const type = because.code === 'computed' ? because.type : 'Accepted';
      return codeOfCondition(type, because.condition.reason, because.condition.because, rank);
    }
    case 'reported':
      return codeOfCondition(because.condition.type, because.condition.reason, undefined, rank);
    case 'stale':
      return 'GW6006';
    case 'unreported':
      return 'GW6007';
    case 'pending':
      return 'GW6008';
    // No symptoms, but parts of verdicts.
    case 'missing':
    case 'unread':
    case 'noEndpoints':
    case 'noParents':
      return 'GW6001';
  }
}

const OF_NOTES: Readonly<Record<Note['code'], string>> = {
  coreIsWritten: 'GW1008',
  portOfOtherProtocol: 'GW2005',
  hostnamesTaken: 'GW3017',
  hostnamesIgnored: 'GW3018',
  listenerTaken: 'GW3019',
};

/** What is wrong whatever refers to it. */
const OF_FACTS: ReadonlyMap<FactCode, string> = new Map<FactCode, string>([
  ['refNotPermitted', 'GW1005'],
  ['xBackendElsewhere', 'GW1005'],
  ['wrongGroup', 'GW1007'],
  ['portMissing', 'GW2003'],
  ['portNotNamed', 'GW2004'],
  ['certificateKeyMissing', 'GW2008'],
  ['malformedCertificate', 'GW2008'],
  ['notACertificateKind', 'GW2008'],
  ['authorityKeyMissing', 'GW2011'],
  ['noPem', 'GW2011'],
  ['notAnAuthorityKind', 'GW2011'],
]);

/** What does not exist, by who refers to it. */
const OF_RELATIONS: Readonly<Record<Relation, string>> = {
  class: 'GW1001',
  parameters: 'GW1002',
  parent: 'GW1003',
  attachment: 'GW1003',
  extension: 'GW1006',
  backend: 'GW2001',
  mirror: 'GW2001',
  externalAuth: 'GW2001',
  endpoint: 'GW2001',
  certificate: 'GW2007',
  ca: 'GW2010',
  target: 'GW5001',
  section: 'GW1003',
  grant: 'GW1005',
  infrastructure: 'GW1003',
};

function codeOfReference({ relation, reason, state, because }: GraphEdge): string {
  const root = because === undefined ? undefined : rootOf(because);
  if (relation === 'target')
    return state === 'notPermitted' && root?.code !== 'refNotPermitted' ? 'GW5002' : (ofFact(root) ?? 'GW5001');
  const byFact = ofFact(root);
  if (byFact !== undefined) return byFact;
  if (reason === 'InvalidKind' && OF_RELATIONS[relation] === 'GW2001') return 'GW2002';
  return OF_RELATIONS[relation];
}

function ofFact(root: Fact | undefined): string | undefined {
  return root === undefined ? undefined : OF_FACTS.get(root.code);
}

/** The reasons of the API, and ours where it has none. */
const OF_REASONS: ReadonlyMap<string, string> = new Map([
  ['ClassNotFound', 'GW1001'],
  ['InvalidParameters', 'GW1002'],
  ['ParentNotFound', 'GW1003'],
  ['NoMatchingParent', 'GW1004'],
  ['RefNotPermitted', 'GW1005'],
  ['ExtensionNotFound', 'GW1006'],
  ['InvalidListenerFilterRef', 'GW1006'],
  ['BackendNotFound', 'GW2001'],
  ['InvalidKind', 'GW2002'],
  ['InvalidCertificateRef', 'GW2008'],
  ['InvalidClientCertificateRef', 'GW2008'],
  ['InvalidCACertificateRef', 'GW2011'],
  ['InvalidCACertificateKind', 'GW2011'],
  ['NoValidCACertificate', 'GW2011'],
  ['InvalidBackendTLS', 'GW2011'],
  ['NotAllowedByListeners', 'GW3001'],
  ['NoMatchingListenerHostname', 'GW3002'],
  ['UnsupportedValue', 'GW3003'],
  ['IncompatibleFilters', 'GW3004'],
  ['NotAllowed', 'GW3006'],
  ['ParentNotAccepted', 'GW3007'],
  ['ParentNotProgrammed', 'GW3007'],
  ['ListenersNotValid', 'GW3008'],
  ['ListenersNotResolved', 'GW3008'],
  ['UnsupportedProtocol', 'GW3010'],
  ['InvalidRouteKinds', 'GW3011'],
  ['InvalidListenerFilter', 'GW3012'],
  ['InvalidListenerFilterOrder', 'GW3012'],
  ['HostnameConflict', 'GW3013'],
  ['ProtocolConflict', 'GW3014'],
  ['ListenerConflict', 'GW3015'],
  ['TooManyListeners', 'GW3015'],
  ['PortUnavailable', 'GW3016'],
  ['TargetNotFound', 'GW5001'],
  ['AddressNotAssigned', 'GW6003'],
  ['AddressNotUsable', 'GW6003'],
  ['UnsupportedAddress', 'GW6003'],
  ['NotAssigned', 'GW6003'],
  ['PartiallyAssigned', 'GW6003'],
  ['NoResources', 'GW6004'],
  ['Unsupported', 'GW6011'],
  ['UnsupportedVersion', 'GW6011'],
]);

/** What a controller says that is no reason of the API. */
const OF_CONDITIONS: ReadonlyMap<string, string> = new Map([
  ['Accepted', 'GW6001'],
  ['Programmed', 'GW6002'],
  ['ResolvedRefs', 'GW6005'],
  ['Conflicted', 'GW3015'],
  ['PartiallyInvalid', 'GW6010'],
]);

/** Which code an object that is not there has, by the reason that follows from it. */
const OF_ABSENCE: ReadonlyMap<string, string> = new Map([
  ['GW2008', 'GW2007'],
  ['GW2011', 'GW2010'],
]);

/** Any condition, also one that only its implementation knows. */
function codeOfCondition(type: string, reason: string, because: Fact | undefined, rank: ProblemRank): string {
  const root = because === undefined ? undefined : rootOf(because);
  const byFact = ofFact(root);
  if (byFact !== undefined) return byFact;
  // Two kinds of objects have the one word for different things.
  if (reason === 'Conflicted' && rank === 'route') return 'GW3005';
  if (reason === 'Conflicted' && rank === 'policy') return 'GW5003';
  if (reason === 'Invalid' && rank === 'policy') return 'GW5004';
  if (type === 'ResolvedRefs' && reason === 'UnsupportedProtocol') return 'GW2006';
  if (type === 'PartiallyInvalid') return 'GW6010';
  const code = OF_REASONS.get(reason) ?? OF_CONDITIONS.get(type) ?? 'GW6009';
  return root?.code === 'objectMissing' ? (OF_ABSENCE.get(code) ?? code) : code;
}

/** Every code that a symptom can have. */
export const SYMPTOM_CODES: ReadonlySet<string> = new Set([
  'GW5002',
  'GW5004',
  'GW3005',
  'GW5003',
  'GW2002',
  'GW2006',
  'GW6006',
  'GW6007',
  'GW6008',
  'GW6009',
  'GW7001',
  ...Object.values(OF_NOTES),
  ...OF_FACTS.values(),
  ...Object.values(OF_RELATIONS),
  ...OF_REASONS.values(),
  ...OF_CONDITIONS.values(),
  ...OF_ABSENCE.values(),
]);
