import { isAttached, isFlawed, worstReason } from '../../analysis/verdict.ts';
import type { Verdict, JudgedWorld } from '../../analysis/verdict.ts';
import { attachmentVerdict } from '../../analysis/verdict-of.ts';
import type { Attachment } from '../../graph/graph.ts';
import { readParentRefs, parentOf } from '../../gateway-api/parent-ref.ts';
import { isRouteKind } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refKey, refOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { cutList } from '../../text/cut-list.ts';
import type { Block, Line } from '../description.ts';
import { objectText } from '../tables/object-text.ts';
import { MARK_OF } from '../verdict-mark.ts';
import { cut, lines } from './blocks.ts';
import { verdictRows } from './condition-text.ts';
import type { DescribeContext } from './context.ts';
import { driftWords } from './drift.ts';
import { forFlag } from './relations.ts';

const MOST_ROUTES = 25;

/** One parentRef of a route that names the described parent. */
export interface RouteAttachment {
  readonly route: ObjectRef;
  readonly attachment: Attachment;
  readonly verdict: Verdict;
}

/** Every parentRef of a route that names this Gateway, ListenerSet or Service, or reaches it as a default Gateway. */
export function attachmentsTo(parent: ObjectRef, world: JudgedWorld): readonly RouteAttachment[] {
  const { graph } = world;
  const key = refKey(parent);
  const routes = new Map<string, ObjectRef>();
  for (const relation of ['parent', 'attachment'] as const) {
    for (const { from } of graph.incoming(parent, relation)) if (isRouteKind(from)) routes.set(refKey(from), from);
  }
  for (const { to } of graph.outgoing(parent, 'section')) {
    for (const relation of ['parent', 'attachment'] as const) {
      for (const { from } of graph.incoming(to, relation)) if (isRouteKind(from)) routes.set(refKey(from), from);
    }
  }
  return [...routes.values()].flatMap((route) =>
    graph
      .attachments(route)
      .filter(({ parentRef, path }) => path !== '' && refKey(parentOf(parentRef)) === key)
      .map((attachment) => ({ route, attachment, verdict: attachmentVerdict(world, attachment) })),
  );
}

/** The routes that attach, and those that do not with why: the question that a Gateway is described for. */
export function attachedRouteBlocks(parent: KubernetesObject, context: DescribeContext): readonly Block[] {
  const ref = refOf(parent);
  const all = attachmentsTo(ref, context);
  const attached = all.filter(({ verdict }) => isAttached(verdict));
  const refused = all.filter(({ verdict }) => !isAttached(verdict));
  const rest = (left: number): string | undefined =>
    left === 0 ? undefined : `${left} more: ${context.command(`get routes ${forFlag(ref)}`)}`;
  const byRoute = [...Map.groupBy(attached, ({ route }) => refKey(route)).values()];
  const shownAttached = cut(byRoute, MOST_ROUTES);
  const shownRefused = cut(refused, MOST_ROUTES);
  return [
    ...lines(
      `Attached Routes (${byRoute.length})`,
      shownAttached.shown.map((entry) => attachedLine(entry, ref.namespace)),
      rest(shownAttached.left),
    ),
    ...lines(
      `Refused Routes (${refused.length})`,
      shownRefused.shown.map((entry) => refusedLine(entry, ref.namespace)),
      rest(shownRefused.left),
    ),
  ];
}

/** One line a route, although it may attach by several parentRefs. */
function attachedLine(entries: readonly RouteAttachment[], namespace: string | undefined): Line {
  const [first] = entries;
  if (first === undefined) return { cells: [] };
  const { mesh } = first.attachment;
  const listeners = entries.flatMap(({ attachment }) => attachment.listeners);
  const drift = driftWords(entries.flatMap(({ attachment }) => attachment.drift));
  const flawed = entries.find(({ verdict }) => isFlawed(verdict));
  const hostnames = [...new Set(listeners.flatMap((listener) => listener.hostnames))].filter((name) => name !== '*');
  const at =
    mesh ??
    cutList(
      listeners.map(({ name }) => name),
      false,
      4,
    );
  const broken = flawed === undefined ? '' : worstReason(flawed.verdict);
  return {
    mark: broken !== '' || drift !== '' ? 'note' : 'ok',
    cells: [
      objectText(first.route, namespace),
      at === '<none>' ? '' : at,
      hostnames.length === 0 ? '' : cutList(hostnames, false, 3).replaceAll(',', ', '),
      { text: [broken, drift].filter((word) => word !== '').join(', '), tone: 'warning' },
    ],
  };
}

function refusedLine({ route, attachment: { path }, verdict }: RouteAttachment, namespace: string | undefined): Line {
  const { state } = verdict;
  return {
    mark: MARK_OF[state],
    cells: [
      objectText(route, namespace),
      { text: worstReason(verdict), tone: state === 'unknown' ? 'muted' : 'bad' },
      path,
    ],
    details: verdictRows(verdict),
  };
}

/** The object that a ListenerSet names as its parent. */
export function parentRefOf(listenerSet: KubernetesObject): ObjectRef | undefined {
  const [parent] = readParentRefs(listenerSet);
  return parent === undefined ? undefined : parentOf(parent);
}
