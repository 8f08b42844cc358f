import { GATEWAY_API, GATEWAY_API_X, NAMESPACE } from '../gateway-api/kinds.ts';
import { annotationsOf, labelsOf, namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readPolicyTargets } from '../gateway-api/policy.ts';
import { isRecord, readList, readPath, readRecord, readRecords, readString } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import { refOf, sameGroupKind } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { PolicyAttachment } from './policy.ts';
import type { PolicyKind } from './policy-kind.ts';
import { findRefusal } from './target-grant.ts';
import { findSection } from '../gateway-api/section.ts';
import { readTargetSelector } from './target-selector.ts';

/** The targets of a policy and what is wrong with the way in which they are written. */
export interface TargetReading {
  readonly targets: readonly PolicyAttachment[];
  readonly problems: readonly string[];
  /** What it acts on in place of targets, where that is no fault: by labels of Pods, on its namespace. */
  readonly elsewhere?: string | undefined;
}

/**
 * Finds what a policy attaches to: `targetRef` and `targetRefs` by name, `targetSelectors` by label, and for kinds that
 * say so an annotation of the target (semantics.md 5.2). What cannot be looked up is unknown, never missing.
 */
export function readTargets(policy: KubernetesObject, kind: PolicyKind, snapshot: Snapshot): TargetReading {
  const annotation = kind.entry?.annotation;
  if (annotation !== undefined) return { targets: byAnnotation(policy, kind, annotation, snapshot), problems: [] };
  const problems = findProblems(policy);
  const targets: PolicyAttachment[] = [];
  for (const { ref, path } of readPolicyTargets(policy)) {
    const selector = readPath(writtenTarget(policy, path), 'selector');
    if (ref.name !== '') targets.push(resolveTarget(policy, ref, path, snapshot));
    else if (isRecord(selector)) targets.push(...select(policy, ref, selector, path, snapshot));
    else problems.push(`${path} has no name`);
  }
  for (const field of ['targetSelectors', 'targetSelector']) {
    const value = readPath(policy, 'spec', field);
    const selectors = isRecord(value) ? [value] : readRecords(value);
    for (const [index, selector] of selectors.entries()) {
      const path = isRecord(value) ? `spec.${field}` : `spec.${field}[${index}]`;
      const group = readString(selector['group'])?.split('/', 1)[0] ?? GATEWAY_API;
      const type = {
        group,
        kind: readString(selector['kind']) ?? '',
        name: '',
        section: readString(selector['sectionName']),
      };
      targets.push(...select(policy, type, selector, path, snapshot));
    }
  }
  if (targets.length > 0 || problems.length > 0) return { targets, problems };
  const elsewhere = isRecord(readPath(policy, 'spec', 'selector')) ? 'acts by spec.selector' : kind.entry?.untargeted;
  return { targets, problems: elsewhere === undefined ? ['names no target'] : [], elsewhere };
}

/** The target as it stands at `spec.targetRef` or `spec.targetRefs[i]`. */
function writtenTarget(policy: KubernetesObject, path: string): unknown {
  if (path === 'spec.targetRef') return readPath(policy, 'spec', 'targetRef');
  const index = Number(path.slice('spec.targetRefs['.length, -1));
  return readList(readPath(policy, 'spec', 'targetRefs'))[index];
}

function findProblems(policy: KubernetesObject): string[] {
  const problems: string[] = [];
  const spec = readPath(policy, 'spec');
  if (spec !== undefined && !isRecord(spec)) return ['spec is not an object'];
  const single = readPath(spec, 'targetRef');
  if (single !== undefined && !isRecord(single)) problems.push('spec.targetRef is not an object');
  for (const field of ['targetRefs', 'targetSelectors']) {
    const list = readPath(spec, field);
    if (list !== undefined && !Array.isArray(list)) problems.push(`spec.${field} is not a list`);
    for (const [index, entry] of readList(list).entries()) {
      if (!isRecord(entry)) problems.push(`spec.${field}[${index}] is not an object`);
    }
  }
  return problems;
}

