/** The style sheet of the page: light and dark by the system, or by the button. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--soft:#5b6470;--line:#d0d7de;--panel:#f6f8fa;--accent:#0b63ce;--bad:#c62828;--warn:#b26a00}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){--bg:#14181d;--fg:#e6e9ed;--soft:#9aa4b0;--line:#343b44;--panel:#1c2229;--accent:#6fb1ff;--bad:#ff7b72;--warn:#f0b35a}}
:root[data-theme=dark]{color-scheme:dark;--bg:#14181d;--fg:#e6e9ed;--soft:#9aa4b0;--line:#343b44;--panel:#1c2229;--accent:#6fb1ff;--bad:#ff7b72;--warn:#f0b35a}
:root[data-theme=light]{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;height:100vh;display:grid;grid-template:auto 1fr/1fr auto;background:var(--bg);color:var(--fg);font:14px/1.45 system-ui,sans-serif}
header{grid-column:1/3;display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;padding:.5rem .75rem;background:var(--panel);border-bottom:1px solid var(--line)}
h1{font-size:1rem;margin:0}
input,select,button{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:.2rem .5rem}
input[type=search]{width:16rem}
fieldset{border:0;margin:0;padding:0;display:flex;gap:.6rem}
fieldset label{display:flex;gap:.25rem;align-items:center}
main{overflow:hidden;position:relative;touch-action:none;cursor:grab}
main>svg{width:100%;height:100%;display:block}
main.moving{cursor:grabbing}
aside{width:24rem;max-width:45vw;overflow:auto;padding:.75rem;background:var(--panel);border-left:1px solid var(--line);overflow-wrap:anywhere}
aside[hidden]{display:none}
aside h2{font-size:1rem;margin:0 0 .25rem}
aside h3{font-size:.85rem;margin:1rem 0 .25rem;color:var(--soft)}
aside ul{margin:0;padding:0;list-style:none}
aside li{padding:.15rem 0}
aside li button{border:0;background:none;padding:0;color:var(--accent);cursor:pointer;text-align:left}
aside small{display:block;color:var(--soft)}
.broken-text{color:var(--bad)}.warning-text{color:var(--warn)}.unknown-text{color:var(--soft)}
.note{color:var(--soft)}
svg .graph>polygon{fill:none;stroke:none}
svg .node{cursor:pointer;outline:none}
svg .node text{fill:#1b1f24}
svg .edge text,svg .cluster text{fill:var(--soft)}
svg .cluster path,svg .cluster polygon{fill:none;stroke:var(--line)}
svg .edge path{stroke:var(--soft)}
svg .edge polygon{stroke:var(--soft);fill:var(--soft)}
svg .edge.aside polygon{fill:var(--bg)}
svg .edge.broken path,svg .edge.broken polygon{stroke:var(--bad)}
svg .edge.broken polygon{fill:var(--bad)}
svg .edge.broken text{fill:var(--bad)}
svg .dim{opacity:.18}
svg .off{display:none}
svg .node:focus-visible path,svg .node.chosen path,svg .node:focus-visible polygon,svg .node.chosen polygon{stroke:var(--accent);stroke-width:3}
svg .edge.near path{stroke:var(--accent);stroke-width:2}
svg .edge.near polygon{stroke:var(--accent);fill:var(--accent)}
@media print{header,aside{display:none}}
`;
