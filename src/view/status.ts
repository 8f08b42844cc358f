import { conditionOf } from '../analysis/condition-of.ts';
import type { Doubt, Problem } from '../analysis/problem.ts';
import { codeOfSymptom } from '../analysis/symptom-code.ts';
import { statusOfObject } from '../analysis/reported-status.ts';
import type { DocumentGap } from '../documents/gap.ts';
import type {
  ClassStatus,
  ParentStatusLine,
  ReportedProblem,
  RouteCounts,
  StatusReport,
} from '../documents/status-report.ts';
import { isAttached, isFlawed, reasonOf } from '../analysis/verdict.ts';
import type { Verdict, JudgedWorld } from '../analysis/verdict.ts';
import { standingVerdict } from '../analysis/blockage.ts';
import { attachmentVerdict } from '../analysis/verdict-of.ts';
import { addressesOfServices } from '../graph/resolve/made-services.ts';
import { readAddresses } from '../gateway-api/gateway.ts';
import { parentOf } from '../gateway-api/parent-ref.ts';
import {
  GATEWAY,
  GATEWAY_CLASS,
  LISTENER_SET,
  ROUTE_KINDS,
  SERVICE,
  X_LISTENER_SET,
  X_MESH,
  isRouteKind,
} from '../gateway-api/kinds.ts';
import { isInNamespace } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readPath, readString } from '../model/read.ts';
import { groupKindKey, refKey, refOf, sameGroupKind } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Fact } from '../model/fact.ts';
import { unreadKinds } from '../model/unread-kinds.ts';
import { describeCommand } from './describe-command.ts';
import type { CommandScope } from './describe-command.ts';
import { say, sayInLines } from './say/say.ts';
import { sayBecause } from './say/verdicts.ts';
import { withoutAbsent } from './without-absent.ts';

/** What limits the report and how it names the program. */
export interface StatusOptions extends CommandScope {
  readonly namespace: string | undefined;
  /** Problems in the report; the rest is counted. */
  readonly shown: number;
}

/** What was found out before it is put into words. */
export interface StatusFindings {
  readonly problems: readonly Problem[];
  readonly doubts: readonly Doubt[];
  /** How many objects were looked at, and whether these are all. */
  readonly examined: number;
  readonly complete: boolean;
  /** The kinds that the report is about of which not all could be read. */
  readonly unread: readonly GroupKind[];
  /** Why there is nothing to look at. */
  readonly absence: Fact | undefined;
  /** References that lead outside of the files. */
  readonly openReferences: number;
  readonly gaps: readonly DocumentGap[];
}

/** Sums up a snapshot: classes, parents with counts, and the worst problems, each with the command that tells more. */
export function reportStatus(world: JudgedWorld, findings: StatusFindings, options: StatusOptions): StatusReport {
  const { snapshot } = world;
  const { namespace } = options;
  const { problems, doubts, openReferences, examined, complete, unread, absence, gaps } = findings;
  const gateways = snapshot.list(GATEWAY);
  const counts = countRoutes(world, namespace);
  const parents = [GATEWAY, LISTENER_SET, X_LISTENER_SET]
    .flatMap((type) => snapshot.list(type))
    .filter((object) => isInNamespace(object, namespace))
    .map((object) => parentLine(object, world, counts.claims));
  return {
    apiVersion: 'gwctl.dev/v1alpha1',
    kind: 'StatusReport',
    ...(namespace === undefined ? {} : { namespace }),
    classes: classLines(snapshot, gateways, parents, namespace),
    parents: [...parents, ...counts.services],
    routes: unread.some(isRouteKind) ? knownCounts(counts.routes) : counts.routes,
    problems: problems.slice(0, options.shown).map((problem) => reportProblem(world, problem, options)),
    problemCount: problems.length,
    undetermined: doubts.map(({ subject, path, because }) => ({
      subject: withoutAbsent(subject),
      path,
      message: sayBecause(because).message,
      command: describeCommand(subject, options),
    })),
    examined,
    complete,
    ...(unread.length === 0 ? {} : { unread: unread.map(({ kind }) => kind) }),
    ...(absence === undefined ? {} : { note: say(absence) }),
    ...(openReferences === 0 ? {} : { openReferences }),
    gaps,
  };
}

