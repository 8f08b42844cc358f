import type { Problem } from '../analysis/find-problems.ts';
import type { Attachment, Graph } from '../graph/graph.ts';
import { judgeCondition } from '../model/conditions.ts';
import type { Verdict } from '../model/conditions.ts';
import { generationOf, readAddresses, readObjectConditions } from '../gateway-api/gateway.ts';
import { parentOf } from '../gateway-api/parent-ref.ts';
import {
  GATEWAY,
  GATEWAY_CLASS,
  LISTENER_SET,
  ROUTE_KINDS,
  SERVICE,
  X_LISTENER_SET,
  X_MESH,
} from '../gateway-api/kinds.ts';
import { isInNamespace } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readPath, readString } from '../model/read.ts';
import { groupKindKey, refKey, refOf, sameGroupKind } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { cutList } from '../text/cut-list.ts';
import { say } from './say/say.ts';
import type { DocumentGap } from './resource-description.ts';

/** `gwctl status -o json`: whether all is right, as data. */
export interface StatusReport {
  readonly apiVersion: 'gwctl.dev/v1alpha1';
  readonly kind: 'StatusReport';
  /** Absent: all namespaces. */
  readonly namespace?: string | undefined;
  readonly classes: readonly ClassStatus[];
  readonly parents: readonly ParentStatusLine[];
  readonly routes: RouteCounts;
  readonly problems: readonly ReportedProblem[];
  /** Problems in all; `problems` holds the worst of them. */
  readonly problemCount: number;
  readonly gaps: readonly DocumentGap[];
}

/** A GatewayClass or XMesh. */
export interface ClassStatus {
  readonly ref: ObjectRef;
  readonly controllerName: string;
  readonly accepted: Verdict;
  /** Gateways of the class in all that was read. */
  readonly gateways: number;
}

/** A Gateway, ListenerSet, or Service of a mesh with what attaches to it. */
export interface ParentStatusLine {
  readonly ref: ObjectRef;
  /** Class of a Gateway, Gateway of a ListenerSet. */
  readonly belongsTo: string;
  readonly addresses: readonly string[];
  readonly programmed?: Verdict | undefined;
  readonly listeners: number;
  /** Listeners that the specification lets work. */
  readonly goodListeners: number;
  /** Distinct routes; undefined where not all could be read. */
  readonly attached?: number | undefined;
  /** Likewise. */
  readonly refused?: number | undefined;
}

/** Routes by what became of their parentRefs. */
export interface RouteCounts {
  readonly total: number;
  /** All parents accept. */
  readonly attached: number;
  /** Some parents accept. */
  readonly partial: number;
  readonly refused: number;
  readonly unknown: number;
  /** Neither parentRefs nor default Gateways. */
  readonly detached: number;
}

/** A problem with the command that tells more. */
export interface ReportedProblem extends Omit<Problem, 'because'> {
  /** One sentence: what is so and what to change. */
  readonly message: string;
  readonly command: string;
}

/** What limits the report and how it names the program. */
export interface StatusOptions {
  readonly namespace: string | undefined;
  readonly program: string;
  /** Problems in the report; the rest is counted. */
  readonly shown: number;
  /** What is added to each command so that it reads the same source: ` --from shop.yaml`. */
  readonly source: string;
}

/** Sums up a snapshot: classes, parents with counts, and the worst problems, each with the command that tells more. */
export function reportStatus(
  snapshot: Snapshot,
  graph: Graph,
  problems: readonly Problem[],
  gaps: readonly DocumentGap[],
  options: StatusOptions,
): StatusReport {
  const { namespace } = options;
  const gateways = snapshot.list(GATEWAY);
  const counts = countRoutes(snapshot, graph, namespace);
  const parents = [GATEWAY, LISTENER_SET, X_LISTENER_SET]
    .flatMap((type) => snapshot.list(type))
    .filter((object) => isInNamespace(object, namespace))
    .map((object) => parentLine(object, graph, counts.refusedBy));
  return {
    apiVersion: 'gwctl.dev/v1alpha1',
    kind: 'StatusReport',
    ...(namespace === undefined ? {} : { namespace }),
    classes: classLines(snapshot, gateways, parents, namespace),
    parents: [...parents, ...counts.services],
    routes: counts.routes,
    problems: problems
      .slice(0, options.shown)
      .map(({ because, ...problem }) => ({ command: commandFor(problem, options), ...problem, message: say(because) })),
    problemCount: problems.length,
    gaps,
  };
}

/** The classes in use; without a namespace every class and mesh. */
function classLines(
  snapshot: Snapshot,
  gateways: readonly KubernetesObject[],
  parents: readonly ParentStatusLine[],
  namespace: string | undefined,
): readonly ClassStatus[] {
  const users = new Map<string, number>();
  for (const gateway of gateways) {
    const name = readString(readPath(gateway, 'spec', 'gatewayClassName')) ?? '';
    users.set(name, (users.get(name) ?? 0) + 1);
  }
  const wanted = new Set(parents.map(({ belongsTo }) => belongsTo));
  return [GATEWAY_CLASS, X_MESH].flatMap((type) =>
    snapshot
      .list(type)
      .filter(({ metadata }) => namespace === undefined || (type === GATEWAY_CLASS && wanted.has(metadata.name)))
      .map((object) => ({
        ref: refOf(object),
        controllerName: readString(readPath(object, 'spec', 'controllerName')) ?? '',
        accepted: judgeCondition(readObjectConditions(object), 'Accepted', generationOf(object)),
        gateways: type === GATEWAY_CLASS ? (users.get(object.metadata.name) ?? 0) : 0,
      })),
  );
}

