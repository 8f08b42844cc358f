import type { VerdictState, JudgedWorld } from '../../analysis/verdict.ts';
import { verdictOf } from '../../analysis/verdict-of.ts';
import { flowOf, isBroken } from '../../graph/query/flow.ts';
import type { EdgeState, GraphEdge, GraphNode } from '../../graph/graph.ts';
import { isRouteKind } from '../../gateway-api/kinds.ts';
import { ruleIndexOf, sectionKindOf } from '../../gateway-api/section.ts';
import type { SectionKind } from '../../gateway-api/section.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refKey, wholeOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { say } from '../say/say.ts';
import { DrawnIds } from './drawn-ids.ts';
import { chooseFolding, foldNode } from './fold.ts';
import type { Fold } from './fold.ts';
import { sectionNotes } from './section-notes.ts';
import type { Selection } from './select.ts';
import { sectionsInUse, wayEdges } from './way-edges.ts';
import type { WayEdge } from './way-edges.ts';
import { sayVerdict } from '../say/verdicts.ts';
import type { Reason } from '../say/verdicts.ts';

/** A picture as nodes and arrows, for every format to write in its own language. Texts are data: the printer escapes. */
export interface Drawing {
  /** In the order of their keys, whatever was asked for. */
  readonly nodes: readonly DrawnNode[];
  /** In the order of their ends. */
  readonly edges: readonly DrawnEdge[];
  /** Ids of the boxes around namespaces. */
  readonly namespaceIds: ReadonlyMap<string, string>;
  /** What was drawn together because there was too much of it: `rules`, `routes` … */
  readonly folded: readonly string[];
}

/** The verdict on a node in words: a reason of the API and one sentence where it is not ok. */
export interface Health extends Reason {
  readonly state: VerdictState;
}

/** A box: an object, a section of one, or many objects of one kind in one namespace. */
export interface DrawnNode {
  /** `HTTPRoute__shop__cart`: a plain word, the same in every picture of it. */
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  /** Further lines: port and hostname of a listener, hostnames and matches of a rule. */
  readonly notes: readonly string[];
  readonly namespace: string | undefined;
  /** The object, or the one that holds the section; undefined where many are drawn as one. */
  readonly object: ObjectRef | undefined;
  /** It is referred to, and does not exist. */
  readonly isMissing: boolean;
  readonly tint: Tint;
  readonly isRoot: boolean;
  readonly health: Health;
  /** The names of what it stands for, where it stands for many. */
  readonly members: readonly string[];
}

/** What gives a box its colour. */
export type Tint = 'class' | 'gateway' | 'listener' | 'route' | 'rule' | 'service' | 'policy' | 'other';

/** An arrow in the direction of a request, or from what stands beside the way to what it acts on. */
export interface DrawnEdge {
  readonly from: string;
  readonly to: string;
  readonly relation: GraphEdge['relation'];
  readonly label: string;
  readonly state: EdgeState;
  /** Beside the way of a request: certificates, policies, grants. */
  readonly isAside: boolean;
  readonly path: string;
  readonly reason: string;
  readonly message: string;
}

/** How a picture is made. */
export interface DrawingOptions {
  /** Whether objects of a type are drawn; over what is left out the arrows go on. */
  readonly shows: (ref: ObjectRef) => boolean;
  /** Whether an object is a policy. */
  readonly isPolicy: (ref: ObjectRef) => boolean;
  /** Above this many nodes they are drawn together; undefined: never. */
  readonly most?: number | undefined;
  /** Whether listeners, rules and ports have boxes of their own. */
  readonly sections: boolean;
}