/** What a reader wants to know beside a problem. */
function hintFor({ snapshot }: JudgedWorld, subject: ObjectRef, because: Problem['because']): string | undefined {
  if (reasonOf(because) !== 'AddressNotAssigned' || !sameGroupKind(subject, GATEWAY)) return undefined;
  const lookup = snapshot.find(subject);
  const [service] = lookup.state === 'found' ? addressesOfServices(snapshot, lookup.object) : [];
  return service === undefined ? undefined : say(service);
}

function reportProblem(world: JudgedWorld, problem: Problem, options: StatusOptions): ReportedProblem {
  const { rank, subject, path, because, consequences } = problem;
  const condition = conditionOf(because);
  return {
    code: codeOfSymptom(problem),
    command: describeCommand(problem.subject, options),
    rank,
    subject: withoutAbsent(subject),
    path,
    ...(condition === '' ? {} : { condition }),
    ...sayBecause(because),
    ...detailsOf(because),
    hint: hintFor(world, subject, because),
    consequences: consequences.map(withoutAbsent),
  };
}

/** The message in lines, where there are several. */
function detailsOf(because: Problem['because']): Pick<ReportedProblem, 'details'> {
  const lines = because.code === 'computed' ? sayInLines(because.condition.because) : [];
  return lines.length > 1 ? { details: lines } : {};
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
  const isKnown = unreadKinds(snapshot, [GATEWAY], undefined).length === 0;
  const wanted = new Set(parents.map(({ belongsTo }) => belongsTo));
  return [GATEWAY_CLASS, X_MESH].flatMap((type) =>
    snapshot
      .list(type)
      .filter(({ metadata }) => namespace === undefined || (type === GATEWAY_CLASS && wanted.has(metadata.name)))
      .map((object) => ({
        ref: refOf(object),
        controllerName: readString(readPath(object, 'spec', 'controllerName')) ?? '',
        accepted: statusOfObject(object, 'Accepted'),
        gateways: isKnown ? (type === GATEWAY_CLASS ? (users.get(object.metadata.name) ?? 0) : 0) : undefined,
      })),
  );
}

function parentLine(object: KubernetesObject, world: JudgedWorld, claims: Counts['claims']): ParentStatusLine {
  const ref = refOf(object);
  const listeners = world.graph.parent(ref)?.listeners ?? [];
  const isGateway = sameGroupKind(ref, GATEWAY);
  const { attached, refused } = claims.get(refKey(ref)) ?? NO_CLAIMS;
  const unread = listeners.some(({ attachedRoutes }) => attachedRoutes === undefined);
  return {
    ref,
    belongsTo:
      readString(readPath(object, 'spec', ...(isGateway ? ['gatewayClassName'] : ['parentRef', 'name']))) ?? '',
    addresses: isGateway ? readAddresses(object, 'status').flatMap(({ value }) => value ?? []) : [],
    programmed: statusOfObject(object, 'Programmed'),
    listeners: listeners.length,
    goodListeners: listeners.filter((listener) => !isFlawed(standingVerdict(world, listener))).length,
    attached: unread ? undefined : attached,
    refused: unread ? undefined : refused,
  };
}

/** A parent that a route names, with the outcome. */
interface ParentOutcome {
  readonly ref: ObjectRef;
  readonly verdict: Verdict;
}

interface ClaimCounts {
  readonly ref: ObjectRef;
  attached: number;
  refused: number;
}

const NO_CLAIMS = { attached: 0, refused: 0 } as const;

interface Counts {
  readonly routes: Readonly<Record<keyof RouteCounts, number>>;
  /** By the key of the parent. */
  readonly claims: ReadonlyMap<string, ClaimCounts>;
  /** Services that routes name as parents. */
  readonly services: readonly ParentStatusLine[];
}