function resolveTarget(policy: KubernetesObject, ref: ObjectRef, path: string, snapshot: Snapshot): PolicyAttachment {
  const refused = findRefusal(policy, ref, snapshot);
  if (refused !== undefined) return { path, ref, node: undefined, ...refused };
  if (sameGroupKind(ref, NAMESPACE) && ref.name === namespaceOf(policy)) {
    // The namespace that the policy itself lives in: there, whether or not it was read.
    return { path, ref, node: ref, state: 'resolved', message: '' };
  }
  const found = snapshot.find(ref);
  if (found.state === 'unknown')
    return {
      path,
      ref,
      node: ref,
      state: 'unknown',
      message: found.because.code === 'gap' ? found.because.gap.message : found.because.code,
    };
  if (found.state === 'missing') {
    const text = `${ref.kind} ${nameOf(ref)}`;
    if (isEvaluated(ref, snapshot)) {
      return { path, ref, node: undefined, state: 'missing', message: `${text} does not exist` };
    }
    return { path, ref, node: ref, state: 'unknown', message: `${text} was not evaluated` };
  }
  return resolveSection(found.object, ref, path);
}

function resolveSection(object: KubernetesObject, ref: ObjectRef, path: string): PolicyAttachment {
  if (ref.section === undefined) return { path, ref, node: ref, state: 'resolved', message: '' };
  const section = findSection(object, ref.section);
  if (section.state === 'found') {
    return { path, ref, node: { ...ref, section: section.section }, state: 'resolved', message: '' };
  }
  if (section.state === 'unknown') {
    return { path, ref, node: ref, state: 'unknown', message: `sections of ${ref.kind} are not evaluated` };
  }
  const known =
    section.known.length > 0 ? `it has ${section.known.join(', ')}` : `none of its ${section.what}s has a name`;
  const message = `${ref.kind} ${nameOf(ref)} has no ${section.what} ${ref.section}: ${known}`;
  return { path, ref, node: undefined, state: 'sectionMissing', message };
}

/** Whether a missing object is really missing: kinds of foreign APIs may be virtual (semantics.md 5.2, "virtual type"). */
function isEvaluated(ref: ObjectRef, snapshot: Snapshot): boolean {
  if (sameGroupKind(ref, NAMESPACE)) return snapshot.origin === 'live';
  if (ref.group === GATEWAY_API || ref.group === GATEWAY_API_X || ref.group === '') return true;
  return snapshot.types().some((type) => sameGroupKind(type, ref));
}

function select(
  policy: KubernetesObject,
  type: ObjectRef,
  selector: JsonRecord,
  path: string,
  snapshot: Snapshot,
): readonly PolicyAttachment[] {
  const namespace = namespaceOf(policy);
  const { matches } = readTargetSelector(selector);
  const targets: PolicyAttachment[] = [];
  const candidates = listCandidates(namespace, type, selector, snapshot);
  for (const object of candidates) {
    if (!matches(labelsOf(object))) continue;
    const ref = { ...refOf(object), section: type.section };
    const refused = findRefusal(policy, ref, snapshot);
    targets.push(
      refused === undefined ? resolveSection(object, ref, path) : { path, ref, node: undefined, ...refused },
    );
  }
  if (targets.length > 0) return targets;
  const ref = { ...type, namespace, name: '' };
  return snapshot.isComplete(type, namespace)
    ? [{ path, ref, node: undefined, state: 'missing', message: `no ${type.kind} matches` }]
    : [{ path, ref, node: undefined, state: 'unknown', message: `${type.kind} objects could not be read` }];
}

/** Objects of the policy's namespace; with `namespaces.from: All` or `Selector` (Envoy Gateway) those of others too. */
function listCandidates(
  namespace: string | undefined,
  type: ObjectRef,
  selector: JsonRecord,
  snapshot: Snapshot,
): readonly KubernetesObject[] {
  const from = readString(readPath(selector, 'namespaces', 'from')) ?? 'Same';
  if (namespace !== undefined && from !== 'All' && from !== 'Selector') return snapshot.listIn(type, namespace);
  if (from !== 'Selector') return snapshot.list(type);
  const wanted = readTargetSelector(readRecord(readPath(selector, 'namespaces', 'selector')));
  return snapshot
    .list(NAMESPACE)
    .flatMap((object) => (wanted.matches(labelsOf(object)) ? snapshot.listIn(type, object.metadata.name) : []));
}

function byAnnotation(
  policy: KubernetesObject,
  kind: PolicyKind,
  annotation: string,
  snapshot: Snapshot,
): readonly PolicyAttachment[] {
  const targets: PolicyAttachment[] = [];
  const namespace = namespaceOf(policy) ?? '';
  for (const type of kind.targets) {
    for (const object of snapshot.listIn(type, namespace)) {
      if (annotationsOf(object).get(annotation) !== policy.metadata.name) continue;
      const ref = refOf(object);
      targets.push({ path: `metadata.annotations[${annotation}]`, ref, node: ref, state: 'resolved', message: '' });
    }
  }
  return targets;
}

function nameOf(ref: ObjectRef): string {
  return ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`;
}