/** Makes a picture of a selection. */
export function drawGraph(world: JudgedWorld, selection: Selection, options: DrawingOptions): Drawing {
  const visible = new Map<string, GraphNode>();
  const edges = wayEdges(world.graph, selection);
  const isInUse = sectionsInUse(edges);
  for (const [key, node] of selection.nodes) {
    if (options.shows(node.ref) && isInUse(node.ref)) visible.set(key, node);
  }
  const joined = joinOver(edges, visible);
  const folding = chooseFolding([...visible.values()], { ...options, isRoot: (key) => selection.roots.has(key) });
  const boxes = new Map<string, Box>();
  for (const [key, node] of visible) {
    const fold = foldNode(node.ref, folding);
    const member = { node, health: healthOf(world, node), key };
    const box = boxes.get(fold.key);
    if (box === undefined) boxes.set(fold.key, { fold, members: [member] });
    else box.members.push(member);
  }
  const sorted = [...boxes.values()].toSorted((a, b) => compareRefs(a.fold.ref, b.fold.ref));
  const ids = new DrawnIds();
  const idOf = new Map<string, string>();
  const notes = new Map<KubernetesObject, ReadonlyMap<string, readonly string[]>>();
  const nodes = sorted.map((box) => {
    const id = ids.give(...idWords(box.fold));
    for (const { key } of box.members) idOf.set(key, id);
    return drawBox(id, box, selection, options, notes);
  });
  const namespaces = [...new Set(nodes.flatMap(({ namespace }) => namespace ?? []))].toSorted(compare);
  return {
    nodes,
    edges: drawEdges(joined, idOf),
    folded: folding.map(({ what }) => what),
    namespaceIds: new Map(namespaces.map((name) => [name, ids.give('in', name)])),
  };
}

function idWords({ ref, many }: Fold): readonly string[] {
  const { kind, namespace, name, section } = ref;
  const words = [kind, ...(namespace === undefined ? [] : [namespace]), many ? 'all' : name];
  if (section === undefined) return words;
  const index = ruleIndexOf(section);
  return [...words, index === undefined ? section : `rule_${index}`];
}

