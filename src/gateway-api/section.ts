import { GATEWAY, SERVICE, isListenerSetKind, isRouteKind } from './kinds.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readNumber, readPath, readRecords, readString } from '../model/read.ts';
import { groupKindOf, sameGroupKind } from '../model/ref.ts';
import { readListeners } from './gateway.ts';
import { readRules } from './route.ts';

/** What a `sectionName` names in an object. */
export type SectionLookup =
  | { readonly state: 'found'; readonly section: string }
  | { readonly state: 'missing'; readonly what: string; readonly known: readonly string[] }
  | { readonly state: 'unknown' };

/**
 * The section that a name means: a listener by its name, a route rule as `rules[0]`, a Service port by its number
 * (semantics.md 5.2). Kinds without known sections answer unknown.
 */
export function findSection(object: KubernetesObject, sectionName: string): SectionLookup {
  const type = groupKindOf(object);
  if (sameGroupKind(type, GATEWAY) || isListenerSetKind(type)) {
    const known = readListeners(object).map(({ name }) => name);
    return known.includes(sectionName)
      ? { state: 'found', section: sectionName }
      : { state: 'missing', what: 'listener', known };
  }
  if (isRouteKind(type)) {
    const rules = readRules(object);
    const rule = rules.find(({ name }) => name === sectionName);
    if (rule !== undefined) return { state: 'found', section: `rules[${rule.index}]` };
    return { state: 'missing', what: 'rule', known: rules.flatMap(({ name }) => name ?? []) };
  }
  if (sameGroupKind(type, SERVICE)) {
    const ports = readRecords(readPath(object, 'spec', 'ports'));
    const number = readNumber(ports.find(({ name }) => name === sectionName)?.['port']);
    if (number !== undefined) return { state: 'found', section: String(number) };
    return { state: 'missing', what: 'port', known: ports.flatMap(({ name }) => readString(name) ?? []) };
  }
  return { state: 'unknown' };
}
