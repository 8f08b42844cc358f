import type { Drawing } from '../view/graph/drawing.ts';
import { PAGE_SCRIPT } from './graph-page-script.ts';
import { PAGE_STYLE } from './graph-page-style.ts';
import { escapeXml, formatSvg } from './graph-svg.ts';
import { escapeControl } from '../text/escape.ts';
import { compactJson } from './sorted-json.ts';

/**
 * A picture as one page that needs no network: the SVG as Graphviz laid it out, the facts as data, and a script to move,
 * search and filter. Its policy lets the browser run this one script and load nothing.
 * @param title what was asked for.
 * @param sha256 the SHA-256 of a text in base64.
 */
export async function formatPage(drawing: Drawing, title: string, sha256: (text: string) => string): Promise<string> {
  const hashOf = (text: string): string => `'sha256-${sha256(text)}'`;
  const svg = await formatSvg(drawing, true);
  const namespaces = clustersOf(drawing);
  const heading = escapeXml(escapeControl(title));
  const folded =
    drawing.folded.length === 0 ? '' : `<span class="note">folded together: ${drawing.folded.join(', ')}</span>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; script-src ${hashOf(PAGE_SCRIPT)}; style-src ${hashOf(PAGE_STYLE)}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${heading}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>${heading}</h1>
<input id="search" type="search" placeholder="Search ( / )" aria-label="Search">
<select id="namespace" aria-label="Namespace">
<option value="">All namespaces</option>
${namespaces.map((name) => `<option value="=${escapeXml(escapeControl(name))}">${escapeXml(escapeControl(name))}</option>`).join('\n')}
${drawing.nodes.some(({ namespace }) => namespace === undefined) ? '<option value="=">Without a namespace</option>' : ''}
</select>
<fieldset aria-label="State">
${['ok', 'warning', 'broken', 'unknown'].map((state) => `<label><input type="checkbox" name="state" value="${state}" checked>${state}</label>`).join('\n')}
</fieldset>
<button id="fit" type="button" title="Fit ( 0 )">Fit</button>
<button id="theme" type="button">Light / dark</button>
<span id="count" role="status"></span>
${folded}
</header>
<main>${svg}</main>
<aside id="details" aria-label="Details" aria-live="polite" hidden></aside>
<script type="application/json" id="data">${compactJson(pageData(drawing, namespaces))}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

/** The namespaces in the order of the clusters of the picture. */
function clustersOf({ nodes }: Drawing): readonly string[] {
  return [...new Set(nodes.flatMap(({ namespace }) => namespace ?? []))].sort();
}

/** JSON in a script element: `<` is escaped, so that no text ends it. Texts are made visible as in a terminal. */
function pageData({ nodes, edges }: Drawing, clusters: readonly string[]): object {
  const text = escapeControl;
  return {
    clusters: clusters.map(text),
    nodes: nodes.map(({ id, kind, name, note, namespace, health, members }) => ({
      id,
      kind: text(kind),
      name: text(name),
      note: text(note),
      namespace: namespace === undefined ? null : text(namespace),
      state: health.state,
      reason: text(health.reason),
      message: text(health.message),
      members: members.map(text),
    })),
    edges: edges.map(({ from, to, relation, state, path, reason, message }) => ({
      from,
      to,
      relation,
      state,
      path,
      reason: text(reason),
      message: text(message),
    })),
  };
}