/** By key, but rules in their order. */
function compareRefs(a: ObjectRef, b: ObjectRef): number {
  const [left, right] = [a.section ?? '', b.section ?? ''];
  return (
    compare(refKey(wholeOf(a)), refKey(wholeOf(b))) ||
    (ruleIndexOf(left) ?? -1) - (ruleIndexOf(right) ?? -1) ||
    compare(left, right)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

interface Box {
  readonly fold: Fold;
  readonly members: { readonly node: GraphNode; readonly health: Health; readonly key: string }[];
}

function drawBox(
  id: string,
  { fold, members }: Box,
  { roots }: Selection,
  options: DrawingOptions,
  notes: Map<KubernetesObject, ReadonlyMap<string, readonly string[]>>,
): DrawnNode {
  const own = members.find(({ key }) => key === fold.key) ?? members[0];
  const ref = fold.ref;
  const objects = members.filter(({ node }) => node.ref.section === undefined);
  const counted = objects.length === 0 ? members : objects;
  return {
    id,
    kind: fold.many ? `${counted.length} ${kindWord(ref)}${counted.length === 1 ? '' : 's'}` : kindWord(ref),
    name: fold.many ? '' : nameWord(ref, own?.node),
    notes: fold.many ? [] : notesOf(ref, own?.node, notes),
    namespace: ref.namespace,
    object: fold.many ? undefined : wholeOf(ref),
    isMissing: !fold.many && own?.node.presence === 'missing',
    tint: tintOf(ref, options),
    isRoot: members.some(({ key }) => roots.has(key)),
    health: fold.many || own === undefined ? worstOf(counted.map(({ health }) => health)) : own.health,
    members: fold.many ? counted.map(({ node }) => node.ref.name) : [],
  };
}

function healthOf(world: JudgedWorld, { ref }: GraphNode): Health {
  const verdict = verdictOf(world, ref);
  return { state: verdict.state, ...sayVerdict(verdict) };
}

const RANK: Readonly<Record<VerdictState, number>> = { ok: 0, unknown: 1, warning: 2, broken: 3 };

/** Many are as well as the worst of them. */
function worstOf(states: readonly Health[]): Health {
  const worst = states.reduce((a, b) => (RANK[b.state] > RANK[a.state] ? b : a));
  if (worst.state === 'ok') return worst;
  const same = states.filter(({ state }) => state === worst.state).length;
  return { state: worst.state, reason: '', message: `${same} of ${states.length} ${worst.state}` };
}

const SECTION_WORDS: Readonly<Record<SectionKind, string>> = { listener: 'Listener', rule: 'Rule', port: 'Port' };

function kindWord(ref: ObjectRef): string {
  if (ref.section === undefined) return ref.kind;
  const what = sectionKindOf(ref);
  return what === undefined ? 'Section' : SECTION_WORDS[what];
}

/** A rule has a name where its author gave it one. */
function nameWord({ name, section }: ObjectRef, node: GraphNode | undefined): string {
  if (section === undefined) return name;
  return String((node === undefined ? undefined : ruleIndexOf(section)) ?? section);
}

function notesOf(
  { section }: ObjectRef,
  node: GraphNode | undefined,
  known: Map<KubernetesObject, ReadonlyMap<string, readonly string[]>>,
): readonly string[] {
  if (section === undefined || node?.object === undefined) return [];
  const notes = known.get(node.object) ?? sectionNotes(node.object);
  known.set(node.object, notes);
  return notes.get(section) ?? [];
}

function tintOf(ref: ObjectRef, { isPolicy }: DrawingOptions): Tint {
  if (ref.section !== undefined) return isRouteKind(ref) ? 'rule' : 'listener';
  if (isPolicy(ref)) return 'policy';
  if (isRouteKind(ref)) return 'route';
  switch (ref.kind) {
    case 'GatewayClass':
      return 'class';
    case 'Gateway':
    case 'ListenerSet':
    case 'XListenerSet':
      return 'gateway';
    case 'Service':
    case 'ServiceImport':
    case 'XBackend':
      return 'service';
    default:
      return 'other';
  }
}

/** Arrows end at boxes that are drawn: over what is not, they go on to the next that is. */
function joinOver(edges: readonly WayEdge[], visible: ReadonlyMap<string, GraphNode>): readonly WayEdge[] {
  const isHidden = (key: string): boolean => !visible.has(key);
  if (!edges.some(({ from, to }) => isHidden(from) || isHidden(to))) return edges;
  const leaving = Map.groupBy(edges, ({ from }) => from);
  const joined: WayEdge[] = [];
  for (const edge of edges) {
    if (isHidden(edge.from)) continue;
    const waiting = [edge];
    const seen = new Set<string>();
    for (const next of waiting) {
      if (!isHidden(next.to)) {
        joined.push(next);
        continue;
      }
      if (seen.has(next.to)) continue;
      seen.add(next.to);
      for (const further of leaving.get(next.to) ?? []) {
        const worse = isBroken(next.edge) ? next.edge : further.edge;
        waiting.push({ from: edge.from, to: further.to, edge: worse });
      }
    }
  }
  return joined;
}

/** One arrow for each pair of boxes and relation: the first that is broken speaks for the others. */
function drawEdges(edges: readonly WayEdge[], idOf: ReadonlyMap<string, string>): readonly DrawnEdge[] {
  const drawn = new Map<string, DrawnEdge>();
  for (const { from, to, edge } of edges) {
    const [start, end] = [idOf.get(from), idOf.get(to)];
    if (start === undefined || end === undefined || start === end) continue;
    const isAside = flowOf(edge) === 'aside' || flowOf(edge) === 'onto';
    const key = `${start} ${end} ${isAside ? edge.relation : edge.relation === 'mirror' ? 'mirror' : ''}`;
    const known = drawn.get(key);
    if (known !== undefined && (isBroken(known) || !isBroken(edge))) continue;
    const { relation, state, path, reason, because } = edge;
    const message = say(because);
    drawn.set(key, { from: start, to: end, relation, label: labelOf(edge), state, isAside, path, reason, message });
  }
  return [...drawn].toSorted(([a], [b]) => compare(a, b)).map(([, edge]) => edge);
}

function labelOf(edge: GraphEdge): string {
  if (isBroken(edge)) return edge.reason === '' ? edge.state : edge.reason;
  const { relation, port } = edge;
  if (SILENT.has(relation)) return '';
  if (relation !== 'backend') return relation;
  return [port === undefined ? '' : `:${port}`, weightOf(edge)].filter((part) => part !== '').join(' ');
}

/** What the boxes themselves say. */
const SILENT: ReadonlySet<GraphEdge['relation']> = new Set(['section', 'parent', 'attachment', 'class']);

function weightOf({ weight }: GraphEdge): string {
  return weight === undefined || weight === 1 ? '' : `weight ${weight}`;
}
