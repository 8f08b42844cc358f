import { compareText } from '../model/compare-text.ts';
import type { Gap } from '../model/gap.ts';
import type {
  DocumentRef,
  EffectiveInput,
  EffectiveLoser,
  EffectivePath,
  EffectivePolicyItem,
  EffectivePolicyList,
  EffectiveSettingItem,
  EffectiveSource,
} from '../documents/effective-policy-list.ts';
import type { ObjectRef } from '../model/ref.ts';
import { saidBy } from '../policy/contribution.ts';
import type { EffectiveAnswer } from '../policy/answer.ts';
import type { EffectivePolicy } from '../policy/effective.ts';
import type { PolicyPath } from '../policy/levels.ts';
import type { EffectiveSetting } from '../policy/settings/setting.ts';
import type { Ineffective, LeafSource, Placement } from '../policy/outcome.ts';
import { documentGap } from './document-gaps.ts';
import { REASONS } from './say/merging.ts';
import { say } from './say/say.ts';
import { withoutAbsent } from './without-absent.ts';

/** Makes the document of `effective -o json`. */
export function effectiveDocument({ policies, settings }: EffectiveAnswer, gaps: readonly Gap[]): EffectivePolicyList {
  return {
    apiVersion: 'gwctl.dev/v1alpha1',
    kind: 'EffectivePolicyList',
    items: policies.map(toItem),
    settings: settings.map(toSettingItem),
    gaps: gaps.map((gap) => documentGap(gap, ['effective policies'])),
  };
}

function toItem(effective: EffectivePolicy): EffectivePolicyItem {
  const { kind, strategy, spec, sources, ineffective, inputs, notes } = effective;
  return withoutAbsent({
    policyKind: { group: kind.group, kind: kind.kind },
    path: toPath(effective.path),
    class: kind.class,
    strategy,
    spec,
    inputs: spec === undefined ? inputs.map(toInput) : undefined,
    // As the spec is printed: a server and a file order the fields of one policy differently.
    sources: sources.map(toSource).toSorted((a, b) => compareText(a.field, b.field)),
    ineffective: ineffective.map(toLoser),
    notes: notes.map(say),
  });
}

function toSettingItem({ about, path, spec, source, beats, notes }: EffectiveSetting): EffectiveSettingItem {
  return withoutAbsent({
    about,
    path: toPath(path),
    spec,
    source: source === undefined ? undefined : { ...documentRef(source.ref), field: source.field },
    beats: beats.map(({ ref, field, reason }) => Object.assign({ field, reason: REASONS[reason] }, documentRef(ref))),
    notes: notes.map(say),
  });
}

function toPath({ listener, rule, backend, port, ...objects }: PolicyPath): EffectivePath {
  const { gatewayClass, gateway, listenerSet, service, route, target } = objects;
  return withoutAbsent({
    gatewayClass: optionalRef(gatewayClass),
    gateway: optionalRef(gateway),
    listenerSet: optionalRef(listenerSet),
    listener,
    service: optionalRef(service),
    route: optionalRef(route),
    rule: rule === undefined ? undefined : withoutAbsent(rule),
    backend: backend === undefined ? undefined : withoutAbsent({ ...documentRef(backend), port }),
    target: optionalRef(target),
  });
}

function toSource({ path, placement, layer, beats }: LeafSource): EffectiveSource {
  return {
    field: jsonPointer(path),
    policy: documentRef(placement.policy.ref),
    level: placement.level,
    layer,
    beats: beats.map((beat) => ({
      policy: documentRef(beat.placement.policy.ref),
      level: beat.placement.level,
      layer: beat.layer,
      value: beat.value,
      reason: REASONS[beat.reason],
    })),
  };
}

function toLoser({ placement, by, reason }: Ineffective): EffectiveLoser {
  return {
    policy: documentRef(placement.policy.ref),
    by: by.map((winner) => documentRef(winner.policy.ref)),
    reason: REASONS[reason],
  };
}

function toInput(placement: Placement): EffectiveInput {
  return { policy: documentRef(placement.policy.ref), level: placement.level, spec: saidBy(placement.policy) };
}

/** The object alone: a part of it is told beside it. */
function documentRef({ group, kind, namespace, name }: ObjectRef): DocumentRef {
  return withoutAbsent({ group, kind, namespace, name });
}

function optionalRef(ref: ObjectRef | undefined): DocumentRef | undefined {
  return ref === undefined ? undefined : documentRef(ref);
}

/** RFC 6901. */
export function jsonPointer(path: readonly string[]): string {
  return path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
