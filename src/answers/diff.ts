import { attachmentDifference } from '../analysis/difference/attachment-difference.ts';
import { conditionDifference } from '../analysis/difference/condition-difference.ts';
import { objectDifference } from '../analysis/difference/object-difference.ts';
import { policyDifference } from '../analysis/difference/policy-difference.ts';
import type { AcceptedDifference, TrafficChange, TrafficDiff } from '../documents/traffic-diff.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import type { KubernetesObject } from '../model/object.ts';
import { wholeOf } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import type { CompilePattern } from '../routing/pattern.ts';
import { tableDifference } from '../routing/difference/table-difference.ts';
import type { RequestChange } from '../routing/difference/table-difference.ts';
import { routingWorld } from '../routing/routing-world.ts';
import type { RoutingWorld } from '../routing/routing-world.ts';
import type { Trace } from '../routing/trace.ts';
import { documentGaps } from '../view/document-gaps.ts';
import {
  acceptedDifference,
  attachmentChange,
  conditionChange,
  notCompared,
  objectChanges,
  policyChange,
  summaryOf,
  trafficChange,
} from '../view/traffic-diff.ts';
import type { World } from '../world/world.ts';

/** What is asked of two worlds. */
export interface DiffQuestion {
  /** How the sides are called. */
  readonly sides: TrafficDiff['sides'];
  /** Only what has to do with objects that it takes: the Gateway, route or backend of a change on either side. */
  readonly wants?: ((object: KubernetesObject) => boolean) | undefined;
}

/** What two worlds answer differently. */
export interface ComparedWorlds {
  readonly document: TrafficDiff;
  /** The lines of its traffic, as the engine has them. */
  readonly changes: readonly RequestChange[];
}

/** Tells what two worlds answer differently. */
export function compareWorlds(
  before: World,
  after: World,
  { sides, wants = () => true }: DiffQuestion,
  compile: CompilePattern,
): ComparedWorlds {
  const worlds = [before, after].map(({ snapshot, policyKinds }) => routingWorld(snapshot, policyKinds, compile));
  const [one, other] = worlds;
  if (one === undefined || other === undefined) throw new Error('a difference has two sides');
  const isWanted = (...refs: readonly (ObjectRef | undefined)[]): boolean =>
    refs.some((ref) => ref !== undefined && worlds.some((world) => isTaken(world, ref, wants)));
  const tables = tableDifference(one, other);
  const changes = tables.changes.filter(({ place, before: was, after: is }) =>
    isWanted(place.parent, ...reachedBy(was), ...reachedBy(is)),
  );
  const traffic = changes.map(trafficChange);
  const open = tables.open.filter(({ place }) => isWanted(place.parent)).map(notCompared);
  const document: TrafficDiff = {
    apiVersion: 'gwctl.dev/v1alpha1',
    kind: 'TrafficDiff',
    sides,
    summary: summaryOf(traffic, { ...tables, open: open.length }),
    traffic,
    attachments: attachmentDifference(one, other)
      .filter(({ route, parentRef: { group, kind, namespace, name } }) =>
        isWanted(route, { group, kind, namespace, name }),
      )
      .map(attachmentChange),
    conditions: conditionDifference(one, other)
      .filter(({ of }) => isWanted(of))
      .map(conditionChange),
    policies: policyDifference(one, other)
      .filter(({ path }) => isWanted(path.route, path.gateway, path.target))
      .map(policyChange),
    objects: objectChanges(objectDifference(one, other).filter(({ ref }) => isWanted(ref))),
    notCompared: open,
    gaps: documentGaps([...before.gaps, ...after.gaps]),
  };
  return { document, changes };
}

/** The objects that a request comes to. */
function reachedBy({ route, outcome }: Trace): readonly (ObjectRef | undefined)[] {
  return [route, ...outcome.backends.map(({ ref }) => ref)];
}

function isTaken({ snapshot }: RoutingWorld, ref: ObjectRef, wants: (object: KubernetesObject) => boolean): boolean {
  const lookup = snapshot.find(wholeOf(ref));
  return lookup.state === 'found' && wants(lookup.object);
}

/** The same with what is accepted marked so, and the entries named that nothing fulfils any more. */
export function withAccepted(document: TrafficDiff, entries: readonly AcceptedDifference[]): TrafficDiff {
  const accepted = new Map(entries.map((entry) => [entryKey(entry), entry]));
  const used = new Set<string>();
  const traffic = document.traffic.map((change): TrafficChange => {
    const key = entryKey(acceptedDifference(change));
    if (!accepted.has(key)) return change;
    used.add(key);
    return { ...change, accepted: true };
  });
  const { requests, complete } = document.summary;
  const open = document.notCompared.length;
  return {
    ...document,
    traffic,
    summary: summaryOf(traffic, { compared: requests, isPartial: !complete, open }),
    unusedAccepted: [...accepted].filter(([key]) => !used.has(key)).map(([, entry]) => entry),
  };
}

function entryKey({ at, requests, changes, before, after }: AcceptedDifference): string {
  return canonicalJson([at, requests, changes.toSorted(), before, after]);
}
