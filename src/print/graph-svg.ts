import type { Drawing } from '../view/graph/drawing.ts';
import { formatDot } from './graph-dot.ts';
import { pictureText } from './graph-label.ts';

/**
 * Lays a picture out with Graphviz and returns the SVG. Every box has its id, every box and arrow a title to hover over.
 * @param inline leaves out what only a file of its own needs.
 * @throws Error where Graphviz refuses, which is a bug: its language is ours to write.
 */
export async function formatSvg(drawing: Drawing, inline: boolean): Promise<string> {
  const { instance } = await import('@viz-js/viz');
  const viz = await instance();
  const result = viz.render(formatDot(drawing, true), { format: inline ? 'svg_inline' : 'svg' });
  if (result.status !== 'success') {
    throw new Error(`Graphviz: ${result.errors.map(({ message }) => message).join('; ')}`);
  }
  return withTitles(result.output, drawing);
}

/** Graphviz writes its own ids into titles; all other `<` of texts are escaped there, so a title is one of its own. */
function withTitles(svg: string, { nodes, edges }: Drawing): string {
  const titles = new Map<string, string>();
  for (const { id, kind, name, namespace, health } of nodes) {
    const what = [namespace, kind, name].filter((part) => part !== undefined && part !== '').join(' ');
    titles.set(id, [what, health.reason, health.message].filter((part) => part !== '').join(': '));
  }
  for (const { from, to, relation, reason, message } of edges) {
    const text = [relation, reason, message].filter((part) => part !== '').join(': ');
    titles.set(`${from}&#45;&gt;${to}`, text);
  }
  return svg.replaceAll(/<title>([^<]*)<\/title>/g, (_, key: string) => {
    const text = titles.get(key);
    return text === undefined ? '' : `<title>${escapeXml(pictureText(text))}</title>`;
  });
}

/** For text and attributes of XML and HTML. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
