import type { Fact, FactCode } from '../model/fact.ts';
import { leadsOutside } from '../model/leads-outside.ts';
import type { KubernetesObject } from '../model/object.ts';
import { refOf } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import { rootOf } from './cause.ts';
import { edgeVerdict } from './edge-verdict.ts';
import { listenerVerdict, parentVerdict } from './parent-verdict.ts';
import type { Doubt } from './problem.ts';
import { STATUS_KINDS } from './status-kinds.ts';
import type { Because, JudgedWorld, Verdict } from './verdict.ts';
import { attachmentVerdict, policyVerdict } from './verdict-of.ts';

/**
 * What may be wrong, but could not be determined: whether something is accepted, and what depends on objects that could not be read.
 * A reference out of files that may lead somewhere is none, nor is what a problem says already.
 * @param wants which objects to look at.
 */
export function findDoubts(
  world: JudgedWorld,
  policyKinds: readonly GroupKind[],
  wants: (object: KubernetesObject) => boolean,
): readonly Doubt[] {
  const { snapshot } = world;
  const doubts: Doubt[] = [];
  for (const type of [...STATUS_KINDS, ...policyKinds]) {
    for (const object of snapshot.list(type)) if (wants(object)) doubts.push(...doubtsAbout(world, refOf(object)));
  }
  return doubts;
}

function doubtsAbout(world: JudgedWorld, ref: ObjectRef): readonly Doubt[] {
  const { graph } = world;
  const attachments = graph.attachments(ref).filter(({ path }) => path !== '');
  if (attachments.length > 0) {
    return attachments.flatMap((attachment) => doubtIn(ref, attachment.path, attachmentVerdict(world, attachment)));
  }
  const parent = graph.parent(ref);
  if (parent !== undefined) {
    return [
      ...doubtIn(ref, '', parentVerdict(parent)),
      ...parent.listeners.flatMap((listener) => doubtIn(listener.ref, listener.path, listenerVerdict(listener))),
    ];
  }
  // What its controller accepts needs no look at what it refers to.
  if (policyVerdict(world, ref).reported.length > 0) return [];
  return graph.outgoing(ref).flatMap((edge) => doubtIn(ref, edge.path, edgeVerdict(edge)));
}

function doubtIn(subject: ObjectRef, path: string, { state, because }: Verdict): readonly Doubt[] {
  if (state !== 'unknown') return [];
  const worst = because.find(isDoubt);
  return worst === undefined ? [] : [{ subject, path, because: worst }];
}

function isDoubt(because: Because): boolean {
  if (because.code === 'computed') {
    const { type, condition } = because;
    if (condition.because === undefined) return true;
    if (type === 'ResolvedRefs') return isUnread(condition.because);
    return !leadsOutside(condition.because) && rootOf(condition.because).code !== 'objectMissing';
  }
  return because.code === 'reference' && because.edge.because !== undefined && isUnread(because.edge.because);
}

function isUnread(fact: Fact): boolean {
  return !leadsOutside(fact) && UNREAD.has(rootOf(fact).code);
}

/** What could not be read, although it may be there. */
const UNREAD: ReadonlySet<FactCode> = new Set([
  'gap',
  'kindNotRead',
  'grantsNotRead',
  'listenerSetsNotRead',
  'labelsNotKnown',
  'namespacesNotRead',
  'objectsNotRead',
]);
