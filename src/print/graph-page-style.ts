import { TINTS } from './graph-dot.ts';
import type { Tint } from '../view/graph/drawing.ts';

/** The colours of one theme. */
interface Theme {
  readonly bg: string;
  readonly fg: string;
  /** Notes, arrows, outlines. */
  readonly soft: string;
  /** Arrows between what is folded. */
  readonly quiet: string;
  readonly panel: string;
  readonly accent: string;
  readonly bad: string;
  readonly warn: string;
  /** Fill of what does not exist. */
  readonly none: string;
  readonly tints: Readonly<Record<Tint, string>>;
}

/** Light and dark; a test holds texts and marks to WCAG AA. */
export const THEMES = {
  light: {
    bg: '#ffffff',
    fg: '#1b1f24',
    soft: '#5b6470',
    quiet: '#868e98',
    panel: '#f6f8fa',
    accent: '#0b63ce',
    bad: '#c62828',
    warn: '#8f5500',
    none: '#ffffff',
    tints: TINTS,
  },
  dark: {
    bg: '#14181d',
    fg: '#e6e9ed',
    soft: '#9aa4b0',
    quiet: '#6b7582',
    panel: '#1c2229',
    accent: '#6fb1ff',
    bad: '#ff7b72',
    warn: '#f0b35a',
    none: '#14181d',
    tints: {
      class: '#3a2f57',
      gateway: '#1f3a66',
      listener: '#22314d',
      route: '#4a4217',
      rule: '#38341d',
      service: '#1d4630',
      policy: '#14464a',
      other: '#343c48',
    },
  },
} as const satisfies Readonly<Record<'light' | 'dark', Theme>>;

function properties({ tints, ...colours }: Theme): string {
  return Object.entries({ ...colours, ...tints })
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');
}

/** A box of the picture, and its like in the legend, by what it is. */
const FILLS = Object.keys(TINTS)
  .map((tint) => `svg .${tint}>path{fill:var(--${tint})}.legend .${tint}{background:var(--${tint})}`)
  .join('\n');

