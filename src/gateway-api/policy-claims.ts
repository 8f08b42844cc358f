import { readLabelSelector } from '../model/label-selector.ts';
import type { LabelSelector } from '../model/label-selector.ts';
import type { Fact } from '../model/fact.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { isRecord, readList, readPath, readString } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import { readGroup } from './core-group.ts';
import { GATEWAY_API, GRPC_ROUTE, HTTP_ROUTE } from './kinds.ts';
import { readPolicyTarget, readPolicyTargetParts } from './policy.ts';
import type { PolicyTarget } from './policy.ts';

/** A kind of policy, with the ways beside `targetRefs` by which its objects attach. */
export interface TargetingKind extends GroupKind {
  readonly namespaced?: boolean | undefined;
  /** The kinds that it may target; absent or empty: unknown. */
  readonly targets?: readonly GroupKind[] | undefined;
  readonly entry?:
    | {
        /** The annotation of the target that names the policy, in place of targetRefs. */
        readonly annotation?: string | undefined;
        /** Whether an `extensionRef` filter of a route rule attaches the policy to that rule. */
        readonly extensionFilter?: boolean | undefined;
        /** Whether targets by name are of the policy's own namespace. */
        readonly localTargets?: boolean | undefined;
        /** Whether the controller takes `core` for the core group. */
        readonly takesCore?: boolean | undefined;
        /** What a policy acts on where it names no target and that is no fault. */
        readonly untargeted?: string | undefined;
      }
    | undefined;
}

/** Whether targets name the policies of a kind: by an annotation, or a filter of a rule. */
export function isNamedByTargets({ entry }: TargetingKind): boolean {
  return entry?.annotation !== undefined || entry?.extensionFilter === true;
}

/** The kinds whose objects may name the policies of a kind. */
export function kindsNaming({ targets = [], entry }: TargetingKind): readonly GroupKind[] {
  if (entry?.annotation !== undefined) return targets;
  return entry?.extensionFilter === true ? filteredTypes(targets) : [];
}

/** One way by which a policy says what it attaches to. */
export type TargetClaim = NameClaim | LabelClaim | AnnotationClaim | FilterClaim;

/** `targetRef` or an entry of `targetRefs`. */
export interface NameClaim {
  readonly by: 'name';
  readonly path: string;
  /** The target as written, `section` as `sectionName`. */
  readonly ref: ObjectRef;
  /** Whether it writes `core` where the API wants the empty group. */
  readonly writesCore?: true | undefined;
}

/** An entry of `targetSelectors`, or a `targetRef` with a selector in place of a name. */
export interface LabelClaim {
  readonly by: 'labels';
  readonly path: string;
  readonly type: GroupKind;
  readonly section: string | undefined;
  /** Undefined where it is no valid selector. */
  readonly selector: LabelSelector | undefined;
  /** `namespaces.from`: Same (also for what is no value of it), All, or Selector. */
  readonly from: 'Same' | 'All' | 'Selector';
  /** `namespaces.selector`. */
  readonly namespaces: unknown;
}

/** The targets name the policy: by an annotation, in its namespace. */
export interface AnnotationClaim {
  readonly by: 'annotation';
  readonly path: string;
  readonly annotation: string;
  readonly types: readonly GroupKind[];
}

/** The targets name the policy: the rules of routes of its namespace, by an `extensionRef` filter. */
export interface FilterClaim {
  readonly by: 'filter';
  /** At least one. */
  readonly types: readonly GroupKind[];
}

/** What a policy says of its targets, and what is wrong with the way in which it does. */
export interface ClaimReading {
  readonly claims: readonly TargetClaim[];
  readonly problems: readonly Fact[];
  /** What it acts on in place of targets, where that is no fault: by labels of Pods, on its namespace. */
  readonly elsewhere?: Fact | undefined;
}

/**
 * Reads by what a policy attaches (semantics.md 5.2): `targetRef` and `targetRefs` by name, `targetSelectors` by label
 * (Envoy Gateway), and for kinds that say so an annotation of the target or a filter of a rule. Nothing is looked up.
 */
