import { HTTP_ROUTE } from './kinds.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { isRecord, readPath, readRecord, readRecords, readString, readStrings } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import { groupKindOf, sameGroupKind } from '../model/ref.ts';
import { readBackendRef } from './backend-ref.ts';
import type { BackendRef } from './backend-ref.ts';
import { readObjectReference } from './object-reference.ts';
import type { WrittenReference } from './object-reference.ts';

/** One rule of a route of any kind: its place, its backends with defaults, and the rule as written for all the rest. */
export interface RouteRule {
  readonly index: number;
  readonly name: string | undefined;
  readonly matches: readonly JsonRecord[];
  readonly filters: readonly JsonRecord[];
  readonly backendRefs: readonly BackendRef[];
  /** The rule as it was written. */
  readonly source: JsonRecord;
}

/** A reference to a backend with where it stands and what it is for. */
export interface RouteBackend {
  readonly ref: BackendRef;
  readonly use: 'backend' | 'mirror' | 'externalAuth';
  /** `spec.rules[1].backendRefs[0]`, `spec.rules[0].filters[2].requestMirror.backendRef` … */
  readonly path: string;
  /** The rule that it stands in. */
  readonly ruleIndex: number;
}

/** What an `extensionRef` filter names: an object of the route's namespace. */
export interface RouteExtension extends WrittenReference {
  readonly ruleIndex: number;
  /** Whether the filter is one of the rule, not of a backendRef of it. */
  readonly isOfRule: boolean;
}

/** `spec.hostnames`; empty means any. */
export function readHostnames(route: KubernetesObject): readonly string[] {
  return readStrings(readPath(route, 'spec', 'hostnames'));
}

/**
 * `spec.rules`; an HTTPRoute without the field has one rule that matches everything and has no backends (HR:136), an
 * empty list stays empty.
 */
export function readRules(route: KubernetesObject): readonly RouteRule[] {
  const known = rulesOf.get(route);
  if (known !== undefined) return known;
  const namespace = namespaceOf(route);
  const rules = writtenRules(route).map((source, index) => ({
    index,
    name: readString(source['name']),
    matches: readRecords(source['matches']),
    filters: readRecords(source['filters']),
    backendRefs: readRecords(source['backendRefs']).map((ref) => readBackendRef(ref, namespace)),
    source,
  }));
  rulesOf.set(route, rules);
  return rules;
}

/** The rules of routes that were read before: each listener, edge and table asks for them. */
const rulesOf = new WeakMap<KubernetesObject, readonly RouteRule[]>();

/** How many rules a route has. */
export function countRules(route: KubernetesObject): number {
  return writtenRules(route).length;
}

function writtenRules(route: KubernetesObject): readonly JsonRecord[] {
  const rules = readPath(route, 'spec', 'rules');
  return readRecords(rules === undefined && sameGroupKind(groupKindOf(route), HTTP_ROUTE) ? [{}] : rules);
}

/** Every backend a route sends, mirrors or asks: of rules, of filters, and of filters on backendRefs (semantics.md 3.1). */
export function readRouteBackends(route: KubernetesObject): readonly RouteBackend[] {
  const namespace = namespaceOf(route);
  const backends: RouteBackend[] = [];
  for (const rule of readRules(route)) {
    const at = `spec.rules[${rule.index}]`;
    readFilterBackends(rule.filters, at, rule.index, namespace, backends);
    for (const [index, ref] of rule.backendRefs.entries()) {
      const path = `${at}.backendRefs[${index}]`;
      backends.push({ ref, use: 'backend', path, ruleIndex: rule.index });
      readFilterBackends(readRecords(ref.source['filters']), path, rule.index, namespace, backends);
    }
  }
  return backends;
}

/** What the `extensionRef` filters of a route name: of rules, and of filters on backendRefs. */
export function readExtensionRefs(route: KubernetesObject): readonly RouteExtension[] {
  const namespace = namespaceOf(route);
  const extensions: RouteExtension[] = [];
  const add = (filters: readonly JsonRecord[], at: string, ruleIndex: number, isOfRule: boolean): void => {
    for (const [index, { extensionRef }] of filters.entries()) {
      if (!isRecord(extensionRef)) continue;
      const ref = readObjectReference(extensionRef, namespace, { group: '', kind: '' });
      extensions.push({ ref, path: `${at}.filters[${index}].extensionRef`, ruleIndex, isOfRule });
    }
  };
  for (const [ruleIndex, rule] of writtenRules(route).entries()) {
    const at = `spec.rules[${ruleIndex}]`;
    add(readRecords(rule['filters']), at, ruleIndex, true);
    for (const [index, ref] of readRecords(rule['backendRefs']).entries()) {
      add(readRecords(ref['filters']), `${at}.backendRefs[${index}]`, ruleIndex, false);
    }
  }
  return extensions;
}

function readFilterBackends(
  filters: readonly JsonRecord[],
  at: string,
  ruleIndex: number,
  namespace: string | undefined,
  into: RouteBackend[],
): void {
  for (const [index, filter] of filters.entries()) {
    const mirror = readRecord(filter['requestMirror'])['backendRef'];
    if (mirror !== undefined) {
      const path = `${at}.filters[${index}].requestMirror.backendRef`;
      into.push({ ref: readBackendRef(mirror, namespace), use: 'mirror', path, ruleIndex });
    }
    const auth = readRecord(filter['externalAuth'])['backendRef'];
    if (auth !== undefined) {
      const path = `${at}.filters[${index}].externalAuth.backendRef`;
      into.push({ ref: readBackendRef(auth, namespace), use: 'externalAuth', path, ruleIndex });
    }
  }
}
