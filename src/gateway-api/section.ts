import { SERVICE, holdsListeners, isRouteKind } from './kinds.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readNumber, readPath, readRecords, readString } from '../model/read.ts';
import { groupKindOf, sameGroupKind } from '../model/ref.ts';
import type { GroupKind } from '../model/ref.ts';
import { readListeners } from './gateway.ts';
import { readRules } from './route.ts';

/** What a section is of its object. */
export type SectionKind = 'listener' | 'rule' | 'port';

/** What the sections of a kind are; undefined where only its controller knows. */
export function sectionKindOf(type: GroupKind): SectionKind | undefined {
  if (holdsListeners(type)) return 'listener';
  if (isRouteKind(type)) return 'rule';
  return sameGroupKind(type, SERVICE) ? 'port' : undefined;
}

/** The section of a route rule, which rarely has a name: `rules[0]`. Only this file knows how sections are written. */
export function ruleSection(index: number): string {
  return `rules[${index}]`;
}

/** The place of the rule that a section of a route stands for; undefined for the name of a rule that is not there. */
export function ruleIndexOf(section: string): number | undefined {
  const index = /^rules\[(\d+)\]$/.exec(section)?.[1];
  return index === undefined ? undefined : Number(index);
}

/** The section of a Service port: its number. */
export function portSection(port: number): string {
  return String(port);
}

/** The number of the port that a section of a Service stands for; undefined for the name of a port that is not there. */
export function portOf(section: string): number | undefined {
  return /^\d+$/.test(section) ? Number(section) : undefined;
}

/** What a `sectionName` names in an object. */
export type SectionLookup =
  | { readonly state: 'found'; readonly section: string }
  | { readonly state: 'missing'; readonly what: SectionKind; readonly known: readonly string[] }
  | { readonly state: 'unknown' };

/**
 * The section that a name means: a listener by its name, a route rule as `rules[0]`, a Service port by its number
 * (semantics.md 5.2). Kinds without known sections answer unknown.
 */
export function findSection(object: KubernetesObject, sectionName: string): SectionLookup {
  const what = sectionKindOf(groupKindOf(object));
  if (what === 'listener') {
    const known = readListeners(object).map(({ name }) => name);
    return known.includes(sectionName) ? { state: 'found', section: sectionName } : { state: 'missing', what, known };
  }
  if (what === 'rule') {
    const rules = readRules(object);
    const rule = rules.find(({ name }) => name === sectionName);
    if (rule !== undefined) return { state: 'found', section: ruleSection(rule.index) };
    return { state: 'missing', what, known: rules.flatMap(({ name }) => name ?? []) };
  }
  if (what === 'port') {
    const ports = readRecords(readPath(object, 'spec', 'ports'));
    const number = readNumber(ports.find(({ name }) => name === sectionName)?.['port']);
    if (number !== undefined) return { state: 'found', section: portSection(number) };
    return { state: 'missing', what, known: ports.flatMap(({ name }) => readString(name) ?? []) };
  }
  return { state: 'unknown' };
}

/** The names that a `sectionName` may have in an object: of listeners, of rules that have one, of Service ports. */
export function sectionNames(object: KubernetesObject): readonly string[] {
  // No section has an empty name.
  const lookup = findSection(object, '');
  return lookup.state === 'missing' ? lookup.known : [];
}
