import { GATEWAY, SERVICE, isListenerSetKind, isRouteKind } from '../model/kinds.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readListeners } from '../model/gateway-api/gateway.ts';
import { readRules } from '../model/gateway-api/route.ts';
import { readNumber, readPath, readRecords, readString } from '../model/read.ts';
import { groupKindOf, sameGroupKind } from '../model/ref.ts';

/** What a `sectionName` names in an object. */
export type SectionLookup =
  | { readonly state: 'found'; readonly section: string }
  | { readonly state: 'missing'; readonly what: string; readonly known: readonly string[] }
  | { readonly state: 'unknown' };

/**
 * The graph's name of a section: a listener by its name, a route rule `rules[0]`, a Service port by its number
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
    return { state: 'missing', what: 'rule', known: rules.flatMap(({ name }) => (name === undefined ? [] : [name])) };
  }
  if (sameGroupKind(type, SERVICE)) {
    const ports = readRecords(readPath(object, 'spec', 'ports'));
    const port = ports.find((entry) => entry['name'] === sectionName);
    const number = readNumber(port?.['port']);
    if (number !== undefined) return { state: 'found', section: String(number) };
    return { state: 'missing', what: 'port', known: ports.flatMap((entry) => readString(entry['name']) ?? []) };
  }
  return { state: 'unknown' };
}

/** As `findSection`, and also what a person may type: `0` or `rules[0]` for a rule, a number for a port. */
export function findUserSection(object: KubernetesObject, written: string): SectionLookup {
  const named = findSection(object, written);
  if (named.state !== 'missing') return named;
  const number = Number(
    /^(?:rules\[(\d+)\]|(\d+))$/
      .exec(written)
      ?.slice(1)
      .find((part) => part !== undefined),
  );
  if (Number.isNaN(number)) return named;
  if (named.what === 'rule')
    return readRules(object).length > number ? { state: 'found', section: `rules[${number}]` } : named;
  const ports = named.what === 'port' ? readRecords(readPath(object, 'spec', 'ports')) : [];
  return ports.some((entry) => entry['port'] === number) ? { state: 'found', section: String(number) } : named;
}
