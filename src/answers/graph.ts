import type { JudgedWorld } from '../analysis/verdict.ts';
import { GATEWAY, LISTENER_SET, NAMESPACE, ROUTE_KINDS, SERVICE, X_LISTENER_SET } from '../gateway-api/kinds.ts';
import type { Graph } from '../graph/graph.ts';
import { buildGraph } from '../graph/query/build-graph.ts';
import { relatedTo } from '../graph/query/related.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindOf, refKey, refOf, sameGroupKind } from '../model/ref.ts';
import type { GroupKind, ObjectRef } from '../model/ref.ts';
import { graphDocument } from '../view/graph/document.ts';
import type { GraphDocument } from '../documents/graph.ts';
import { drawGraph } from '../view/graph/drawing.ts';
import type { Drawing } from '../view/graph/drawing.ts';
import { selectGraph } from '../view/graph/select.ts';
import type { Selection } from '../view/graph/select.ts';
import { graphTree } from '../view/graph/tree.ts';
import type { TreeLine } from '../view/graph/tree-line.ts';
import type { World } from '../world/world.ts';

/** What of the graph is shown. */
export interface GraphQuestion {
  /** The objects that were asked for, a Namespace standing for all that it holds; undefined asks for everything. */
  readonly roots: readonly KubernetesObject[] | undefined;
  /** Whether the roots were named one by one, so that they stand out. */
  readonly named: boolean;
  /** Where everything is looked for, and which namespace goes without saying; undefined: all. */
  readonly namespace: string | undefined;
  readonly up: boolean;
  readonly down: boolean;
  /** How many objects far; undefined: all the way. */
  readonly depth?: number | undefined;
  /** Only what is broken, with the way that leads there. */
  readonly onlyBroken: boolean;
  readonly policies: boolean;
  /** Whether EndpointSlices and Pods are shown too. */
  readonly endpoints: boolean;
  /** Whether objects of a type are shown. */
  readonly shows: (type: GroupKind) => boolean;
}

/** The graph as a tree; empty where nothing is to be shown. */
export function treeOf(world: World, question: GraphQuestion): readonly TreeLine[] {
  const { judged, selection } = select(world, question);
  const { namespace, shows } = question;
  return graphTree(judged, selection, { namespace, shows });
}

/** The graph as data for scripts. */
export function graphDocumentOf(world: World, question: GraphQuestion): GraphDocument {
  const { judged, selection } = select(world, question);
  return graphDocument(judged, onlyShown(selection, question.shows), world.gaps);
}

/**
 * The graph as boxes and arrows, before they are laid out.
 * @param options.sections whether listeners, rules and ports have boxes of their own.
 * @param options.most above this many boxes kinds are drawn together.
 */
export function drawingOf(
  world: World,
  question: GraphQuestion,
  options: { readonly sections: boolean; readonly most?: number | undefined },
): Drawing {
  const { judged, selection } = select(world, question);
  const isPolicy = (type: GroupKind): boolean => world.policyKinds.some((kind) => sameGroupKind(kind, type));
  return drawGraph(judged, selection, { shows: question.shows, isPolicy, ...options });
}

/**
 * What has to do with an object: see `relatedTo`.
 * @param types of a Namespace's content, the types that count.
 */
export function relatedObjects(
  { snapshot, policyKinds }: World,
  ref: ObjectRef,
  { types, endpoints }: { readonly types: readonly GroupKind[]; readonly endpoints: boolean },
): ReadonlyMap<string, ObjectRef> {
  const graph = buildGraph(snapshot, { policyKinds, endpoints });
  return relatedTo(graph, ref, (namespace) => types.flatMap((type) => snapshot.listIn(type, namespace)));
}

function select(
  world: World,
  question: GraphQuestion,
): { readonly judged: JudgedWorld; readonly selection: Selection } {
  const { snapshot, policyKinds } = world;
  const { roots, up, down, depth, onlyBroken, policies, endpoints } = question;
  const graph = buildGraph(snapshot, { policyKinds, endpoints });
  const isPlace = roots?.some(isNamespace) === true;
  const rootsOf = (object: KubernetesObject): readonly ObjectRef[] =>
    isNamespace(object) ? chooseRoots(world, graph, object.metadata.name) : [refOf(object)];
  const judged = { snapshot, graph };
  const selection = selectGraph(judged, {
    roots: roots?.flatMap(rootsOf) ?? chooseRoots(world, graph, question.namespace),
    named: question.named && !isPlace,
    up,
    down,
    depth,
    onlyBroken,
    policyKinds,
    policies,
  });
  return { judged, selection };
}

function isNamespace(object: KubernetesObject): boolean {
  return sameGroupKind(groupKindOf(object), NAMESPACE);
}

/**
 * What is drawn when nothing is named: the Gateways, ListenerSets and routes of a namespace (which may attach to Gateways of
 * others), the Services that routes of a mesh name, and policies whose target does not exist or is not among the files.
 * @param namespace undefined: of all namespaces.
 */
function chooseRoots(
  { snapshot, policyKinds }: World,
  graph: Graph,
  namespace: string | undefined,
): readonly ObjectRef[] {
  const refsOf = (type: GroupKind): readonly ObjectRef[] =>
    (namespace === undefined ? snapshot.list(type) : snapshot.listIn(type, namespace)).map(refOf);
  const isMeshParent = (ref: ObjectRef): boolean => graph.incoming(ref, 'parent').length > 0;
  const targetsNothing = (ref: ObjectRef): boolean =>
    graph
      .outgoing(ref, 'target')
      .some(({ state, because }) => state === 'missing' || because?.code === 'notAmongFiles');
  const roots = [
    ...[GATEWAY, LISTENER_SET, X_LISTENER_SET, ...ROUTE_KINDS].flatMap(refsOf),
    ...refsOf(SERVICE).filter(isMeshParent),
    ...policyKinds.flatMap(refsOf).filter(targetsNothing),
  ];
  return [...new Map(roots.map((ref) => [refKey(ref), ref])).values()];
}

function onlyShown({ roots, nodes, edges }: Selection, shows: GraphQuestion['shows']): Selection {
  const kept = new Map([...nodes].filter(([, { ref }]) => shows(ref)));
  return { roots, nodes: kept, edges: edges.filter(({ from, to }) => kept.has(refKey(from)) && kept.has(refKey(to))) };
}
