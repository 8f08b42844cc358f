import type { PolicyFacts } from '../../model/fact.ts';
import { nameOf, otherNames } from './names.ts';
import { sectionText } from './paths.ts';
import type { Sentences } from './sentence.ts';

/** Policies at their targets and ancestors. */
export const POLICIES = {
  sectionMissing: ({ ref, what, section, near, known, holder }) => {
    if (holder !== undefined) {
      return `${nameOf(ref)} has no ${what} ${section}, but ${nameOf(holder)} has: target that`;
    }
    const others = known.first.length === 0 ? `: none of its ${what}s has a name` : otherNames(near, known);
    return `${nameOf(ref)} has no ${what} ${section}${others}`;
  },
  namespaceNotTargeted: ({ own, namespace }) => `a policy in namespace ${own} cannot target Namespace ${namespace}`,
  invalidTargetSelector: ({ path }) => `${path} is not a valid selector`,
  nothingMatches: ({ kind }) => `no ${kind} matches`,
  nothingAnnotated: ({ kinds, annotation, value }) =>
    `no ${kinds.join(' or ')} has the annotation ${annotation}: ${value}`,
  noTarget: () => 'names no target',
  noTargetNorFilter: () => 'names no target, and no filter of a rule names it',
  targetWithoutName: ({ path }) => `${path} has no name`,
  notAnObject: ({ path }) => `${path} is not an object`,
  notAList: ({ path }) => `${path} is not a list`,
  actsBySelector: () => 'applies to what spec.selector selects',
  actsUntargeted: ({ how }) => how,
  foreignSections: ({ kind }) => `only its controller knows the sections of ${kind}`,
  foreignObject: ({ ref }) => `${nameOf(ref)} does not exist as an object; a controller may know it by other means`,
  foreignTarget: ({ policy, kind }) => `only its controller knows whether ${withArticle(policy)} applies to ${kind}`,
  untargetedKind: ({ policy, kind, kinds }) =>
    `${withArticle(policy)} cannot target ${withArticle(kind)}, only ${listing(kinds)}: it has no effect there`,
  targetsAreLocal: ({ policy, namespace }) =>
    `the targets of ${withArticle(policy)} are of its own namespace: move the policy to namespace ${namespace}`,
  noPath: () => 'no path leads through its targets',
  noOwnController: () => 'the controllers of the Gateways around its targets do not know the kind',
  onlyByOtherWays: () =>
    'full, but not through the Gateways that lead to its targets: their controllers do not know the kind',
  strangeController: ({ controller, policy }) => `its controller ${controller} does not know ${policy}`,
  refusedByController: ({ ancestor, controllerName, reason }) => {
    const at = ancestor === undefined ? '' : ` at ${nameOf(ancestor)}`;
    return `${controllerName === '' ? 'its controller' : controllerName} refuses it${at} (${reason})`;
  },
  policyBefore: ({ policy, target, port, by }) => {
    const same = `has the same target ${nameOf(target)}${port === undefined ? '' : ` port ${port}`}`;
    if (by === 'older') return `${nameOf(policy)} is older and ${same}: remove one`;
    const comesFirst = by === 'name' ? 'comes first by name' : 'comes first by name if both are created at once';
    return `${nameOf(policy)} ${same} and ${comesFirst}: remove one`;
  },
  sameTarget: ({ policy, target, reason }) => {
    const part = target.section === undefined ? '' : ` (${sectionText(target.section)})`;
    const why = reason === 'older' ? 'because it is older' : 'by its name';
    return `${nameOf(policy)} has the same target ${nameOf(target)}${part} and takes precedence, ${why}: remove one`;
  },
  targetIsUdp: ({ target }) => `${nameOf(target)} serves only UDP there, which has no TLS: target another port`,
  noAuthorityNamed: ({ path }) =>
    `${path} names no certificate authority: set caCertificateRefs or wellKnownCACertificates`,
  noAuthorityLeft: ({ because }, say) => `no valid certificate authority remains: ${say(because)}`,
  foreignWellKnown: ({ wellKnown }) => `only its controller knows the well-known authorities ${wellKnown}`,
  unknownWellKnown: ({ wellKnown, path }) => `${path} is ${wellKnown}, which the API does not define: use System`,
  actsInPart: ({ because }, say) => `it applies to other targets, but not to all: ${say(because)}`,
  foreignPolicy: () => 'only its controller knows the rules of the policy',
  ancestorNotReached: () => 'nothing that was read leads from this ancestor to a target of the policy',
} satisfies Sentences<keyof PolicyFacts>;

/** `an XTelemetryPolicy`, `a Gateway`, `an HTTPRoute` */
function withArticle(kind: string): string {
  return `${/^(?:[AEIOX]|U[a-z]|HTTP)/.test(kind) ? 'an' : 'a'} ${kind}`;
}

/** `Gateway, ListenerSet and HTTPRoute` */
function listing(kinds: readonly string[]): string {
  return [kinds.slice(0, -1).join(', '), ...kinds.slice(-1)].filter((part) => part !== '').join(' and ');
}
