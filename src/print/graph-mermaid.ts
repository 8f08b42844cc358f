import type { DrawnEdge, DrawnNode, Drawing, Tint } from '../view/graph/drawing.ts';
import { BORDERS, TINTS } from './graph-dot.ts';
import { pictureText } from './graph-label.ts';

const TINT_NAMES: readonly Tint[] = ['class', 'gateway', 'listener', 'route', 'rule', 'service', 'policy', 'other'];

/** Mermaid draws no more than this many edges unless it is configured to. */
export const MERMAID_MOST_EDGES = 500;

/** A picture as a Mermaid flowchart: a subgraph for each namespace, requests go from left to right. */
export function formatMermaid({ nodes, edges }: Drawing): string {
  const lines = ['flowchart LR'];
  const places = Map.groupBy(nodes, ({ namespace }) => namespace ?? '');
  let clusters = 0;
  for (const [namespace, members] of [...places].toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)))) {
    if (namespace === '') {
      for (const node of members) lines.push(`  ${formatNode(node)}`);
      continue;
    }
    lines.push(`  subgraph c${clusters}["Namespace: ${escapeMermaid(namespace)}"]`);
    for (const node of members) lines.push(`    ${formatNode(node)}`);
    lines.push('  end');
    clusters++;
  }
  for (const edge of edges) lines.push(`  ${formatEdge(edge)}`);
  const failed = edges.flatMap(({ state }, index) => (state === 'missing' || state === 'notPermitted' ? [index] : []));
  if (failed.length > 0) lines.push(`  linkStyle ${failed.join(',')} stroke:${BORDERS.broken}`);
  for (const tint of TINT_NAMES) {
    lines.push(`  classDef ${tintClass(tint)} fill:${TINTS[tint]},stroke:${BORDERS.ok},color:#1b1f24`);
  }
  for (const state of ['warning', 'broken', 'unknown'] as const) {
    lines.push(`  classDef ${state} stroke:${BORDERS[state]},stroke-width:2px`);
    const members = nodes.filter(({ health }) => health.state === state).map(({ id }) => id);
    if (members.length > 0) lines.push(`  class ${members.join(',')} ${state}`);
  }
  return `${lines.join('\n')}\n`;
}

function formatNode({ id, kind, name, note, tint }: DrawnNode): string {
  const label = [kind, name, note].filter((line) => line !== '').map(escapeMermaid);
  return `${id}["${label.join('<br/>')}"]:::${tintClass(tint)}`;
}

/** `class` is a word of the language. */
function tintClass(tint: Tint): string {
  return `is-${tint}`;
}

function formatEdge({ from, to, label, state, isAside }: DrawnEdge): string {
  const arrow = isAside || state !== 'resolved' ? '-.->' : '-->';
  return label === '' ? `${from} ${arrow} ${to}` : `${from} ${arrow}|"${escapeMermaid(label)}"| ${to}`;
}

/** What Mermaid could take for more than text; a dash, plus or point before a blank begins a list. */
const SPECIAL = /[^\p{L}\p{N} .:/,+…-]|[.+-](?= )/gu;

/** Everything that could mean something to Mermaid, to its Markdown or to HTML becomes an entity: `#35;`. */
function escapeMermaid(text: string): string {
  return pictureText(text).replaceAll(SPECIAL, (character) => `#${character.codePointAt(0) ?? 0};`);
}