function parentLine(object: KubernetesObject, graph: Graph, refusedBy: ReadonlyMap<string, number>): ParentStatusLine {
  const ref = refOf(object);
  const listeners = graph.parent(ref)?.listeners ?? [];
  const isGateway = sameGroupKind(ref, GATEWAY);
  const routes = new Set(listeners.flatMap((listener) => listener.routes.map(refKey)));
  const unread = listeners.some(({ attachedRoutes }) => attachedRoutes === undefined);
  return {
    ref,
    belongsTo:
      readString(readPath(object, 'spec', ...(isGateway ? ['gatewayClassName'] : ['parentRef', 'name']))) ?? '',
    addresses: isGateway ? readAddresses(object, 'status').flatMap(({ value }) => value ?? []) : [],
    programmed: judgeCondition(readObjectConditions(object), 'Programmed', generationOf(object)),
    listeners: listeners.length,
    goodListeners: listeners.filter(
      ({ accepted, resolvedRefs }) => accepted.status !== 'False' && resolvedRefs.status !== 'False',
    ).length,
    attached: unread ? undefined : routes.size,
    refused: unread ? undefined : (refusedBy.get(refKey(ref)) ?? 0),
  };
}

interface Counts {
  readonly routes: RouteCounts;
  /** Refused routes per parent. */
  readonly refusedBy: ReadonlyMap<string, number>;
  /** Services that routes name as parents. */
  readonly services: readonly ParentStatusLine[];
}

function countRoutes(snapshot: Snapshot, graph: Graph, namespace: string | undefined): Counts {
  const routes = { total: 0, attached: 0, partial: 0, refused: 0, unknown: 0, detached: 0 };
  const refusedBy = new Map<string, number>();
  const services = new Map<string, { ref: ObjectRef; attached: number; refused: number }>();
  for (const route of ROUTE_KINDS.flatMap((type) => snapshot.list(type))) {
    const attachments = graph.attachments(refOf(route)).filter(({ path }) => path !== '');
    const own = isInNamespace(route, namespace);
    if (own) {
      routes.total++;
      routes[outcomeOf(attachments)]++;
    }
    for (const [key, { parent, status }] of outcomesByParent(attachments)) {
      if (status === 'False') refusedBy.set(key, (refusedBy.get(key) ?? 0) + 1);
      if (!sameGroupKind(parent, SERVICE) || (namespace !== undefined && parent.namespace !== namespace && !own))
        continue;
      const service = services.get(key) ?? { ref: parent, attached: 0, refused: 0 };
      services.set(key, service);
      if (status === 'True') service.attached++;
      else if (status === 'False') service.refused++;
    }
  }
  return { routes, refusedBy, services: [...services.values()].map(serviceLine) };
}

/** One outcome per parent object: several parentRefs to one Gateway count as accepted when one of them is. */
function outcomesByParent(
  attachments: readonly Attachment[],
): ReadonlyMap<string, { parent: ObjectRef; status: string }> {
  const outcomes = new Map<string, { parent: ObjectRef; status: string }>();
  for (const { parentRef, accepted } of attachments) {
    const parent = parentOf(parentRef);
    const key = refKey(parent);
    if (outcomes.get(key)?.status !== 'True') outcomes.set(key, { parent, status: accepted.status });
  }
  return outcomes;
}

function outcomeOf(attachments: readonly Attachment[]): Exclude<keyof RouteCounts, 'total'> {
  const [first, ...others] = new Set(attachments.map(({ accepted }) => accepted.status));
  if (first === undefined) return 'detached';
  if (others.length > 0) return first === 'True' || others.includes('True') ? 'partial' : 'unknown';
  if (first === 'True') return 'attached';
  return first === 'False' ? 'refused' : 'unknown';
}

function serviceLine({
  ref,
  attached,
  refused,
}: {
  ref: ObjectRef;
  attached: number;
  refused: number;
}): ParentStatusLine {
  return {
    ref,
    belongsTo: '',
    addresses: [],
    programmed: undefined,
    listeners: 0,
    goodListeners: 0,
    attached,
    refused,
  };
}

/** `gwctl describe httproute/cart -n shop`. */
function commandFor({ subject }: Pick<Problem, 'subject'>, { program, source }: StatusOptions): string {
  const namespace = subject.namespace === undefined ? '' : ` -n ${subject.namespace}`;
  return `${program} describe ${subject.kind.toLowerCase()}/${subject.name}${namespace}${source}`;
}

/** How a parent is called in the table: Gateways by name, others with their kind; with its namespace where several are shown. */
export function parentName({ ref }: ParentStatusLine, withNamespace: boolean): string {
  const name = withNamespace && ref.namespace !== undefined ? `${ref.namespace}/${ref.name}` : ref.name;
  return groupKindKey(ref) === groupKindKey(GATEWAY) ? name : `${ref.kind.toLowerCase()} ${name}`;
}

/** The addresses in a cell. */
export function addressCell({ addresses }: ParentStatusLine): string {
  return cutList(addresses, false);
}
