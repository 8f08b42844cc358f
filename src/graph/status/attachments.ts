import { sameParentRef } from '../../gateway-api/parent-ref.ts';
import type { ParentRef, ParentStatus } from '../../gateway-api/parent-ref.ts';
import { neededFeatures } from '../../gateway-api/extended-features.ts';
import { generationOf } from '../../gateway-api/gateway.ts';
import { GATEWAY } from '../../gateway-api/kinds.ts';
import type { ComputedCondition } from '../../model/computed-condition.ts';
import type { Fact } from '../../model/fact.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refOf } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { attachRoute } from '../attach/attach-route.ts';
import type { RouteAttachment } from '../attach/attach-route.ts';
import { notEvaluated } from '../condition.ts';
import { controllerOf } from '../attach/controller-of.ts';
import { usesDefaultGateways } from '../resolve/default-gateways.ts';
import { compareConditions, isFromServer, isUntouched, missingStatus, reportConditions } from './drift.ts';
import type { Attachment, Drift, Reported } from '../graph.ts';
import { rememberEach } from '../remember.ts';
import { takenHostnames, takerOf } from './listener-isolation.ts';
import { exceptionsAt, routeNotes } from './route-notes.ts';
import { kindRivalry } from './kind-rivals.ts';
import { isOwn, ownWord, parentStatusesOf } from './own-word.ts';
import { featureLeftOut } from './listener-status.ts';
import { heldFact, holdingParentOf } from './parent-standing.ts';
import { resolvedRefsOf } from '../resolve/route-references.ts';
import { routeResolvedRefs } from './route-resolved-refs.ts';

/** The attachments of a route, computed beside reported; statuses without a parentRef come last (semantics.md 6.2). */
export const attachmentsOf = rememberEach((snapshot: Snapshot, route: KubernetesObject): readonly Attachment[] => {
  const statuses = parentStatusesOf(snapshot, route);
  const attached = attachRoute(snapshot, route);
  const generation = generationOf(route);
  const computed = attached.map((attachment) => describe(snapshot, route, attachment, statuses, generation));
  const leftovers = statuses.filter(
    ({ parentRef }) => !attached.some((attachment) => sameParentRef(attachment.parentRef, parentRef)),
  );
  // A default Gateway that could not be read may stand behind a status.
  const mayBeDefault = usesDefaultGateways(route) && !snapshot.isComplete(GATEWAY);
  return [
    ...computed,
    ...groupByParent(leftovers).map((entries) => describeLeftover(route, entries, generation, mayBeDefault)),
  ];
});

function describe(
  snapshot: Snapshot,
  route: KubernetesObject,
  attachment: RouteAttachment,
  statuses: readonly ParentStatus[],
  generation: number | undefined,
): Attachment {
  const { parentRef, path, parent, mesh, listeners } = attachment;
  const accepted = withChoice(snapshot, route, attachment);
  const entries = statuses.filter((status) => sameParentRef(status.parentRef, parentRef));
  const reported = entries.map(({ controllerName, conditions }) =>
    reportConditions(controllerName, conditions, generation),
  );
  let notes: Attachment['notes'] | undefined;
  let drift: Attachment['drift'] | undefined;
  return {
    route: refOf(route),
    parentRef,
    path,
    ...(mesh === undefined ? {} : { mesh }),
    listeners: listeners.map(({ listener, hostnames }) => ({
      name: listener.name,
      port: listener.port,
      protocol: listener.protocol,
      hostnames,
      get taken() {
        return parent === undefined ? [] : takenHostnames(snapshot, parent, listener, hostnames);
      },
      get exceptions() {
        return exceptionsAt(snapshot, route, attachment, listener);
      },
    })),
    accepted,
    get notes() {
      notes ??= routeNotes(snapshot, route, attachment);
      return notes;
    },
    // Whether a route attaches is no question about its backends: of a Gateway's ten thousand few are looked at so closely.
    get resolvedRefs() {
      // What is refused anyway needs no look at the policies of its backends.
      return accepted.status === 'False'
        ? resolvedRefsOf(snapshot, route, parentRef)
        : routeResolvedRefs(snapshot, route, parentRef);
    },
    reported,
    get drift() {
      drift ??= findDrift(snapshot, route, {
        attachment: { ...attachment, accepted },
        reported,
        resolvedRefs: this.resolvedRefs,
        entries,
      });
      return drift;
    },
  };
}

