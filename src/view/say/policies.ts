import type { PolicyFacts } from '../../model/fact.ts';
import { nameOf, otherNames } from './names.ts';
import type { Sentences } from './sentence.ts';

/** Policies at their targets and ancestors. */
export const POLICIES = {
  sectionMissing: ({ ref, what, section, near, known }) => {
    const others = known.first.length === 0 ? `: none of its ${what}s has a name` : otherNames(near, known);
    return `${nameOf(ref)} has no ${what} ${section}${others}`;
  },
  namespaceNotTargeted: ({ own, namespace }) => `a policy of namespace ${own} cannot target Namespace ${namespace}`,
  invalidTargetSelector: ({ path }) => `${path} is not a valid selector`,
  nothingMatches: ({ kind }) => `no ${kind} matches`,
  nothingAnnotated: ({ kinds, annotation, value }) =>
    `no ${kinds.join(' or ')} has the annotation ${annotation}: ${value}`,
  noTarget: () => 'names no target',
  noTargetNorFilter: () => 'names no target, and no filter of a rule names it',
  targetWithoutName: ({ path }) => `${path} has no name`,
  notAnObject: ({ path }) => `${path} is not an object`,
  notAList: ({ path }) => `${path} is not a list`,
  actsBySelector: () => 'acts by spec.selector',
  actsUntargeted: ({ how }) => how,
  foreignSections: ({ kind }) => `the sections of ${kind} are known to its controller only`,
  foreignObject: ({ ref }) => `${nameOf(ref)} does not exist as an object; a controller may know it by other means`,
  foreignTarget: ({ policy, kind }) =>
    `whether ${/^[AEIOUX]/.test(policy) ? 'an' : 'a'} ${policy} acts on ${kind} is known to its controller only`,
  untargetedKind: ({ policy, kind }) => `whether ${policy} acts on ${kind} is known to its controller only`,
  olderPolicy: ({ policy, target, port }) =>
    `${nameOf(policy)} is older and has the same target ${nameOf(target)}${port === undefined ? '' : ` port ${port}`}: remove one`,
  targetIsUdp: ({ target }) => `${nameOf(target)} speaks UDP only there, which has no TLS: target another port`,
  noAuthorityNamed: ({ path }) =>
    `${path} names no certificate authority: set caCertificateRefs or wellKnownCACertificates`,
  noAuthorityLeft: ({ because }, say) => `no certificate authority is left: ${say(because)}`,
  foreignWellKnown: ({ wellKnown }) => `the well-known authorities ${wellKnown} are known to their controller only`,
  unknownWellKnown: ({ wellKnown, path }) =>
    `${path} names the well-known authorities ${wellKnown}, which the API does not know: use System`,
  actsInPart: ({ because }, say) => `it acts on other targets, but not on all: ${say(because)}`,
  foreignPolicy: () => 'only the controller of the policy knows its rules',
  ancestorNotReached: () => 'nothing that was read leads from this ancestor to a target of the policy',
} satisfies Sentences<keyof PolicyFacts>;
