import type { DrawnEdge, DrawnNode, Drawing, Tint } from '../view/graph/drawing.ts';
import type { Health } from '../view/graph/drawing.ts';
import { pictureText } from './graph-label.ts';

/** Fill colours by what a box is. */
export const TINTS: Readonly<Record<Tint, string>> = {
  class: '#e6d8ff',
  gateway: '#cfe0ff',
  listener: '#e3edff',
  route: '#f7efc6',
  rule: '#fcf8e3',
  service: '#d6f5df',
  policy: '#ffd2d2',
  other: '#d8dee9',
};

/** Border colours by state. */
export const BORDERS: Readonly<Record<Health['state'], string>> = {
  ok: '#5b6470',
  warning: '#b26a00',
  broken: '#c62828',
  unknown: '#8a8f98',
};

/** A picture in Graphviz's language: a cluster for each namespace, requests go from left to right. */
export function formatDot({ nodes, edges }: Drawing): string {
  const lines = [
    'digraph gwctl {',
    '  rankdir=LR; compound=true; nodesep=0.2; ranksep=0.6;',
    '  graph [fontname="Helvetica,Arial,sans-serif", fontsize=12];',
    '  node [shape=box, style="filled,rounded", fontname="Helvetica,Arial,sans-serif", fontsize=11, height=0.3];',
    '  edge [fontname="Helvetica,Arial,sans-serif", fontsize=9, color="#5b6470", arrowsize=0.7];',
  ];
  const places = Map.groupBy(nodes, ({ namespace }) => namespace);
  let clusters = 0;
  for (const [namespace, members] of [...places].toSorted(([a], [b]) => compare(a ?? '', b ?? ''))) {
    if (namespace === undefined) {
      for (const node of members) lines.push(`  ${formatNode(node)}`);
      continue;
    }
    lines.push(
      `  subgraph cluster_${clusters} {`,
      `    id=c${clusters}; label=${quote(`Namespace: ${pictureText(namespace)}`)}; style="dashed,rounded"; color="#8a8f98";`,
    );
    for (const node of members) lines.push(`    ${formatNode(node)}`);
    lines.push('  }');
    clusters++;
  }
  for (const [index, edge] of edges.entries()) lines.push(`  ${formatEdge(edge, index)}`);
  lines.push('}', '');
  return lines.join('\n');
}

function formatNode({ id, kind, name, note, tint, health: { state }, isRoot }: DrawnNode): string {
  const label = [kind, name, note].filter((line) => line !== '').map((line) => escapeDot(pictureText(line)));
  const attributes = [
    `id=${id}`,
    `label="${label.join(String.raw`\n`)}"`,
    `class="${tint} ${state}${isRoot ? ' root' : ''}"`,
    `fillcolor="${TINTS[tint]}"`,
    `color="${BORDERS[state]}"`,
    ...(state === 'ok' ? [] : ['penwidth=2']),
    ...(state === 'unknown' ? ['style="filled,rounded,dashed"'] : []),
    ...(isRoot ? ['penwidth=3'] : []),
  ];
  return `${id} [${attributes.join(', ')}];`;
}

function formatEdge({ from, to, label, state, isAside }: DrawnEdge, index: number): string {
  const isBroken = state === 'missing' || state === 'notPermitted';
  const attributes = [
    `id=e${index}`,
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
