import type { DrawnEdge, DrawnNode, Drawing, Tint } from '../view/graph/drawing.ts';
import type { Health } from '../view/graph/drawing.ts';
import { boxLines, pictureText } from './graph-label.ts';

/** Fill colours by what a box is. */
export const TINTS: Readonly<Record<Tint, string>> = {
  class: '#e6d8ff',
  gateway: '#cfe0ff',
  listener: '#e3edff',
  route: '#f7efc6',
  rule: '#fcf8e3',
  service: '#d6f5df',
  policy: '#cdeff0',
  other: '#d8dee9',
};

/** Border colours by state. */
export const BORDERS: Readonly<Record<Health['state'], string>> = {
  ok: '#5b6470',
  warning: '#b26a00',
  broken: '#c62828',
  unknown: '#6f7680',
};

/** The fill of what does not exist. */
export const MISSING_FILL = '#ffffff';

/**
 * A picture in Graphviz's language: a cluster for each namespace, requests go from left to right. One more object is one more
 * line and no other difference.
 * @param withEdgeIds names arrows `e0`, `e1` … by their place, so that they can be found in the SVG.
 */
export function formatDot({ nodes, edges, namespaceIds }: Drawing, withEdgeIds = false): string {
  const lines = [
    'digraph gwctl {',
    '  rankdir=LR; compound=true; nodesep=0.2; ranksep=0.6;',
    '  graph [fontname="Helvetica,Arial,sans-serif", fontsize=12];',
    '  node [shape=box, style="filled,rounded", fontname="Helvetica,Arial,sans-serif", fontsize=11, height=0.3];',
    '  edge [fontname="Helvetica,Arial,sans-serif", fontsize=9, color="#5b6470", arrowsize=0.7];',
  ];
  const places = Map.groupBy(nodes, ({ namespace }) => namespace);
  for (const [namespace, members] of [...places].toSorted(([a], [b]) => compare(a ?? '', b ?? ''))) {
    if (namespace === undefined) {
      for (const node of members) lines.push(`  ${formatNode(node)}`);
      continue;
    }
    const id = namespaceIds.get(namespace) ?? '';
    lines.push(
      `  subgraph cluster_${id} {`,
      `    id=${id}; label=${quote(`Namespace: ${pictureText(namespace)}`)}; style="dashed,rounded"; color="#8a8f98";`,
    );
    for (const node of members) lines.push(`    ${formatNode(node)}`);
    lines.push('  }');
  }
  for (const [index, edge] of edges.entries()) lines.push(`  ${formatEdge(edge, withEdgeIds ? [`id=e${index}`] : [])}`);
  lines.push('}', '');
  return lines.join('\n');
}

function formatNode(node: DrawnNode): string {
  const {
    id,
    tint,
    health: { state },
    isRoot,
    isMissing,
  } = node;
  const label = boxLines(node).map((line) => escapeDot(pictureText(line)));
  const attributes = [
    `id=${id}`,
    `label="${label.join(String.raw`\n`)}"`,
    `class="${tint} ${state}${isMissing ? ' missing' : ''}${isRoot ? ' root' : ''}"`,
    `fillcolor="${isMissing ? MISSING_FILL : TINTS[tint]}"`,
    `color="${BORDERS[state]}"`,
    ...(state === 'ok' ? [] : ['penwidth=2']),
    ...(isMissing ? ['style="filled,rounded,dashed"'] : state === 'unknown' ? ['style="filled,rounded,dotted"'] : []),
    ...(isRoot ? ['penwidth=3'] : []),
  ];
  return `${id} [${attributes.join(', ')}];`;
}

function formatEdge({ from, to, label, state, isAside }: DrawnEdge, ids: readonly string[]): string {
  const isBroken = state === 'missing' || state === 'notPermitted';
  const attributes = [
    ...ids,
    `class="${isBroken ? 'broken' : state === 'unknown' ? 'unknown' : 'ok'}${isAside ? ' aside' : ''}"`,
    ...(label === '' ? [] : [`label="${escapeDot(pictureText(label))}"`]),
    ...(isBroken ? [`color="${BORDERS.broken}"`, `fontcolor="${BORDERS.broken}"`] : []),
    ...(isBroken || isAside || state === 'unknown' ? ['style=dashed'] : []),
    ...(isAside ? ['arrowhead=empty'] : []),
  ];
  return `${from} -> ${to} [${attributes.join(', ')}];`;
}

function quote(text: string): string {
  return `"${escapeDot(text)}"`;
}

/** In a quoted string of DOT a backslash begins an escape, and in a label `&` an entity. */
function escapeDot(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('\\', '\\\\')
    .replaceAll('"', String.raw`\"`);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
