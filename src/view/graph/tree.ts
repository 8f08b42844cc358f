import { isAttached, reasonOf } from '../../analysis/verdict.ts';
import type { Verdict, JudgedWorld } from '../../analysis/verdict.ts';
import { edgeVerdict } from '../../analysis/edge-verdict.ts';
import { standingVerdict } from '../../analysis/blockage.ts';
import { attachmentVerdict, verdictOf } from '../../analysis/verdict-of.ts';
import { parentOf } from '../../gateway-api/parent-ref.ts';
import {
  GATEWAY,
  GATEWAY_CLASS,
  REFERENCE_GRANT,
  SERVICE,
  isListenerSetKind,
  isRouteKind,
} from '../../gateway-api/kinds.ts';
import { append } from '../../model/append.ts';
import { leadsOutside } from '../../model/leads-outside.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { compareText } from '../../model/compare-text.ts';
import { groupKindKey, refKey, sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { isBroken } from '../../graph/query/flow.ts';
import type { ComputedListener, Graph } from '../../graph/graph.ts';
import { cellText } from '../table.ts';
import type { Cell } from '../table.ts';
import { objectText } from '../tables/object-text.ts';
import { MARK_OF } from '../verdict-mark.ts';
import type { Selection } from './select.ts';
import { besideText } from './tree-beside.ts';
import { isRoot } from './tree-context.ts';
import type { TreeContext } from './tree-context.ts';
import { classTail, listenerText, routeCount, statusTail } from './tree-cells.ts';
import { joinLines } from './tree-line.ts';
import type { TreeItem, TreeLine } from './tree-line.ts';
import { endpointItems, routeItem } from './tree-route.ts';
import type { RouteClaim } from './tree-route.ts';
import { why } from './why.ts';

/**
 * A selection as a tree: class where it was asked for, Gateway, ListenerSet, listener, route, rule, backend. A route that is
 * refused stands with the reason where it asked to attach; what names a parent that does not exist comes last.
 * @param options.namespace the namespace that goes without saying; undefined where several are shown.
 * @param options.shows whether objects of a type get a line.
 */
export function graphTree(
  world: JudgedWorld,
  selection: Selection,
  options: Pick<TreeContext, 'namespace' | 'shows'>,
): readonly TreeLine[] {
  return joinLines(
    new TreeBuilder({
      world,
      graph: world.graph,
      selection,
      drawn: new Set(selection.edges),
      ...options,
      shown: new Set(),
      beside: new Map(),
      asked: new Map(),
    }).build(),
  );
}

/** A claim of a route to attach to a parent, with its outcome. */
interface PlacedClaim {
  readonly route: ObjectRef;
  readonly claim: RouteClaim;
}

function isGranted({ claim }: PlacedClaim): boolean {
  return isAttached(claim.verdict);
}

/** Reasons of a Gateway that its listeners tell. */
const SAID_BELOW: ReadonlySet<string> = new Set(['ListenersNotValid', 'ListenersNotResolved']);
/** ListenerSets of the final group first. */
function byKindThenName(a: ObjectRef, b: ObjectRef): number {
  return (
    compareText(groupKindKey(a), groupKindKey(b)) || compareText(a.namespace ?? '', b.namespace ?? '') || byName(a, b)
  );
}

class TreeBuilder {
  readonly #context: TreeContext;
  readonly #graph: Graph;
  readonly #selection: Selection;
  /** By the key of the listener, Gateway, ListenerSet or Service under which a route stands. */
  readonly #claims = new Map<string, PlacedClaim[]>();

  constructor(context: TreeContext) {
    this.#context = context;
    this.#graph = context.graph;
    this.#selection = context.selection;
  }

  build(): readonly TreeItem[] {
    const refs = [...this.#selection.nodes.values()]
      .filter(({ ref, presence }) => ref.section === undefined && presence === 'present')
      .map(({ ref }) => ref);
    const routes = refs.filter(isRouteKind);
    const lost = routes.flatMap((route) => this.#place(route));
    const classes = refs.filter((ref) => sameGroupKind(ref, GATEWAY_CLASS) && isRoot(this.#context, ref));
    const parents = refs.filter((ref) => sameGroupKind(ref, GATEWAY)).toSorted(byName);
    const items: TreeItem[] = classes.map((ref) => this.#classItem(ref));
    for (const ref of parents) if (!this.#isShown(ref)) items.push(this.#gatewayItem(ref));
    for (const ref of refs) if (isListenerSetKind(ref) && !this.#isShown(ref)) items.push(this.#listenerSetItem(ref));
    for (const ref of refs) {
      if (sameGroupKind(ref, SERVICE) && this.#claims.has(refKey(ref))) items.push(this.#serviceItem(ref));
    }
    const placedRoutes = new Set(
      [...this.#claims.values(), lost].flatMap((claims) => claims.map(({ route }) => refKey(route))),
    );
    const { namespace } = this.#context;
    for (const placed of lost) items.push(routeItem(this.#context, { ...placed, namespace }));
    for (const route of routes) if (!placedRoutes.has(refKey(route))) items.push(this.#looseItem(route));
    for (const ref of refs) append(items, this.#absentTargets(ref));
    for (const ref of refs) if (isRoot(this.#context, ref) && !this.#isShown(ref)) items.push(this.#rest(ref));
    return items;
  }

  /** Puts the claims of a route in their places in the tree; returns those whose parent is not drawn. */
  #place(route: ObjectRef): readonly PlacedClaim[] {
    const lost: PlacedClaim[] = [];
    for (const attachment of this.#graph.attachments(route)) {
      // A status without a parentRef is not a claim.
      if (attachment.path === '') continue;
      const { parentRef, listeners } = attachment;
      const placed = { route, claim: { attachment, verdict: attachmentVerdict(this.#context.world, attachment) } };
      const parent = parentOf(parentRef);
      const isThere = this.#selection.nodes.get(refKey(parent))?.presence === 'present';
      if (!isThere) {
        if (!isGranted(placed)) lost.push(placed);
        continue;
      }
      if (listeners.length > 0) {
        for (const { name } of listeners) this.#addClaim({ ...parent, section: name }, placed);
        continue;
      }
      const asked = this.#listenersOf(parent).find(({ name }) => name === parentRef.sectionName);
      this.#addClaim(asked?.ref ?? parent, placed);
    }
    return lost;
  }

  #addClaim(under: ObjectRef, placed: PlacedClaim): void {
    const key = refKey(under);
    const known = this.#claims.get(key);
    if (known === undefined) {
      this.#claims.set(key, [placed]);
      return;
    }
    // Two parentRefs may lead to one listener. The claims of a route stand together.
    const others = known.slice(known.findLastIndex(({ route }) => route !== placed.route) + 1);
    if (!isGranted(placed) || !others.some(isGranted)) known.push(placed);
  }

  #classItem(ref: ObjectRef): TreeItem {
    const gateways = this.#graph
      .incoming(ref, 'class')
      .map(({ from }) => from)
      .filter((gateway) => this.#selection.nodes.has(refKey(gateway)));
    const children = gateways.toSorted(byName).map((gateway) => this.#gatewayItem(gateway));
    const isKnown = this.#context.world.snapshot.knowsReferrers(GATEWAY, ref);
    const hidden: Cell = isKnown
      ? ''
      : { text: children.length === 0 ? 'gateways unknown' : 'other gateways unknown', tone: 'muted' };
    return this.#item(ref, undefined, [classTail(this.#objectOf(ref)), hidden].filter(isSaid), children);
  }

  #gatewayItem(ref: ObjectRef): TreeItem {
    const [toClass] = this.#graph.outgoing(ref, 'class');
    const className: Cell =
      toClass === undefined || isRoot(this.#context, toClass.to)
        ? ''
        : isBroken(toClass)
          ? { text: `class ${toClass.to.name} (missing)`, tone: 'bad' }
          : leadsOutside(toClass.because)
            ? { text: `class ${toClass.to.name} (not among the files)`, tone: 'muted' }
            : toClass.to.name;
    const verdict = this.#verdictOf(ref);
    const [worst] = verdict.state === 'unknown' ? [] : verdict.because;
    const failed = worst !== undefined && worst.code !== 'reference';
    const { cells, tail } = statusTail(this.#objectOf(ref));
    const children = [
      ...this.#listenerItems(ref),
      ...this.#routeItems(ref, ref.namespace),
      ...this.#listenerSetsOf(ref).map((set) => this.#listenerSetItem(set)),
    ];
    // What is wrong with a listener is shown there.
    const isSaidBelow = children.length > 0 && worst !== undefined && SAID_BELOW.has(reasonOf(worst));
    const shortened = isSaidBelow ? { ...verdict, because: [] } : verdict;
    return { ...this.#item(ref, failed ? shortened : undefined, [className, ...cells].filter(isSaid), children), tail };
  }

  #listenerSetItem(ref: ObjectRef): TreeItem {
    const children = [...this.#listenerItems(ref), ...this.#routeItems(ref, ref.namespace)];
    return this.#item(ref, this.#verdictOf(ref), [], children);
  }

  /** The ListenerSets that name a Gateway. */
  #listenerSetsOf(gateway: ObjectRef): readonly ObjectRef[] {
    const key = refKey(gateway);
    return [...this.#selection.nodes.values()]
      .map(({ ref }) => ref)
      .filter((ref) => isListenerSetKind(ref) && ref.section === undefined)
      .filter((ref) => this.#graph.outgoing(ref, 'parent').some(({ to }) => refKey(to) === key))
      .toSorted(byKindThenName);
  }

  /** The listeners that are selected, or that a route asks for. */
  #listenerItems(parent: ObjectRef): readonly TreeItem[] {
    return this.#listenersOf(parent).flatMap((listener): readonly TreeItem[] => {
      const key = refKey(listener.ref);
      if (!this.#selection.nodes.has(key) && !this.#claims.has(key)) return [];
      const verdict = standingVerdict(this.#context.world, listener);
      const text = listenerText(this.#objectOf(parent), listener);
      return [
        {
          mark: MARK_OF[verdict.state],
          // What it waits for stands above it.
          cells: [text + this.#beside(listener.ref), ...(verdict.because[0]?.code === 'waits' ? [] : why(verdict))],
          ...(this.#knowsRoutes(parent) ? { tail: routeCount(listener) } : {}),
          children: this.#routeItems(listener.ref, parent.namespace),
          hidden: !this.#context.shows(parent),
        },
      ];
    });
  }

  /** Whether the routes of a parent were asked for: of a Gateway above a Service only those that lead there were read. */
  #knowsRoutes(parent: ObjectRef): boolean {
    if (this.#selection.roots.size === 0 || isRoot(this.#context, parent)) return true;
    const above = [...this.#graph.outgoing(parent, 'class'), ...this.#graph.outgoing(parent, 'parent')];
    return above.some(({ to }) => isRoot(this.#context, to));
  }

  #listenersOf(parent: ObjectRef): readonly ComputedListener[] {
    return this.#graph.parent(parent)?.listeners ?? [];
  }

  #serviceItem(ref: ObjectRef): TreeItem {
    const children = [...this.#routeItems(ref, ref.namespace), ...endpointItems(this.#context, ref)];
    return this.#item(ref, undefined, ['mesh'], children);
  }

  /** The routes under a listener or parent: attached ones with what they lead to, refused ones with the reason. */
  #routeItems(under: ObjectRef, namespace: string | undefined): readonly TreeItem[] {
    return (this.#claims.get(refKey(under)) ?? []).map((placed) => routeItem(this.#context, { ...placed, namespace }));
  }

  /** A route without parents, or without any that is drawn. */
  #looseItem(route: ObjectRef): TreeItem {
    return routeItem(this.#context, { route, claim: undefined, namespace: this.#context.namespace });
  }

  /** A policy that targets what is not there, or not among the files, has no other place in the tree. */
  #absentTargets(ref: ObjectRef): readonly TreeItem[] {
    return this.#graph
      .outgoing(ref, 'target')
      .filter((edge) => isBroken(edge) || edge.because?.code === 'notAmongFiles')
      .filter(({ to }) => this.#selection.nodes.has(refKey(to)))
      .map((edge) => {
        const { namespace, shows, shown } = this.#context;
        shown.add(refKey(ref));
        const text = `${objectText(ref, namespace)} targets ${objectText(edge.to, ref.namespace)}`;
        const verdict = edgeVerdict(edge);
        return {
          mark: MARK_OF[verdict.state],
          cells: [text, ...why(verdict)],
          children: [],
          hidden: !shows(ref),
        };
      });
  }

  /** What was asked for and hangs on nothing that has a line. */
  #rest(ref: ObjectRef): TreeItem {
    const isBeside = this.#selection.edges.some(
      ({ from, to }) => refKey(from) === refKey(ref) || refKey(to) === refKey(ref),
    );
    const verdict = this.#verdictOf(ref);
    // A kind that may not be listed may well refer to it.
    const { gaps } = this.#context.world.snapshot;
    const isWhole = gaps.every(
      ({ reason, kind, name }) => reason === 'absent' || kind === undefined || name !== undefined,
    );
    const alone = sameGroupKind(ref, REFERENCE_GRANT)
      ? `allows nothing: no reference${isWhole ? '' : ' that could be read'} needs it`
      : `nothing${isWhole ? '' : ' that could be read'} refers to it`;
    const note: readonly Cell[] = isBeside ? [] : [{ text: alone, tone: 'muted' }];
    return this.#item(ref, verdict.state === 'ok' ? undefined : verdict, note, endpointItems(this.#context, ref));
  }

  /** The line of an object. */
  #item(ref: ObjectRef, verdict: Verdict | undefined, cells: readonly Cell[], children: readonly TreeItem[]): TreeItem {
    const { namespace, shows, shown } = this.#context;
    shown.add(refKey(ref));
    return {
      ...(verdict === undefined ? {} : { mark: MARK_OF[verdict.state] }),
      cells: [objectText(ref, namespace) + this.#beside(ref), ...cells, ...(verdict === undefined ? [] : why(verdict))],
      children,
      hidden: !shows(ref),
    };
  }

  #beside(ref: ObjectRef): string {
    return besideText(this.#context, ref);
  }

  #verdictOf(ref: ObjectRef): Verdict {
    return verdictOf(this.#context.world, ref);
  }

  #objectOf(ref: ObjectRef): KubernetesObject | undefined {
    return this.#selection.nodes.get(refKey(ref))?.object;
  }

  #isShown(ref: ObjectRef): boolean {
    return this.#context.shown.has(refKey(ref));
  }
}

function isSaid(cell: Cell): boolean {
  return cellText(cell) !== '';
}

function byName(a: ObjectRef, b: ObjectRef): number {
  const [left, right] = [refKey(a), refKey(b)];
  return left < right ? -1 : Number(left > right);
}
