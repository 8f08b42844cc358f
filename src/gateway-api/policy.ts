import { readGroup, writesCore } from './core-group.ts';
import { GATEWAY_CLASS, NAMESPACE } from './kinds.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { isRecord, readList, readPath, readString, readStrings } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import { sameGroupKind } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';

/** A target of a policy by name: the object, the section of it, and where the reference stands. */
export interface PolicyTarget {
  readonly ref: ObjectRef;
  readonly path: string;
  /** Whether it writes `core` where the API wants the empty group. */
  readonly writesCore?: true | undefined;
}

/**
 * The targets of a policy by name: `spec.targetRefs` and the single `spec.targetRef` together (semantics.md 5.2). A group
 * written with its version loses it; a cluster-scoped target has no namespace.
 */
export function readPolicyTargets(policy: KubernetesObject): readonly PolicyTarget[] {
  const targets: PolicyTarget[] = [];
  const namespace = namespaceOf(policy);
  const single = readPath(policy, 'spec', 'targetRef');
  if (isRecord(single)) targets.push(...readPolicyTargetParts(single, 'spec.targetRef', namespace));
  for (const [index, ref] of readList(readPath(policy, 'spec', 'targetRefs')).entries()) {
    if (isRecord(ref)) targets.push(...readPolicyTargetParts(ref, `spec.targetRefs[${index}]`, namespace));
  }
  return targets;
}

/** One entry of them: of an entry with `sectionNames` (Application Gateway for Containers) each section. */
export function readPolicyTargetParts(
  target: JsonRecord,
  path: string,
  policyNamespace: string | undefined,
): readonly PolicyTarget[] {
  const ref = readPolicyTarget(target, policyNamespace);
  const spelling = writesCore(target) ? ({ writesCore: true } as const) : {};
  const sections = readStrings(target['sectionNames']);
  if (sections.length === 0) return [{ ref, path, ...spelling }];
  return sections.map((section, index) => ({
    ref: { ...ref, section },
    path: `${path}.sectionNames[${index}]`,
    ...spelling,
  }));
}

/** The object that an entry names, with the section of `sectionName`. */
export function readPolicyTarget(target: JsonRecord, policyNamespace: string | undefined): ObjectRef {
  // GEP-713's own examples write group/version where the field means the group.
  const group = readGroup(target['group'], '').split('/', 1)[0] ?? '';
  const written = readString(target['kind']) ?? '';
  // GEP-2649's examples write `kind: namespace`.
  const kind = group === '' && written.toLowerCase() === 'namespace' ? NAMESPACE.kind : written;
  const clusterScoped = sameGroupKind({ group, kind }, NAMESPACE) || sameGroupKind({ group, kind }, GATEWAY_CLASS);
  return {
    group,
    kind,
    namespace: clusterScoped ? undefined : (readString(target['namespace']) ?? policyNamespace),
    name: readString(target['name']) ?? '',
    section: readString(target['sectionName']),
  };
}