export function readTargetClaims(policy: KubernetesObject, kind: TargetingKind): ClaimReading {
  const { annotation, extensionFilter = false, untargeted } = kind.entry ?? {};
  if (annotation !== undefined) {
    const path = `metadata.annotations[${annotation}]`;
    return { claims: [{ by: 'annotation', path, annotation, types: kind.targets ?? [] }], problems: [] };
  }
  const problems: Fact[] = [];
  const claims: TargetClaim[] = [];
  const spec = readPath(policy, 'spec');
  if (spec !== undefined && !isRecord(spec)) return { claims, problems: [{ code: 'notAnObject', path: 'spec' }] };
  for (const { value, path } of entriesOf(spec, 'targetRef', 'targetRefs', problems)) {
    const ref = readPolicyTarget(value, namespaceOf(policy));
    const selector = value['selector'];
    if (ref.name !== '') claims.push(...readPolicyTargetParts(value, path, namespaceOf(policy)).map(nameClaim));
    else if (isRecord(selector)) claims.push(labelClaim(ref, ref.section, selector, path));
    else problems.push({ code: 'targetWithoutName', path });
  }
  for (const { value, path } of entriesOf(spec, 'targetSelector', 'targetSelectors', problems)) {
    // Envoy Gateway defaults the group; an empty one is the core's.
    const group = readGroup(value['group'], GATEWAY_API).split('/', 1)[0] ?? '';
    const type = { group, kind: readString(value['kind']) ?? '' };
    claims.push(labelClaim(type, readString(value['sectionName']), value, path));
  }
  const isWritten = claims.length > 0 || problems.length > 0;
  if (extensionFilter) claims.push({ by: 'filter', types: filteredTypes(kind.targets ?? []) });
  if (isWritten) return { claims, problems };
  const elsewhere = actsElsewhere(spec, untargeted);
  return { claims, problems: elsewhere === undefined ? [{ code: 'noTarget' }] : [], elsewhere };
}

function nameClaim(target: PolicyTarget): NameClaim {
  return { by: 'name', ...target };
}

/** What a policy acts on in place of targets. */
function actsElsewhere(spec: unknown, untargeted: string | undefined): Fact | undefined {
  if (isRecord(readPath(spec, 'selector'))) return { code: 'actsBySelector' };
  return untargeted === undefined ? undefined : { code: 'actsUntargeted', how: untargeted };
}

/** The entries of a field that may hold one alone, and of its list; what is no entry becomes a problem. */
function entriesOf(
  spec: unknown,
  single: string,
  plural: string,
  problems: Fact[],
): readonly { readonly value: JsonRecord; readonly path: string }[] {
  const entries: { value: JsonRecord; path: string }[] = [];
  const add = (value: unknown, path: string): void => {
    if (isRecord(value)) entries.push({ value, path });
    else problems.push({ code: 'notAnObject', path });
  };
  const alone = readPath(spec, single);
  const list = readPath(spec, plural);
  if (alone !== undefined) add(alone, `spec.${single}`);
  if (list !== undefined && !Array.isArray(list)) problems.push({ code: 'notAList', path: `spec.${plural}` });
  for (const [index, value] of readList(list).entries()) add(value, `spec.${plural}[${index}]`);
  return entries;
}

function labelClaim(
  { group, kind }: GroupKind,
  section: string | undefined,
  selector: JsonRecord,
  path: string,
): LabelClaim {
  const from = readPath(selector, 'namespaces', 'from');
  return {
    by: 'labels',
    path,
    type: { group, kind },
    section,
    selector: readLabelSelector(selector),
    from: from === 'All' || from === 'Selector' ? from : 'Same',
    namespaces: readPath(selector, 'namespaces', 'selector'),
  };
}

/** The kinds of routes whose rules have filters, as far as the policy may act on them. */
function filteredTypes(targets: readonly GroupKind[]): readonly GroupKind[] {
  const types = [HTTP_ROUTE, GRPC_ROUTE];
  const wanted = types.filter(({ group, kind }) => targets.some((one) => one.group === group && one.kind === kind));
  return wanted.length > 0 ? wanted : types;
}
