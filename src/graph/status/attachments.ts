import { sameParentRef } from '../../gateway-api/parent-ref.ts';
import type { ParentRef, ParentStatus } from '../../gateway-api/parent-ref.ts';
import { generationOf } from '../../gateway-api/gateway.ts';
import { GATEWAY } from '../../gateway-api/kinds.ts';
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
import { takenHostnames } from './listener-isolation.ts';
import { isOwn, parentStatusesOf } from './own-word.ts';
import { exceptionsAt, routeNotes } from './route-notes.ts';
import { resolvedRefsOf } from '../resolve/route-references.ts';

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
    ...groupByParent(leftovers).map((entries) => describeLeftover(entries, generation, mayBeDefault)),
  ];
});

function describe(
  snapshot: Snapshot,
  route: KubernetesObject,
  attachment: RouteAttachment,
  statuses: readonly ParentStatus[],
  generation: number | undefined,
): Attachment {
  const { parentRef, path, parent, mesh, listeners, accepted } = attachment;
  const entries = statuses.filter((status) => sameParentRef(status.parentRef, parentRef));
  const reported = entries.map(({ controllerName, conditions }) =>
    reportConditions(controllerName, conditions, generation),
  );
  return {
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
      return routeNotes(snapshot, route, attachment);
    },
    // Whether a route attaches is no question about its backends: of a Gateway's ten thousand few are looked at so closely.
    get resolvedRefs() {
      return resolvedRefsOf(snapshot, route, parentRef);
    },
    reported,
    get drift() {
      return findDrift(snapshot, route, { attachment, reported, resolvedRefs: this.resolvedRefs, entries });
    },
  };
}

interface Report {
  readonly attachment: RouteAttachment;
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
  const own = entries.filter((entry) => isOwn(entry, controller));
  if (own.every(({ conditions }) => isUntouched(conditions))) {
    if (!isFromServer(route)) return [];
    return [missingStatus(controller ?? '', refOf(parent), 'route')];
  }
  return reported
    .filter((entry) => isOwn(entry, controller))
    .flatMap((entry) => compareConditions({ Accepted: accepted, ResolvedRefs: resolvedRefs }, entry));
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
  entries: readonly ParentStatus[],
  generation: number | undefined,
  mayBeDefault: boolean,
): Attachment {
  const parentRef: ParentRef | undefined = entries[0]?.parentRef;
  return {
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
