import type { DrawnEdge, DrawnNode, Drawing, Tint } from '../view/graph/drawing.ts';
import { BORDERS, MISSING_FILL, TINTS } from './graph-dot.ts';
import { boxLines, pictureText } from './graph-label.ts';

const TINT_NAMES: readonly Tint[] = ['class', 'gateway', 'listener', 'route', 'rule', 'service', 'policy', 'other'];

/** Mermaid draws no more than this many edges unless it is configured to. */
export const MERMAID_MOST_EDGES = 500;

/**
 * A picture as a Mermaid flowchart: a subgraph for each namespace, requests go from left to right. One more object is one more
 * line and no other difference: what is wrong is styled line by line, and broken links, which the language knows by their
 * place alone, come first.
 */
export function formatMermaid({ nodes, edges, namespaceIds }: Drawing): string {
  const lines = ['flowchart LR'];
  const places = Map.groupBy(nodes, ({ namespace }) => namespace ?? '');
  for (const [namespace, members] of [...places].toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)))) {
    if (namespace === '') {
      for (const node of members) lines.push(`  ${formatNode(node)}`);
      continue;
    }
    lines.push(`  subgraph ${namespaceIds.get(namespace) ?? ''}["Namespace: ${escapeMermaid(namespace)}"]`);
    for (const node of members) lines.push(`    ${formatNode(node)}`);
    lines.push('  end');
  }
  const [failed = [], others = []] = [true, false].map((wanted) =>
    edges.filter(({ state }) => (state === 'missing' || state === 'notPermitted') === wanted),
  );
  for (const edge of [...failed, ...others]) lines.push(`  ${formatEdge(edge)}`);
  for (const index of failed.keys()) lines.push(`  linkStyle ${index} stroke:${BORDERS.broken}`);
  for (const tint of TINT_NAMES) {
    lines.push(`  classDef ${tintClass(tint)} fill:${TINTS[tint]},stroke:${BORDERS.ok},color:#1b1f24`);
  }
  for (const state of ['warning', 'broken', 'unknown'] as const) {
    lines.push(`  classDef ${state} stroke:${BORDERS[state]},stroke-width:2px`);
    for (const { id, health } of nodes) if (health.state === state) lines.push(`  class ${id} ${state}`);
  }
  lines.push(`  classDef missing fill:${MISSING_FILL},stroke-dasharray:5 3`);
  for (const { id, isMissing } of nodes) if (isMissing) lines.push(`  class ${id} missing`);
  return `${lines.join('\n')}\n`;
}

function formatNode(node: DrawnNode): string {
  const { id, tint } = node;
  const label = boxLines(node).map(escapeMermaid);
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
