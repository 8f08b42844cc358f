import type { ObjectRef } from '../../model/ref.ts';
import { policiesActingOn } from '../../policy/acting.ts';
import type { ActingPolicy } from '../../policy/acting.ts';
import { effectivePolicies } from '../../policy/effective.ts';
import type { EffectivePolicy } from '../../policy/effective.ts';
import type { Standing } from '../../policy/outcome.ts';
import type { PolicyIndex } from '../../policy/policy-index.ts';
import { pathText, sectionText, standingText } from '../../policy/words.ts';
import type { Block, Line } from '../description.ts';
import type { Cell } from '../table.ts';
import { objectText } from '../tables/object-text.ts';
import { cut, lines } from './blocks.ts';

/** How many policies and paths a page names. */
const MOST = 20;
/** How many fields a page shows of one effective policy. */
const MOST_FIELDS = 12;

/**
 * The policies that act on an object: attached to it, inherited, or for a route attached to its backends; each with who
 * takes its place.
 */
export function actingPolicyBlocks(
  object: ObjectRef,
  index: PolicyIndex,
  command: (words: string) => string,
): readonly Block[] {
  const { shown, left } = cut(policiesActingOn(index, object), MOST);
  return lines(
    'Policies',
    shown.map((acting) => actingLine(acting, object)),
    left === 0 ? undefined : `${left} more: ${command(effectiveWords(object))}`,
  );
}

/** What the policies add up to, path by path, each field with its source. */
export function effectivePolicyBlocks(
  object: ObjectRef,
  index: PolicyIndex,
  command: (words: string) => string,
): readonly Block[] {
  const known = effectivePolicies(index, { object }).filter(({ spec }) => spec !== undefined);
  const { shown, left } = cut(known, MOST);
  return lines(
    'Effective Policies',
    shown.map((effective) => effectiveLine(effective, object.namespace)),
    left === 0 ? undefined : `${left} more: ${command(effectiveWords(object))}`,
  );
}

/** Of one acting policy: its name, where it stands, and what of it takes effect. */
export function actingLine({ policy, how, from, effect, by }: ActingPolicy, object: ObjectRef): Line {
  const own = object.namespace;
  const note = ((): Cell => {
    const names = by.map(({ ref }) => objectText(ref, own)).join(', ');
    if (effect === 'none') return { text: names === '' ? 'no effect' : `overridden by ${names}`, tone: 'warning' };
    return effect === 'part' && names !== '' ? { text: `partly overridden by ${names}`, tone: 'muted' } : '';
  })();
  return {
    mark: effect === 'none' ? 'note' : undefined,
    cells: [objectText(policy.ref, own), whereText(how, from, own), note],
  };
}

function whereText(how: ActingPolicy['how'], from: readonly Standing[], namespace: string | undefined): string {
  const places = [...new Set(from.map(({ node }) => placeText(node, namespace)))].join(', ');
  if (how === 'inherited') return `inherited from ${places}`;
  if (how === 'below') return `on ${places}`;
  const sections = from.flatMap(({ node }) => (node.section === undefined ? [] : [sectionText(node.section)]));
  return sections.length === from.length ? `attached to ${[...new Set(sections)].join(', ')}` : 'attached here';
}

function placeText(node: ObjectRef, namespace: string | undefined): string {
  const section = node.section === undefined ? '' : `#${sectionText(node.section)}`;
  return `${objectText({ ...node, section: undefined }, namespace)}${section}`;
}

function effectiveLine({ kind, path, sources }: EffectivePolicy, namespace: string | undefined): Line {
  const { shown, left } = cut(sources, MOST_FIELDS);
  const details: (readonly Cell[])[] = shown.map(({ path: keys, value, standing }) => [
    `${keys.join('.')}: ${shortValue(value)}`,
    { text: `${objectText(standing.policy.ref, namespace)} (${standingText(standing)})`, tone: 'muted' },
  ]);
  if (left > 0) details.push([`… ${left} more fields`]);
  return { cells: [kind.kind, pathText(path)], details };
}

function shortValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.length}]`;
  return typeof value === 'object' && value !== null ? '{…}' : String(value);
}

function effectiveWords({ kind, namespace, name }: ObjectRef): string {
  return `effective ${kind.toLowerCase()}/${name}${namespace === undefined ? '' : ` -n ${namespace}`}`;
}