/** What is known of the routes where not all could be read. */
function knownCounts({ total: _total, ...counts }: Counts['routes']): RouteCounts {
  return Object.fromEntries(Object.entries(counts).filter(([, known]) => known > 0));
}

function countRoutes(world: JudgedWorld, namespace: string | undefined): Counts {
  const { snapshot, graph } = world;
  const routes = { total: 0, attached: 0, partial: 0, refused: 0, unknown: 0, detached: 0 };
  const claims = new Map<string, ClaimCounts>();
  const services = new Map<string, ClaimCounts>();
  const isKnown = unreadKinds(snapshot, ROUTE_KINDS, undefined).length === 0;
  for (const route of ROUTE_KINDS.flatMap((type) => snapshot.list(type))) {
    const outcomes = graph
      .attachments(refOf(route))
      .filter(({ path }) => path !== '')
      .map((attachment) => ({ ref: parentOf(attachment.parentRef), verdict: attachmentVerdict(world, attachment) }));
    const own = isInNamespace(route, namespace);
    if (own) {
      routes.total++;
      routes[outcomeOf(outcomes)]++;
    }
    for (const [key, { ref, verdict }] of outcomesByParent(outcomes)) {
      const counts = count(claims, key, ref, verdict);
      if (!sameGroupKind(ref, SERVICE)) continue;
      // Of a Service elsewhere only the namespace's own routes are counted.
      if (namespace === undefined || ref.namespace === namespace) services.set(key, counts);
      else if (own) count(services, key, ref, verdict);
    }
  }
  return { routes, claims, services: [...services.values()].map((counts) => serviceLine(counts, isKnown)) };
}

function count(claims: Map<string, ClaimCounts>, key: string, ref: ObjectRef, verdict: Verdict): ClaimCounts {
  const counts = claims.get(key) ?? { ref, ...NO_CLAIMS };
  claims.set(key, counts);
  if (isAttached(verdict)) counts.attached++;
  else if (verdict.state === 'broken') counts.refused++;
  return counts;
}

/** One outcome per parent object: several parentRefs to one Gateway count as accepted when one of them is. */
function outcomesByParent(outcomes: readonly ParentOutcome[]): ReadonlyMap<string, ParentOutcome> {
  const byParent = new Map<string, ParentOutcome>();
  for (const outcome of outcomes) {
    const key = refKey(outcome.ref);
    const known = byParent.get(key);
    if (known === undefined || !isAttached(known.verdict)) byParent.set(key, outcome);
  }
  return byParent;
}

function outcomeOf(outcomes: readonly ParentOutcome[]): Exclude<keyof RouteCounts, 'total'> {
  if (outcomes.length === 0) return 'detached';
  const attached = outcomes.filter(({ verdict }) => isAttached(verdict)).length;
  if (attached > 0) return attached === outcomes.length ? 'attached' : 'partial';
  return outcomes.every(({ verdict }) => verdict.state === 'broken') ? 'refused' : 'unknown';
}

/** @param isKnown whether all routes were read. */
function serviceLine({ ref, attached, refused }: ClaimCounts, isKnown: boolean): ParentStatusLine {
  return {
    ref,
    belongsTo: '',
    addresses: [],
    programmed: undefined,
    listeners: 0,
    goodListeners: 0,
    attached: isKnown ? attached : undefined,
    refused: isKnown ? refused : undefined,
  };
}

/** How a parent is called in the table: Gateways by name, others with their kind; with its namespace where several are shown. */
export function parentName({ ref }: ParentStatusLine, withNamespace: boolean): string {
  const name = withNamespace && ref.namespace !== undefined ? `${ref.namespace}/${ref.name}` : ref.name;
  return groupKindKey(ref) === groupKindKey(GATEWAY) ? name : `${ref.kind.toLowerCase()} ${name}`;
}
