import type { ObjectRef } from '../model/ref.ts';
import { describeCommand } from '../view/describe-command.ts';
import type { CommandScope } from '../view/describe-command.ts';
import type { Drawing } from '../view/graph/drawing.ts';
import { PAGE_SCRIPT } from './graph-page-script.ts';
import { PAGE_STYLE } from './graph-page-style.ts';
import { escapeXml, formatSvg } from './graph-svg.ts';
import { escapeControl } from '../text/escape.ts';
import { compactJson } from './sorted-json.ts';

/** What a page is called, and who is asked from there. */
export interface PageOptions extends CommandScope {
  /** What was asked for. */
  readonly title: string;
}

/**
 * A picture as one page that needs no network: the SVG as Graphviz laid it out, the facts as data, and a script to move,
 * search and filter. Its policy lets the browser run this one script and load nothing.
 * @param sha256 the SHA-256 of a text in base64.
 */
export async function formatPage(
  drawing: Drawing,
  { title, ...scope }: PageOptions,
  sha256: (text: string) => string,
): Promise<string> {
  const hashOf = (text: string): string => `'sha256-${sha256(text)}'`;
  const svg = await formatSvg(drawing, true);
  const namespaces = [...drawing.namespaceIds.keys()];
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
<label><input id="fold" type="checkbox">Fold ok routes</label>
<label><input id="fold-places" type="checkbox">Fold namespaces</label>
<details name="menu"><summary>Filter</summary><div>
<select id="namespace" aria-label="Namespace">
<option value="">All namespaces</option>
${namespaces.map((name) => `<option value="=${escapeXml(escapeControl(name))}">${escapeXml(escapeControl(name))}</option>`).join('\n')}
${drawing.nodes.some(({ namespace }) => namespace === undefined) ? '<option value="=">Without a namespace</option>' : ''}
</select>
${STATES.map((state) => `<label><input type="checkbox" name="state" value="${state}" checked>${state}</label>`).join('\n')}
</div></details>
<details name="menu" class="legend"><summary>Legend</summary><div>
${LEGEND}
</div></details>
<button id="theme" type="button">Light / dark</button>
<span id="count" role="status"></span>
${folded}
</header>
<main>${svg}
<div class="zoom"><button id="in" type="button" aria-label="Zoom in" title="Zoom in ( + )">+</button><button id="out" type="button" aria-label="Zoom out" title="Zoom out ( - )">−</button><button id="fit" type="button" title="Fit what is shown or found ( 0 )">Fit</button></div>
</main>
<aside id="details" aria-label="Details" aria-live="polite" hidden></aside>
<script type="application/json" id="data">${compactJson(pageData(drawing, scope))}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

const STATES = ['ok', 'warning', 'broken', 'unknown'] as const;

/** What colours, borders and lines mean, and the keys. */
const LEGEND = [
  ...(
    [
      ['class', 'GatewayClass'],
      ['gateway', 'Gateway, ListenerSet'],
      ['listener', 'Listener'],
      ['route', 'Route'],
      ['rule', 'Rule: hostnames, matches'],
      ['service', 'Service, backend'],
      ['policy', 'Policy'],
      ['other', 'Other'],
      ['broken', '✗ broken'],
      ['warning', '! partly broken'],
      ['missing', 'does not exist'],
      ['unknown', 'could not be determined'],
    ] as const
  ).map(([name, text]) => `<span><i class="${name}"></i>${text}</span>`),
  '<span><b></b>the way of a request</span>',
  '<span><b class="aside"></b>acts on it: policy, certificate, grant</span>',
  '<span><b class="broken"></b>broken reference</span>',
  '<span class="note">/ search, n N next and previous,<br>arrows to neighbours, Enter details,<br>Esc back, o fold ok routes,<br>f fold namespaces, + - 0 zoom</span>',
].join('\n');

/** JSON in a script element: `<` is escaped, so that no text ends it. Texts are made visible as in a terminal. */
function pageData({ nodes, edges, namespaceIds }: Drawing, scope: CommandScope): object {
  const text = escapeControl;
  return {
    clusters: [...namespaceIds].map(([name, id]) => ({ id, name: text(name) })),
    nodes: nodes.map(({ id, kind, name, notes, namespace, tint, health, isMissing, members, object }) => ({
      id,
      kind: text(kind),
      name: text(name),
      notes: notes.map(text),
      namespace: namespace === undefined ? null : text(namespace),
      tint,
      state: health.state,
      missing: isMissing,
      reason: text(health.reason),
      message: text(health.message),
      members: members.map(text),
      command: isMissing || object === undefined ? '' : commandFor(object, scope),
    })),
    edges: edges.map(({ from, to, relation, state, isAside, path, reason, message }) => ({
      from,
      to,
      relation,
      state,
      aside: isAside,
      path,
      reason: text(reason),
      message: text(message),
    })),
  };
}

/** What a server takes as kind, namespace and name needs no quotes; of anything else a shell could make something else. */
const PLAIN = /^[A-Za-z0-9][\w.:-]*$/;

function commandFor(object: ObjectRef, scope: CommandScope): string {
  const isPlain = [object.kind, object.namespace ?? 'none', object.name].every((word) => PLAIN.test(word));
  return isPlain ? escapeControl(describeCommand(object, scope)) : '';
}