/** The style sheet of the page: light and dark by the system, or by the button. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;${properties(THEMES.light)}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${properties(THEMES.dark)}}}
:root[data-theme=dark]{color-scheme:dark;${properties(THEMES.dark)}}
:root[data-theme=light]{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;overflow:hidden;height:100vh;height:100dvh;display:grid;grid-template:auto minmax(0,1fr)/minmax(0,1fr) auto;background:var(--bg);color:var(--fg);font:14px/1.45 system-ui,sans-serif}
header{grid-column:1/3;display:flex;flex-wrap:wrap;gap:.4rem .9rem;align-items:center;padding:.5rem .75rem;background:var(--panel);border-bottom:1px solid var(--soft)}
h1{font-size:1rem;margin:0;overflow-wrap:anywhere}
input,select,button{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--soft);border-radius:6px;padding:.2rem .5rem}
button,label,summary,select{cursor:pointer}
:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
::placeholder{color:var(--soft);opacity:1}
input[type=search]{width:16rem}
input[type=checkbox]{accent-color:var(--accent);margin:0}
label{display:inline-flex;gap:.3rem;align-items:center}
details{position:relative}
details>div{position:absolute;z-index:2;top:100%;left:0;margin-top:.3rem;padding:.6rem .75rem;display:grid;gap:.35rem;width:max-content;background:var(--panel);border:1px solid var(--soft);border-radius:6px}
details.legend>div{left:auto;right:0}
main{overflow:hidden;position:relative;cursor:grab}
main>svg{position:absolute;width:100%;height:100%;display:block;touch-action:none}
main.moving{cursor:grabbing}
.zoom{position:absolute;right:.75rem;bottom:.75rem;display:grid;gap:.35rem}
.zoom button{min-width:2.75rem;min-height:2.75rem}
.legend i{display:inline-block;width:1.6rem;height:1rem;margin-right:.5rem;vertical-align:-.15rem;border:1px solid var(--soft);border-radius:4px}
.legend .broken{border:2px solid var(--bad)}.legend .warning{border:2px solid var(--warn)}.legend .missing{border:2px dashed var(--bad)}.legend .unknown{border:2px dotted var(--soft)}
.legend b{display:inline-block;width:1.6rem;margin-right:.5rem;vertical-align:.25rem;border-top:2px solid var(--soft)}
.legend b.aside{border-top-style:dashed}.legend b.broken{border:0;border-top:2px dashed var(--bad)}
aside{width:24rem;max-width:45vw;overflow:auto;padding:.75rem;background:var(--panel);border-left:1px solid var(--soft);overflow-wrap:anywhere}
aside[hidden]{display:none}
aside h2{font-size:1rem;margin:0 0 .25rem}
aside h3{font-size:.85rem;margin:1rem 0 .25rem;color:var(--soft)}
aside ul{margin:0;padding:0;list-style:none}
aside li{padding:.15rem 0}
aside li button{border:0;background:none;padding:0;color:var(--accent);text-align:left}
aside small{display:block;color:var(--soft)}
aside .close{float:right;border:0;background:none}
.command{display:flex;gap:.5rem;align-items:start;margin:.6rem 0}
.command code{flex:1;padding:.25rem .4rem;background:var(--bg);border-radius:6px;font-size:.85rem}
.broken-text,small.broken-text{color:var(--bad)}.warning-text{color:var(--warn)}.unknown-text{color:var(--soft)}
.note{color:var(--soft)}
svg .graph>polygon{fill:none;stroke:none}
svg .node{cursor:pointer;outline:none}
${FILLS}
svg .node text{fill:var(--fg)}
svg .node>path{stroke:var(--soft)}
svg .node.warning>path{stroke:var(--warn)}
svg .node.broken>path{stroke:var(--bad)}
svg .node.missing>path{fill:var(--none)}
svg .stand rect{fill:var(--panel);stroke:var(--soft);stroke-width:1.5;filter:drop-shadow(3px 3px 0 var(--soft))}
svg .stand text{font:11px Helvetica,Arial,sans-serif}
svg .edge text,svg .cluster text{fill:var(--soft);paint-order:stroke;stroke:var(--bg);stroke-width:3px}
svg .cluster text{cursor:pointer;font-weight:bold}
svg .cluster path{fill:none;stroke:var(--soft)}
svg .edge path{stroke:var(--soft)}
svg .edge polygon{stroke:var(--soft);fill:var(--soft)}
svg .edge.aside polygon{fill:var(--bg)}
svg .edge.broken path,svg .edge.broken polygon{stroke:var(--bad)}
svg .edge.broken polygon{fill:var(--bad)}
svg .edge.broken text{fill:var(--bad)}
svg .quiet path{stroke:var(--quiet)}
svg .quiet polygon{stroke:var(--quiet);fill:var(--quiet)}
svg .quiet text{display:none}
/* What a search did not find is set back, as what is disabled. */
svg .dim{opacity:.25}
svg .off{display:none}
svg .node:focus-visible>path,svg .node.chosen>path,svg .node:focus-visible rect,svg .node.chosen rect{stroke:var(--accent);stroke-width:3}
svg .edge.near path{stroke:var(--accent);stroke-width:2}
svg .edge.near polygon{stroke:var(--accent);fill:var(--accent)}
@media (max-width:700px){
body{grid-template:auto minmax(0,1fr) auto/minmax(0,1fr)}
header{grid-column:1;gap:.4rem .6rem;padding:.4rem .5rem}
h1{width:100%;font-size:.9rem;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
input[type=search]{width:100%}
#count{font-size:.8rem}
aside{width:auto;max-width:none;max-height:42vh;max-height:42dvh;border-left:0;border-top:1px solid var(--soft)}
details{position:static}
details>div,details.legend>div{left:.5rem;right:.5rem;top:auto;width:auto;max-height:60vh;overflow:auto}
}
@media print{header,aside,.zoom{display:none}}
`;
