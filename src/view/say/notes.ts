import type { EffectiveFacts } from '../../model/fact.ts';
import { nameOf } from './names.ts';
import type { Sentences } from './sentence.ts';

/** What a reader of an effective policy or setting should know. */
export const NOTES = {
  guessedStrategy: ({ kind }) =>
    `it is not known how policies of kind ${kind} are merged: GEP-713's default is assumed`,
  oldestWins: () => 'at the same level the oldest policy wins; GEP-713 read literally would prefer the newer one',
  listsMayMerge: () => 'strategic merge: lists are shown as replaced; the controller may merge some of them by key',
  fieldsBesideBlock: ({ policy }) =>
    `${nameOf(policy)}: fields outside its defaults or overrides block are treated as defaults`,
  unknownChoice: ({ policy, field, value }) => `${nameOf(policy)}: ${field} ${value} is unknown and ignored`,
  parentNotKnown: ({ parent }) => `it could not be determined whether ${parent.kind} ${parent.name} accepts the route`,
  inheritsNothing: () => 'no parent accepts the route: it inherits nothing, and its policies have no effect',
  policyNotAccepted: ({ reason }) => `the policy is not accepted (${reason}): connections to the backend fail`,
  noTlsOnUdp: () => 'TLS does not apply to a UDP port',
  tlsOnTcpOnly: () => 'TLS applies to the TCP ports only',
  tracingByController: () => "tracing is the controller's default",
  sampled: ({ percent }) => `${Number(percent.toFixed(4))} % of requests are sampled`,
  deprecatedField: ({ field }) =>
    `${field} is deprecated since v1.7: move it to spec.sessionPersistence of an XBackend`,
  besideXBackend: () => 'the XBackend has its own, so the effect of a route rule or policy is up to the implementation',
  oldFields: ({ fields }) => `${fields.join(', ')}: from the API before v1.7`,
  headerNameMissing: () => 'type Header requires header.name',
  lifetimeMissing: () => 'a Permanent cookie requires absoluteTimeout',
  emptySession: () => 'an empty sessionPersistence is invalid since v1.7: set cookie: {}',
  weightsBeforeSession: () =>
    'weights select the backend of each request first, then the session selects its endpoint (until v1.6 the other way round)',
  partlyPersistent: () => 'only some backends of the split are persistent: set it on all of them',
  sharedCookieName: () =>
    'two XBackends of the split share a cookie name: this is invalid, and the controller may refuse it or pick one',
  clientIpAffinity: () =>
    'the Service has sessionAffinity ClientIP: where its IP is used (mesh), the route must be refused',
} satisfies Sentences<keyof EffectiveFacts>;
