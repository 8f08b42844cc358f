import type { Verdict } from '../../analysis/verdict.ts';
import { backendVerdict } from '../../analysis/backend-verdict.ts';
import { verdictOf } from '../../analysis/verdict-of.ts';
import { isBroken } from '../../graph/query/flow.ts';
import type { Attachment, GraphEdge } from '../../graph/graph.ts';
import { readRules } from '../../gateway-api/route.ts';
import type { RouteRule } from '../../gateway-api/route.ts';
import { ruleSection } from '../../gateway-api/section.ts';
import { refKey } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { say } from '../say/say.ts';
import type { Cell } from '../table.ts';
import { MARK_OF } from '../verdict-mark.ts';
import { objectText } from '../tables/object-text.ts';
import { besideText } from './tree-beside.ts';
import { isRoot, isSelected } from './tree-context.ts';
import type { TreeContext } from './tree-context.ts';
import type { TreeItem } from './tree-line.ts';
import { why } from './why.ts';

/** A parentRef of a route, with its outcome. */
export interface RouteClaim {
  readonly attachment: Attachment;
  readonly verdict: Verdict;
}

/** A route under one of its parents. */
export interface RoutePlace {
  readonly route: ObjectRef;
  /** Undefined where no parent of it is drawn. */
  readonly claim: RouteClaim | undefined;
  /** The namespace of what the route stands under. */
  readonly namespace: string | undefined;
}

/**
 * A route with its rules and their backends: these only where it attaches or was asked for, and only under the first of its
 * parents.
 */
export function routeItem(context: TreeContext, { route, claim, namespace }: RoutePlace): TreeItem {
  const { world, selection, shows, shown } = context;
  const node = selection.nodes.get(refKey(route));
  const verdict = claim?.verdict ?? verdictOf(world, route);
  const isRefused = claim !== undefined && verdict.state === 'broken' && !isAsked(context, route);
  const isRepeated = shown.has(refKey(route));
  if (!isRefused) shown.add(refKey(route));
  const rules = node?.object === undefined || isRefused ? [] : readRules(node.object);
  const children = isRepeated ? [] : rules.flatMap((rule) => ruleItems(context, route, rule));
  // What fails below has a line of its own there.
  const isSaidBelow = children.length > 0 && failsBelow(verdict, claim);
  const reason = isSaidBelow ? [] : why(verdict);
  const repeated: readonly Cell[] = isRepeated && rules.length > 0 ? [{ text: '(rules above)', tone: 'muted' }] : [];
  return {
    mark: MARK_OF[verdict.state],
    cells: [
      objectText(route, namespace) + besideText(context, route),
      ...reason,
      ...drift(claim?.attachment),
      ...repeated,
    ],
    children,
    // Behind a sentence nothing is chained.
    joins: reason.length === 0,
    hidden: !shows(route),
  };
}

/** Whether nothing but the references of a route is in question, by the rules; what no drawn parent asks is not told. */
function failsBelow({ state, because: [worst] }: Verdict, claim: RouteClaim | undefined): boolean {
  if (state === 'broken' || worst === undefined) return false;
  if (claim === undefined) return worst.code !== 'noParents';
  return worst.code === 'computed' && worst.type === 'ResolvedRefs';
}

/** Whether the route or what it leads to was asked for by name. */
function isAsked(context: TreeContext, route: ObjectRef): boolean {
  const key = refKey(route);
  const { graph, asked } = context;
  const known = asked.get(key);
  if (known !== undefined) return known;
  const found =
    isRoot(context, route) ||
    graph.outgoing(route, 'section').some((rule) => graph.outgoing(rule.to).some(({ to }) => isRoot(context, to)));
  asked.set(key, found);
  return found;
}

/** Where the controller contradicts the specification, the reader should not trust the mark alone. */
function drift(attachment: Attachment | undefined): readonly Cell[] {
  const contradiction = attachment?.drift.find(({ kind }) => kind === 'contradiction');
  return contradiction === undefined
    ? []
    : [{ text: `${contradiction.about} is ${say(contradiction.fact)}`, tone: 'warning' }];
}

function ruleItems(context: TreeContext, route: ObjectRef, rule: RouteRule): readonly TreeItem[] {
  const ref = { ...route, section: ruleSection(rule.index) };
  if (!isSelected(context, ref)) return [];
  const edges = context.graph.outgoing(ref);
  const weights = edges.flatMap(({ relation, weight }) => (relation === 'backend' ? [weight ?? 1] : []));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const children = edges.flatMap((edge): readonly TreeItem[] => {
    if (!context.drawn.has(edge)) return [];
    // A filter's object is worth a word only where it fails.
    if (edge.relation === 'extension' && !isBroken(edge) && !isRoot(context, edge.to)) return [];
    const share = weights.length > 1 && edge.relation === 'backend' ? shareText(edge.weight ?? 1, total) : '';
    return [edgeItem(context, edge, share)];
  });
  return [
    {
      cells: [`rule ${rule.index}${besideText(context, ref)}`, ...withoutBackends(rule, edges)],
      children,
      chains: true,
      joins: true,
      hidden: !context.shows(route),
    },
  ];
}

/** A rule that sends nowhere: it redirects, or answers with an error. */
function withoutBackends(rule: RouteRule, edges: readonly GraphEdge[]): readonly Cell[] {
  if (edges.some(({ relation }) => relation === 'backend')) return [];
  if (rule.filters.some(({ type }) => type === 'RequestRedirect')) return ['redirects'];
  return [{ text: 'no backends', tone: 'warning' }];
}

const PURPOSES: Readonly<Partial<Record<GraphEdge['relation'], string>>> = {
  mirror: 'mirror ',
  externalAuth: 'auth by ',
  extension: 'filter ',
};

function edgeItem(context: TreeContext, edge: GraphEdge, share: string): TreeItem {
  const { from, to, port, relation } = edge;
  context.shown.add(refKey(to));
  const verdict = backendVerdict(context.world, edge);
  const name = `${PURPOSES[relation] ?? ''}${objectText(to, from.namespace)}${port === undefined ? '' : `:${port}`}`;
  return {
    mark: MARK_OF[verdict.state],
    cells: [`${name}${share}${besideText(context, to)}`, ...why(verdict)],
    children: endpointItems(context, to),
    chains: true,
    hidden: !context.shows(to),
  };
}

/** What stands behind a backend, where it was asked for: its EndpointSlices with their Pods, or its Pods. */
export function endpointItems(context: TreeContext, backend: ObjectRef): readonly TreeItem[] {
  return context.graph
    .outgoing(backend, 'endpoint')
    .filter((edge) => context.drawn.has(edge))
    .map(({ to }) => {
      context.shown.add(refKey(to));
      return {
        cells: [objectText(to, backend.namespace)],
        children: endpointItems(context, to),
        chains: true,
        hidden: !context.shows(to),
      };
    });
}

function shareText(weight: number, total: number): string {
  if (total <= 0) return ' 0 %';
  const percent = (weight * 100) / total;
  return ` ${Number.isInteger(percent) ? percent : percent.toFixed(1)} %`;
}