/** A controller may refuse what the rules admit where it lacks a feature that its class leaves out. */
function withChoice(
  snapshot: Snapshot,
  route: KubernetesObject,
  { parent, accepted }: RouteAttachment,
): ComputedCondition {
  if (parent === undefined || accepted.status !== 'True' || accepted.choice !== undefined) return accepted;
  const choice = featureLeftOut(snapshot, parent, route.kind, () => neededFeatures(route));
  return choice === undefined ? accepted : { ...accepted, choice };
}

/** A controller may leave the hostnames of a more specific listener to that, and then has none left for the route. */
function allHostnamesTaken(snapshot: Snapshot, { parent, listeners }: Report['attachment']): Fact | undefined {
  if (parent === undefined) return undefined;
  const takers = listeners.map((served) => ({ served, taker: takerOf(snapshot, parent, served) }));
  const [first] = takers;
  if (first?.taker === undefined || takers.some(({ taker }) => taker === undefined)) return undefined;
  return { code: 'allHostnamesTaken', listener: first.served.listener.name, taker: first.taker };
}

interface Report {
  readonly attachment: Pick<RouteAttachment, 'parent' | 'listeners' | 'accepted'>;
  readonly resolvedRefs: Attachment['resolvedRefs'];
  readonly reported: readonly Reported[];
  readonly entries: readonly ParentStatus[];
}

/** Only the controller of the parent's class is held to the rules; statuses of others are shown as they are. */
function findDrift(
  snapshot: Snapshot,
  route: KubernetesObject,
  { attachment, reported, resolvedRefs, entries }: Report,
): readonly Drift[] {
  const { parent, accepted } = attachment;
  if (parent === undefined) return [];
  const controller = controllerOf(snapshot, parent);
  const held = holdingParentOf(snapshot, parent);
  const own = entries.filter((entry) => isOwn(entry, controller));
  if (own.every(({ conditions }) => isUntouched(conditions))) {
    if (!isFromServer(route)) return [];
    const missing = missingStatus(controller ?? '', refOf(parent), 'route');
    return [held === undefined ? missing : { ...missing, fact: heldFact(held) }];
  }
  const words = reported.filter((entry) => isOwn(entry, controller));
  // Only a refusal asks for the routes of other kinds and for the listeners of other objects.
  const isRefused = accepted.status === 'True' && ownWord(words, 'Accepted')?.condition.status === 'False';
  const choice =
    accepted.choice ??
    (isRefused ? (allHostnamesTaken(snapshot, attachment) ?? kindRivalry(snapshot, route, attachment)) : undefined);
  const computed = { Accepted: { ...accepted, choice }, ResolvedRefs: resolvedRefs };
  const drift = words.flatMap((entry) => compareConditions(computed, entry));
  if (held?.standing !== 'stale') return drift;
  // What was written before the parent changed contradicts nothing.
  return drift.map((one) => (one.kind === 'contradiction' ? { ...one, kind: 'stale', fact: heldFact(held) } : one));
}

function groupByParent(statuses: readonly ParentStatus[]): readonly (readonly ParentStatus[])[] {
  const groups: ParentStatus[][] = [];
  for (const status of statuses) {
    const group = groups.find(([first]) => first !== undefined && sameParentRef(first.parentRef, status.parentRef));
    if (group === undefined) groups.push([status]);
    else group.push(status);
  }
  return groups;
}

const LEFT_OVER: Fact = { code: 'parentNotNamed' };

function describeLeftover(
  route: KubernetesObject,
  entries: readonly ParentStatus[],
  generation: number | undefined,
  mayBeDefault: boolean,
): Attachment {
  const parentRef: ParentRef | undefined = entries[0]?.parentRef;
  return {
    route: refOf(route),
    parentRef: parentRef ?? NO_PARENT,
    path: '',
    listeners: [],
    accepted: notEvaluated(LEFT_OVER),
    resolvedRefs: notEvaluated(LEFT_OVER),
    notes: [],
    reported: entries.map(({ controllerName, conditions }) => reportConditions(controllerName, conditions, generation)),
    drift: (mayBeDefault ? [] : entries).map(({ controllerName }) => ({
      kind: 'leftover',
      about: 'Accepted',
      controllerName,
      fact: { code: 'leftoverParent' },
    })),
  };
}

const NO_PARENT: ParentRef = {
  group: '',
  kind: '',
  namespace: undefined,
  name: '',
  sectionName: undefined,
  port: undefined,
};
