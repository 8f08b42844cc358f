import type { EffectiveFacts } from '../../model/fact.ts';
import { nameOf } from './names.ts';
import type { Sentences } from './sentence.ts';

/** What a reader of an effective policy or setting should know. */
export const NOTES = {
  guessedStrategy: ({ kind }) => `how policies of kind ${kind} combine is not known: taken as GEP-713's default`,
  oldestWins: () => 'on one level the oldest policy wins; GEP-713 read literally would prefer the newer one',
  listsMayMerge: () => 'strategic merge: lists are shown replaced; the controller may merge some of them by key',
  fieldsBesideBlock: ({ policy }) =>
    `${nameOf(policy)}: fields beside its defaults or overrides block are taken as defaults`,
  unknownChoice: ({ policy, field, value }) =>
    `${nameOf(policy)}: ${field} ${value} is not known: taken as if not written`,
  parentNotKnown: ({ parent }) => `whether ${parent.kind} ${parent.name} accepts the route could not be told`,
  inheritsNothing: () => 'no parent accepts the route: it inherits nothing',
  policyNotAccepted: ({ reason }) => `the policy is not accepted (${reason}): connections to the backend fail`,
  noTlsOnUdp: () => 'TLS does not apply to a UDP port',
  tlsOnTcpOnly: () => 'TLS applies to the TCP ports only',
  tracingByController: () => "tracing is the controller's default",
  sampled: ({ percent }) => `${Number(percent.toFixed(4))} % of requests are sampled`,
  deprecatedField: ({ field }) =>
    `${field} is deprecated since v1.7: move it to spec.sessionPersistence of an XBackend`,
  besideXBackend: () =>
    'beside an XBackend that has its own, what a route rule or policy says is up to the implementation',
  oldFields: ({ fields }) => `${fields.join(', ')}: written for an API before v1.7`,
  headerNameMissing: () => 'type Header needs header.name',
  lifetimeMissing: () => 'a Permanent cookie needs absoluteTimeout',
  emptySession: () => 'an empty sessionPersistence is invalid since v1.7: write cookie: {}',
  weightsBeforeSession: () =>
    'weights choose the backend of every request first, then the session its endpoint (until v1.6 the other way round)',
  partlyPersistent: () => 'only some backends of the split are persistent: set it on all of them',
  sharedCookieName: () =>
    'two XBackends of the split share a cookie name: that is invalid, the controller may refuse it or pick one',
  clientIpAffinity: () =>
    'the Service has sessionAffinity ClientIP: where its IP is used (mesh), the route must be refused',
} satisfies Sentences<keyof EffectiveFacts>;
