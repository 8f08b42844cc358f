/**
 * The script of the page: it finds the boxes that Graphviz laid out by their ids and only moves, dims and hides them. Texts
 * reach the page as text nodes, never as markup.
 */
export const PAGE_SCRIPT = String.raw`
'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId('data').textContent);
  const main = document.querySelector('main');
  const svg = main.querySelector('svg');
  const search = byId('search'), place = byId('namespace'), count = byId('count'), details = byId('details');
  const nodes = new Map(data.nodes.map((node) => [node.id, { ...node, element: byId(node.id), edges: [] }]));
  const edges = data.edges.map((edge, index) => ({ ...edge, element: byId('e' + index) }));
  for (const edge of edges) { nodes.get(edge.from).edges.push(edge); nodes.get(edge.to).edges.push(edge); }
  const title = (node) => [node.namespace, node.kind, node.name].filter(Boolean).join(' ');
  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  // The view is the part of the picture that is seen.
  const box = svg.viewBox.baseVal;
  const whole = { x: box.x, y: box.y, width: box.width, height: box.height };
  svg.removeAttribute('width');
  svg.removeAttribute('height');
  const show = (view) => svg.setAttribute('viewBox', [view.x, view.y, view.width, view.height].join(' '));
  const view = () => { const { x, y, width, height } = svg.viewBox.baseVal; return { x, y, width, height }; };
  const fit = () => show(whole);
  const point = (x, y) => new DOMPoint(x, y).matrixTransform(svg.getScreenCTM().inverse());
  const zoom = (factor, at) => {
    const old = view();
    const width = Math.min(Math.max(old.width * factor, 60), whole.width * 4);
    const ratio = width / old.width;
    const center = at || { x: old.x + old.width / 2, y: old.y + old.height / 2 };
    show({ x: center.x - (center.x - old.x) * ratio, y: center.y - (center.y - old.y) * ratio, width, height: old.height * ratio });
  };
  const move = (x, y) => { const old = view(); show({ ...old, x: old.x + x, y: old.y + y }); };
  const center = (element) => {
    const rect = element.getBoundingClientRect();
    const middle = point(rect.left + rect.width / 2, rect.top + rect.height / 2);
    const old = view();
    show({ ...old, x: middle.x - old.width / 2, y: middle.y - old.height / 2 });
  };
  main.addEventListener('wheel', (event) => {
    event.preventDefault();
    zoom(Math.exp(event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), point(event.clientX, event.clientY));
  }, { passive: false });
  let drag;
  main.addEventListener('pointerdown', (event) => { if (event.button === 0) drag = { at: point(event.clientX, event.clientY), x: event.clientX, y: event.clientY, moved: false }; });
  window.addEventListener('pointermove', (event) => {
    if (!drag) return;
    if (!drag.moved && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < 4) return;
    drag.moved = true;
    main.classList.add('moving');
    const now = point(event.clientX, event.clientY);
    move(drag.at.x - now.x, drag.at.y - now.y);
  });
  let justMoved = false;
  window.addEventListener('pointerup', () => { justMoved = Boolean(drag && drag.moved); drag = undefined; main.classList.remove('moving'); });
  window.addEventListener('pointercancel', () => { drag = undefined; main.classList.remove('moving'); });

  let chosen;
  const choose = (node, goThere) => {
    if (chosen) { chosen.element.classList.remove('chosen'); for (const edge of chosen.edges) edge.element.classList.remove('near'); }
    chosen = node;
    details.hidden = !node;
    details.replaceChildren();
    if (!node) return;
    node.element.classList.add('chosen');
    for (const edge of node.edges) edge.element.classList.add('near');
    details.append(make('h2', [node.kind, node.name].filter(Boolean).join(' ')));
    if (node.namespace) details.append(make('div', 'Namespace ' + node.namespace, 'note'));
    if (node.note) details.append(make('div', node.note, 'note'));
    details.append(make('div', node.state, node.state + '-text'));
    const why = [node.reason, node.message].filter(Boolean).join(': ');
    if (why) details.append(make('p', why, node.state + '-text'));
    const section = (heading, list, other) => {
      if (list.length === 0) return;
      details.append(make('h3', heading));
      const items = make('ul');
      for (const edge of list) {
        const item = make('li');
        const to = nodes.get(other(edge));
        const link = make('button', title(to));
        link.addEventListener('click', () => choose(to, true));
        const bad = edge.state === 'missing' || edge.state === 'notPermitted';
        item.append(link, make('small', [edge.relation, edge.state, edge.reason, edge.message, edge.path].filter(Boolean).join(' · '), bad ? 'broken-text' : ''));
        items.append(item);
      }
      details.append(items);
    };
    section('Comes from', node.edges.filter((edge) => edge.to === node.id), (edge) => edge.from);
    section('Leads to', node.edges.filter((edge) => edge.from === node.id), (edge) => edge.to);
    if (node.members.length > 0) {
      details.append(make('h3', 'Stands for'));
      const items = make('ul');
      for (const member of node.members.slice(0, 200)) items.append(make('li', member));
      if (node.members.length > 200) items.append(make('li', 'and ' + (node.members.length - 200) + ' more', 'note'));
      details.append(items);
    }
    if (goThere) { if (node.element.classList.contains('off')) resetFilters(); center(node.element); node.element.focus({ preventScroll: true }); }
  };
  for (const node of nodes.values()) {
    node.text = [node.kind, node.name, node.namespace, node.note, node.state, node.reason, ...node.members].join(' ').toLowerCase();
    node.element.setAttribute('tabindex', '0');
    node.element.setAttribute('role', 'button');
    node.element.setAttribute('aria-label', title(node) + ', ' + node.state);
    node.element.addEventListener('click', () => { if (!justMoved) choose(node); });
  }

  const states = [...document.querySelectorAll('input[name=state]')];
  let found = [], next = 0;
  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = new Set(states.filter((box) => box.checked).map((box) => box.value));
    found = [];
    next = 0;
    let shown = 0;
    for (const node of nodes.values()) {
      const off = (place.value !== '' && (node.namespace || '') !== place.value.slice(1)) || !wanted.has(node.state);
      const hit = !off && words.every((word) => node.text.includes(word));
      node.off = off;
      node.element.classList.toggle('off', off);
      node.element.classList.toggle('dim', !off && !hit);
      if (!off) shown++;
      if (hit && words.length > 0) found.push(node);
    }
    const isFound = new Set(found);
    for (const edge of edges) {
      const from = nodes.get(edge.from), to = nodes.get(edge.to);
      edge.element.classList.toggle('off', from.off || to.off);
      edge.element.classList.toggle('dim', words.length > 0 && !isFound.has(from) && !isFound.has(to));
    }
    data.clusters.forEach((name, index) => {
      const cluster = byId('c' + index);
      if (cluster) cluster.classList.toggle('off', ![...nodes.values()].some((node) => node.namespace === name && !node.off));
    });
    count.textContent = (words.length > 0 ? found.length + ' found, ' : '') + shown + ' of ' + nodes.size + ' shown';
  };
  const resetFilters = () => { place.value = ''; for (const box of states) box.checked = true; apply(); };
  search.addEventListener('input', apply);
  place.addEventListener('change', apply);
  for (const box of states) box.addEventListener('change', apply);
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || found.length === 0) return;
    choose(found[next % found.length]);
    center(chosen.element);
    next++;
  });
  byId('fit').addEventListener('click', fit);
  byId('theme').addEventListener('click', () => {
    const root = document.documentElement;
    const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = isDark ? 'light' : 'dark';
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') { search.value = ''; apply(); choose(undefined); return; }
    if (event.target === search || event.target === place) return;
    const { width, height } = view();
    const node = event.target.closest && event.target.closest('.node');
    switch (event.key) {
      case '/': search.focus(); search.select(); break;
      case '+': case '=': zoom(0.8); break;
      case '-': zoom(1.25); break;
      case '0': fit(); break;
      case 'ArrowLeft': move(-width / 10, 0); break;
      case 'ArrowRight': move(width / 10, 0); break;
      case 'ArrowUp': move(0, -height / 10); break;
      case 'ArrowDown': move(0, height / 10); break;
      case 'Enter': case ' ': if (!node) return; choose(nodes.get(node.id)); break;
      default: return;
    }
    event.preventDefault();
  });
  apply();
})();
`;
