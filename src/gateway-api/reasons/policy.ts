import { SPECIFICATION_POLICY_KINDS } from '../kinds.ts';
import type { ConditionGuide } from './condition-guide.ts';

const POLICIES: readonly string[] = SPECIFICATION_POLICY_KINDS.map(({ kind }) => kind);

/** Conditions of policies, one set for each ancestor (apis/v1/policy_types.go, backendtlspolicy_types.go, GEP-713). */
export const POLICY_CONDITIONS: readonly ConditionGuide[] = [
  {
    type: 'Accepted',
    on: [...POLICIES, 'policies'],
    means:
      'Whether the policy is in effect for the ancestor, which is in most cases a Gateway that leads to its target.',
    healthy: 'True',
    reasons: [
      { reason: 'Accepted', statuses: ['True'], means: 'The policy is in effect.' },
      {
        reason: 'Conflicted',
        statuses: ['False'],
        means: 'Another policy of the kind sets the same for the same target, and goes before this one.',
        why: 'Of two policies that cannot be merged the older one wins, then the first by namespace and name.',
        fix: 'Merge the policies, or give them different targets or sections.',
        see: ['effective TYPE/NAME', 'describe TYPE NAME'],
      },
      {
        reason: 'Invalid',
        statuses: ['False'],
        means: 'The policy is wrong, or holds what the controller does not support.',
        why: "Only the controller knows: the condition's message says what.",
        fix: 'Read the message of the condition.',
        see: ['describe TYPE NAME'],
      },
      {
        reason: 'TargetNotFound',
        statuses: ['False'],
        means: 'The target of the policy does not exist.',
        why: 'targetRefs names an object that is not there, in the namespace of the policy, or a section that the object does not have.',
        fix: 'Correct group, kind, name and sectionName of the targetRef. A policy acts in its own namespace, with few exceptions.',
        see: ['describe TYPE NAME'],
      },
      {
        reason: 'NoValidCACertificate',
        statuses: ['False'],
        means: 'BackendTLSPolicy: not one of its certificate authorities is usable. Connections to the backend fail.',
        why: 'Every reference of caCertificateRefs is missing, of a wrong kind or malformed; ResolvedRefs says which.',
        fix: 'Create a ConfigMap with the key ca.crt beside the policy, or use wellKnownCACertificates.',
        see: ['describe backendtlspolicy NAME'],
      },
    ],
  },
  {
    type: 'Programmed',
    on: ['policies'],
    means: 'Whether the policy has an effect on requests. The API leaves it to implementations whether they report it.',
    healthy: 'True',
    state: 'experimental',
    reasons: [
      { reason: 'Programmed', statuses: ['True'], means: 'The policy acts on every path to its targets.' },
      {
        reason: 'PartiallyProgrammed',
        statuses: ['True'],
        means: 'The policy acts on some of the paths to its targets.',
        why: 'On the others another policy takes its place.',
        fix: 'Nothing, unless it was meant to act on all of them.',
        see: ['effective TYPE/NAME'],
      },
      {
        reason: 'Reconciling',
        statuses: ['False'],
        means: 'The controller has not made a configuration of the policy yet.',
        why: 'The policy is new, or has just been changed.',
        fix: 'Wait a moment. If it stays, see that the controller runs.',
        see: ['describe TYPE NAME'],
      },
      {
        reason: 'Overridden',
        statuses: ['False'],
        means: 'Other policies take the place of this one wherever it would act.',
        why: 'An override from above, or a default that is more specific, sets everything that this policy sets.',
        fix: 'Nothing, if that is how it is meant; else change or remove the other policy.',
        see: ['effective TYPE/NAME'],
      },
    ],
  },
  {
    type: 'ResolvedRefs',
    on: ['BackendTLSPolicy'],
    means: 'Whether the certificate authorities of the policy are usable.',
    healthy: 'True',
    reasons: [
      { reason: 'ResolvedRefs', statuses: ['True'], means: 'Every certificate authority is usable.' },
      {
        reason: 'InvalidCACertificateRef',
        statuses: ['False'],
        means: 'A certificate authority does not exist or is malformed.',
        why: 'The ConfigMap is not beside the policy, or has no ca.crt with a certificate in PEM.',
        fix: 'Create the ConfigMap with the key ca.crt, or correct the reference.',
        see: ['describe backendtlspolicy NAME'],
      },
      {
        reason: 'InvalidKind',
        statuses: ['False'],
        means: 'A certificate authority is of a kind that the controller does not read.',
        why: 'Controllers have to read ConfigMaps; other kinds are optional.',
        fix: 'Put the certificate into a ConfigMap with the key ca.crt.',
        see: ['describe backendtlspolicy NAME'],
      },
    ],
  },
  {
    type: 'ResolvedRefs',
    on: ['XTelemetryPolicy'],
    means: 'Whether the collectors that the policy names resolve.',
    healthy: 'True',
    state: 'experimental',
    reasons: [
      { reason: 'ResolvedRefs', statuses: ['True'], means: 'Every collector resolves.' },
      {
        reason: 'BackendNotFound',
        statuses: ['False'],
        means: 'A collector does not exist.',
        why: 'The name, namespace or port of the backendRef is wrong.',
        fix: 'Correct the reference, or create the Service.',
        see: ['describe xtelemetrypolicy NAME'],
      },
      {
        reason: 'InvalidKind',
        statuses: ['False'],
        means: 'A collector is of a kind that is unknown or cannot be used.',
        why: 'group and kind do not fit one another, or the controller does not support the kind.',
        fix: 'Correct group and kind of the reference.',
        see: ['describe xtelemetrypolicy NAME'],
      },
      {
        reason: 'RefNotPermitted',
        statuses: ['False'],
        means: 'A collector lies in another namespace that does not permit the reference.',
        why: 'No ReferenceGrant in the namespace of the collector permits references from XTelemetryPolicies of this namespace.',
        fix: 'Create a ReferenceGrant in the namespace of the collector.',
        see: ['describe xtelemetrypolicy NAME', 'get referencegrants -A'],
      },
    ],
  },
];
