const SOURCE = String.raw`
'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId('data').textContent);
  const main = document.querySelector('main'), svg = main.querySelector('svg'), graph = svg.querySelector('.graph');
  const search = byId('search'), place = byId('namespace'), details = byId('details'), fold = byId('fold'), foldPlaces = byId('fold-places');
  const states = [...document.querySelectorAll('input[name=state]')];
  const attributes = (element, values) => { for (const name in values) element.setAttribute(name, values[name]); return element; };
  const draw = (tag, values, parent) => parent.appendChild(attributes(document.createElementNS('http://www.w3.org/2000/svg', tag), values));
  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };
  const words = (...list) => list.filter(Boolean);
  const middle = (box) => box.y + box.h / 2;

  // What there is.
  graph.removeAttribute('transform');
  const nodes = new Map();
  for (const node of data.nodes) {
    const element = byId(node.id), { x, y, width, height } = element.querySelector('path,polygon').getBBox();
    nodes.set(node.id, Object.assign(node, { element, x, y, w: width, h: height, edges: [], rect: {} }));
    node.title = words(node.namespace, node.kind, node.name).join(' ');
    node.text = [node.title, ...node.notes, node.state, node.reason, node.message, ...node.members].join(' ').toLowerCase();
  }
  const all = [...nodes.values()];
  // The fonts here may be wider than those that the boxes were made for.
  const wide = all.flatMap(({ element, w }) => [...element.querySelectorAll('text')].flatMap((text) => (text.getComputedTextLength() > w - 6 ? [[text, w - 8]] : [])));
  for (const [text, w] of wide) attributes(text, { textLength: w, lengthAdjust: 'spacingAndGlyphs' });
  const edges = data.edges.map((edge, index) => {
    const element = byId('e' + index), path = element.querySelector('path'), head = element.querySelector('polygon'), label = element.querySelector('text');
    const line = path.getAttribute('d'), tip = head && head.getAttribute('points'), x = label && label.getAttribute('x'), y = label && label.getAttribute('y');
    const own = { ...edge, from: nodes.get(edge.from), to: nodes.get(edge.to), bad: edge.state === 'missing' || edge.state === 'notPermitted', element, draw: (to) => {
      path.setAttribute('d', to ? to.line : line);
      if (head) head.setAttribute('points', to ? to.tip : tip);
      if (label) attributes(label, { x: to ? to.x : x, y: to ? to.y : y });
    } };
    own.from.edges.push(own);
    own.to.edges.push(own);
    return own;
  }).sort((a, b) => b.bad - a.bad);
  const lowest = graph.querySelector('.cluster,.node');
  for (const { element } of [...edges].reverse()) graph.insertBefore(element, lowest);
  const places = data.clusters.map(({ id, name }) => {
    const element = byId(id), label = element.querySelector('text'), outline = element.querySelector('path');
    label.setAttribute('text-anchor', 'start');
    label.addEventListener('click', () => { if (!justMoved) foldPlace(name); });
    return { name, element, label, outline, width: label.getBBox().width };
  });

  // The broken, and the way that leads there, never fold.
  const isBad = ({ state }) => state === 'broken' || state === 'warning';
  const kept = new Set();
  const keep = (start) => {
    const waiting = [start];
    for (const node of waiting) {
      if (kept.has(node)) continue;
      kept.add(node);
      for (const { from, to, aside } of node.edges) if (to === node ? !aside || node === start : aside && node === start) waiting.push(to === node ? from : to);
    }
  };
  for (const node of all) if (isBad(node)) keep(node);
  for (const { bad, from, to } of edges) if (bad) { keep(from); kept.add(to); }

  // What is folded: of each namespace the routes with their rules, and what lies behind them; or the whole namespace.
  const folded = new Set(), opened = new Set(), stands = new Map();
  let revealed = new Set(), shown = [], outer = [];
  const groupOf = (node) => {
    if (kept.has(node) || revealed.has(node)) return;
    if (node.namespace && folded.has(node.namespace)) return ['Namespace ' + node.namespace, node.namespace];
    if (!fold.checked || /class|gateway|listener/.test(node.tint)) return;
    const route = node.tint === 'rule' && node.edges.find(({ from }) => from.tint === 'route' && kept.has(from));
    const what = route ? 'Rules' : node.tint === 'rule' || node.tint === 'route' ? 'Routes' : 'Behind';
    const key = what + ' ' + (route ? route.from.id : node.namespace || '');
    return opened.has(key) ? undefined : [key, node.namespace, what];
  };
  const standFor = (key, namespace, what, members) => {
    let stand = stands.get(key);
    if (!stand) {
      const element = draw('g', { class: 'node stand' }, graph);
      const shape = draw('rect', { rx: 8 }, element);
      const lines = [0, 1].map(() => draw('text', { 'text-anchor': 'middle' }, element));
      stand = { id: key, namespace, place: what ? undefined : namespace, element, shape, lines, stand: true, rect: {}, edges: [] };
      stands.set(key, stand);
      ready(stand);
    }
    // It takes the place of one that it stands for.
    if (!members.includes(stand.at)) {
      const list = ['route', 'service'].map((wanted) => members.filter(({ tint }) => tint === wanted)).find(({ length }) => length) || members;
      stand.at = [...list].sort((a, b) => middle(a) - middle(b))[list.length >> 1];
    }
    stand.members = members;
    stand.state = members.some(({ state }) => state === 'unknown') ? 'unknown' : 'ok';
    const routes = members.filter(({ tint }) => tint === 'route').length, kinds = [...Map.groupBy(members, ({ kind }) => kind)].sort((a, b) => b[1].length - a[1].length).map(([kind]) => kind);
    const text = [!what ? key : what !== 'Behind' ? what : kinds.slice(0, 2).join(', ') + (kinds.length > 2 ? ' …' : ''), (what === 'Routes' && routes || members.length) + (stand.state === 'ok' ? ' ok' : ', some unknown')];
    stand.title = text.join(', ') + (what && namespace ? ' in ' + namespace : '');
    stand.lines.forEach((line, index) => { line.textContent = text[index]; });
    const w = Math.max(90, 16 + 6.6 * Math.max(text[0].length, text[1].length)), x = stand.at.x, y = middle(stand.at) - 19;
    Object.assign(stand, { x, y, w, h: 38 });
    attributes(stand.shape, { x, y, width: w, height: 38 });
    stand.lines.forEach((line, index) => attributes(line, { x: x + w / 2, y: y + 16 + 14 * index }));
    stand.element.setAttribute('aria-label', stand.title);
    return stand;
  };

  const around = (rects) => {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const { x, y, w, h } of rects) { left = Math.min(left, x); top = Math.min(top, y); right = Math.max(right, x + w); bottom = Math.max(bottom, y + h); }
    return { x: left, y: top, w: right - left, h: bottom - top };
  };
  // Pushes together along one axis: what lies between two things that are seen shrinks to a gap.
  const squeeze = (spans, gap) => {
    const steps = [];
    let end = -Infinity, cut = 0;
    for (const [from, to] of spans.sort((a, b) => a[0] - b[0])) {
      cut = end === -Infinity ? from : cut + Math.max(0, from - end - gap);
      steps.push([from, cut]);
      end = Math.max(end, to);
    }
    return (at) => at - steps.findLast(([from]) => from <= at)[1];
  };
  // What is left of each namespace moves together; those that send to others stand left, the others in columns beside them,
  // as many as show it largest.
  let stacked = false;
  const pack = (blocks) => {
    const at = new Map(blocks.flatMap((block) => block.boxes.map((box) => [box, block])));
    for (const { from, to, aside } of edges) {
      const [one, other] = [at.get(from.face), at.get(to.face)];
      if (!aside && one && other && one !== other && /gateway|listener/.test(from.face.tint)) one.leads = true;
    }
    for (const block of blocks) {
      const { name, boxes } = block, own = places.find((each) => each.name === name);
      const toX = squeeze(boxes.map(({ x, w }) => [x, x + w]), 80), toY = squeeze(boxes.map(({ y, h }) => [y, y + h]), 14);
      for (const box of boxes) box.rect = { x: toX(box.x) + 10, y: toY(box.y) + (name ? 26 : 0), w: box.w, h: box.h };
      const { w, h } = around(boxes.map(({ rect }) => rect));
      Object.assign(block, { w: Math.max(w + 20, own ? own.width + 40 : 0), h: h + (name ? 36 : 0), top: Math.min(...boxes.map(({ y }) => y)) });
    }
    blocks.sort((a, b) => a.top - b.top);
    const columns = (list, count) => {
      const most = Math.max(list.reduce((sum, { h }) => sum + h + 24, 0) / count, ...list.map(({ h }) => h)), result = [];
      let used = Infinity;
      for (const block of list) {
        if (used + block.h / 2 > most) { result.push([]); used = 0; }
        result.at(-1).push(block);
        used += block.h + 24;
      }
      return result;
    };
    const heightOf = (column) => column.reduce((sum, { h }) => sum + h + 24, -24), widthOf = (column) => Math.max(...column.map(({ w }) => w));
    const first = blocks.filter(({ name }) => !name), leads = blocks.filter(({ name, leads }) => name && leads), others = blocks.filter(({ leads }) => !leads);
    const wide = (band) => band.reduce((sum, column) => sum + widthOf(column) + 50, -50), high = (band) => Math.max(0, ...band.map(heightOf));
    let best = { k: 0 };
    for (const below of [false, true]) for (let few = 1; few <= 4; few++) for (let many = 1; many <= 24; many++) {
      const bands = [[...columns(first, 1), ...columns(leads, few)], columns(others, many)].filter(({ length }) => length);
      const [w, h] = below ? [Math.max(...bands.map(wide)), bands.reduce((sum, band) => sum + high(band) + 60, -60)] : [bands.reduce((sum, band) => sum + wide(band) + 70, -70), Math.max(...bands.map(high))];
      const k = Math.min(main.clientWidth / w, main.clientHeight / h);
      if (k > best.k * (below && !best.below ? 1.3 : 1)) best = { k, bands, below, h };
    }
    let x = 0, top = 0;
    stacked = best.below;
    for (const band of best.bands || []) {
      if (stacked) x = 0;
      for (const column of band) {
        let y = top + (stacked ? 0 : (best.h - heightOf(column)) / 2);
        for (const { boxes, h } of column) {
          for (const { rect } of boxes) { rect.x += x; rect.y += y; }
          y += h + 24;
        }
        x += widthOf(column) + 50;
      }
      if (stacked) top += high(band) + 60;
      else x += 20;
    }
  };
  const render = () => {
    const wanted = new Set(states.filter((box) => box.checked).map((box) => box.value));
    const groups = new Map();
    for (const node of all) {
      node.off = (place.value !== '' && (node.namespace || '') !== place.value.slice(1)) || !wanted.has(node.state);
      node.face = node.off ? undefined : node;
      const group = node.off ? undefined : groupOf(node);
      if (!group) continue;
      const known = groups.get(group[0]);
      if (known) known.members.push(node); else groups.set(group[0], { group, members: [node] });
    }
    const seen = new Set();
    for (const { group, members } of groups.values()) {
      if (members.length < 3) continue;
      const stand = standFor(group[0], group[1], group[2], members);
      stand.edges = [];
      seen.add(stand);
      for (const member of members) member.face = stand;
    }
    for (const stand of stands.values()) stand.element.classList.toggle('off', !seen.has(stand));
    const whole = all.every((node) => node.face === node);
    shown = [...seen];
    for (const node of all) {
      const isSeen = node.face === node;
      node.element.classList.toggle('off', !isSeen);
      if (isSeen) shown.push(node);
    }
    const blocks = new Map([...Map.groupBy(shown, ({ namespace }) => namespace || '')].map(([name, boxes]) => [name, { name, boxes, leads: !name }]));
    if (whole) for (const box of shown) box.rect = { x: box.x, y: box.y, w: box.w, h: box.h };
    else pack([...blocks.values()]);
    for (const { element, rect, x, y } of shown) element.setAttribute('transform', 'translate(' + (rect.x - x) + ' ' + (rect.y - y) + ')');
    outer = shown.map(({ rect }) => rect);
    for (const own of places) {
      const block = blocks.get(own.name);
      const isOff = !block || (block.boxes.length === 1 && block.boxes[0].place === own.name);
      own.element.classList.toggle('off', isOff);
      if (isOff) continue;
      const { x, y, w, h } = around(block.boxes.map(({ rect }) => rect));
      const frame = { x: x - 10, y: y - 26, w: Math.max(w + 20, own.width + 40), h: h + 36 };
      own.outline.setAttribute('d', 'M' + frame.x + ',' + frame.y + 'h' + frame.w + 'v' + frame.h + 'h' + -frame.w + 'Z');
      attributes(own.label, { x: frame.x + 8, y: frame.y + 16 });
      own.label.textContent = (folded.has(own.name) ? '▸ ' : '▾ ') + 'Namespace: ' + own.name;
      outer.push(frame);
    }
    const drawn = new Set();
    for (const edge of edges) {
      const from = edge.from.face, to = edge.to.face, pair = from && to && from.id + '\n' + to.id;
      const isStand = pair && (from.stand || to.stand);
      const off = Boolean(!pair || from === to || (isStand && drawn.has(pair)));
      edge.element.classList.toggle('off', off);
      if (off) continue;
      drawn.add(pair);
      if (from.stand) from.edges.push(edge);
      if (to.stand) to.edges.push(edge);
      if (whole) { edge.draw(); edge.element.classList.remove('quiet'); continue; }
      edge.element.classList.toggle('quiet', !edge.bad && Boolean(isStand));
      const a = from.rect, b = to.rect;
      // In a column from one to the next; from what stands above out of the side of it, so that it is seen whose arrow it is.
      const far = stacked && from.namespace !== to.namespace && b.y > a.y + a.h;
      if (far || (a.x < b.x + b.w + 9 && b.x < a.x + a.w + 9)) {
        const down = b.y > a.y ? 1 : -1, nx = b.x + b.w / 2, end = down > 0 ? b.y : b.y + b.h, tip = end - 8 * down;
        const [x, y] = far ? [a.x + a.w, middle(a)] : [a.x + a.w / 2, down > 0 ? a.y + a.h : a.y], bend = (tip - y) / 2;
        edge.draw({
          line: 'M' + x + ',' + y + 'C' + (far ? x + 40 + ',' + y : x + ',' + (y + bend)) + ' ' + nx + ',' + (tip - bend) + ' ' + nx + ',' + tip,
          tip: nx + ',' + end + ' ' + (nx - 3.5) + ',' + tip + ' ' + (nx + 3.5) + ',' + tip,
          x: (x + nx) / 2, y: (y + end) / 2,
        });
        continue;
      }
      const back = b.x < a.x, sign = back ? -1 : 1;
      const x = back ? a.x : a.x + a.w, y = middle(a), end = back ? b.x + b.w : b.x, ny = middle(b), tip = end - 8 * sign, bend = Math.max(24, Math.abs(tip - x) / 2) * sign;
      edge.draw({
        line: 'M' + x + ',' + y + 'C' + (x + bend) + ',' + y + ' ' + (tip - bend) + ',' + ny + ' ' + tip + ',' + ny,
        tip: end + ',' + ny + ' ' + tip + ',' + (ny - 3.5) + ' ' + tip + ',' + (ny + 3.5),
        x: (x + end) / 2, y: (y + ny) / 2 - 3,
      });
    }
    mark();
  };

  // The view: a middle and a scale.
  const eye = { x: 0, y: 0, k: 1 };
  const show = () => {
    const w = main.clientWidth / eye.k, h = main.clientHeight / eye.k;
    svg.setAttribute('viewBox', [eye.x - w / 2, eye.y - h / 2, w, h].join(' '));
  };
  const fit = (rects) => {
    if (!rects.length) return;
    const { x, y, w, h } = around(rects);
    eye.x = x + w / 2;
    eye.y = y + h / 2;
    eye.k = Math.min(1.3, (main.clientWidth - (main.clientWidth > 700 ? 140 : 16)) / w, (main.clientHeight - 24) / h);
    show();
  };
  const fitAll = () => fit(found.length ? found.map(({ face }) => face.rect) : outer);
  const point = (x, y) => {
    const rect = main.getBoundingClientRect();
    return { x: eye.x + (x - rect.left - rect.width / 2) / eye.k, y: eye.y + (y - rect.top - rect.height / 2) / eye.k };
  };
  const zoom = (factor, at = eye) => {
    const k = Math.min(4, Math.max(0.02, eye.k * factor)), ratio = eye.k / k;
    Object.assign(eye, { x: at.x + (eye.x - at.x) * ratio, y: at.y + (eye.y - at.y) * ratio, k });
    show();
  };
  const move = (x, y) => { eye.x += x; eye.y += y; show(); };
  const goTo = ({ rect }) => {
    if (eye.k < 0.6) eye.k = 1;
    eye.x = rect.x + rect.w / 2;
    eye.y = middle(rect);
    show();
  };
  const isSeen = ({ rect }) => eye.k >= 0.6 && Math.abs(rect.x + rect.w / 2 - eye.x) * 2 * eye.k + rect.w < main.clientWidth && Math.abs(middle(rect) - eye.y) * 2 * eye.k + rect.h < main.clientHeight;
  new ResizeObserver(show).observe(main);
  main.addEventListener('wheel', (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), point(event.clientX, event.clientY));
  }, { passive: false });
  // One pointer moves, two pinch.
  const fingers = new Map();
  let justMoved = false;
  const grip = () => {
    const list = [...fingers.values()], x = list.reduce((sum, each) => sum + each.x, 0) / list.length, y = list.reduce((sum, each) => sum + each.y, 0) / list.length;
    return { x, y, wide: list.length > 1 ? Math.hypot(list[0].x - list[1].x, list[0].y - list[1].y) : 0 };
  };
  svg.addEventListener('pointerdown', (event) => { if (event.button === 0) { fingers.set(event.pointerId, { x: event.clientX, y: event.clientY }); if (fingers.size === 1) justMoved = false; } });
  window.addEventListener('pointermove', (event) => {
    const finger = fingers.get(event.pointerId);
    if (!finger || (!justMoved && Math.hypot(event.clientX - finger.x, event.clientY - finger.y) < 4)) return;
    justMoved = true;
    main.classList.add('moving');
    const old = grip();
    Object.assign(finger, { x: event.clientX, y: event.clientY });
    const now = grip();
    move((old.x - now.x) / eye.k, (old.y - now.y) / eye.k);
    if (old.wide && now.wide) zoom(now.wide / old.wide, point(now.x, now.y));
  });
  for (const name of ['pointerup', 'pointercancel']) window.addEventListener(name, (event) => { fingers.delete(event.pointerId); if (!fingers.size) main.classList.remove('moving'); });

  // Details.
  let chosen, current;
  const choose = (node) => {
    for (const element of graph.querySelectorAll('.chosen,.near')) element.classList.remove('chosen', 'near');
    chosen = node;
    details.hidden = !node;
    details.replaceChildren();
    if (!node) return;
    node.element.classList.add('chosen');
    for (const edge of node.edges) edge.element.classList.add('near');
    const close = make('button', '✕', 'close');
    close.setAttribute('aria-label', 'Close');
    close.addEventListener('click', back);
    details.append(close, make('h2', words(node.kind, node.name).join(' ')));
    if (node.namespace) details.append(make('div', 'Namespace ' + node.namespace, 'note'));
    for (const note of node.notes) details.append(make('div', note, 'note'));
    details.append(make('div', node.missing ? 'missing' : node.state, node.state + '-text'));
    const why = words(node.reason, node.message).join(': ');
    if (why) details.append(make('p', why, node.state + '-text'));
    if (node.command) {
      const copy = make('button', 'Copy'), code = make('code', node.command), line = make('div', undefined, 'command');
      copy.addEventListener('click', () => {
        getSelection().selectAllChildren(code);
        copy.textContent = document.execCommand('copy') ? 'Copied' : 'Selected';
      });
      line.append(code, copy);
      details.append(line);
    }
    const section = (heading, list, other) => {
      if (!list.length) return;
      const items = make('ul');
      for (const edge of list) {
        const item = make('li'), to = other(edge), link = make('button', to.title);
        link.addEventListener('click', () => { reveal(to); choose(to); focus(to); });
        item.append(link, make('small', words(edge.relation, edge.state, edge.reason, edge.message, edge.path).join(' · '), edge.bad ? 'broken-text' : ''));
        items.append(item);
      }
      details.append(make('h3', heading), items);
    };
    section('Comes from', node.edges.filter((edge) => edge.to === node), (edge) => edge.from);
    section('Leads to', node.edges.filter((edge) => edge.from === node), (edge) => edge.to);
    if (node.members.length) {
      const items = make('ul');
      for (const member of node.members.slice(0, 200)) items.append(make('li', member));
      if (node.members.length > 200) items.append(make('li', 'and ' + (node.members.length - 200) + ' more', 'note'));
      details.append(make('h3', 'Stands for'), items);
    }
  };
  const back = () => { choose(undefined); if (current) current.element.focus({ preventScroll: true }); };
  const ready = (node) => {
    attributes(node.element, { tabindex: -1, role: 'button', 'aria-label': node.title + ', ' + (node.missing ? 'missing' : node.state) + (node.reason ? ', ' + node.reason : '') });
    node.element.addEventListener('click', () => { if (!justMoved) open(node); });
    node.element.addEventListener('focus', () => { if (current) current.element.setAttribute('tabindex', -1); current = node; node.element.setAttribute('tabindex', 0); });
  };
  const open = (node) => {
    if (!node.stand) { focus(node, true); choose(node); return; }
    const { members } = node;
    if (node.place) { folded.delete(node.place); foldPlaces.checked = false; } else opened.add(node.id);
    render();
    fit(members.map(({ face }) => face.rect));
    focus(members[0].face, true);
  };
  const focus = (node, stay) => { node.element.focus({ preventScroll: true }); if (!stay && !isSeen(node)) goTo(node); };
  const reveal = (node) => {
    if (node.off) { place.value = ''; for (const box of states) box.checked = true; render(); }
    if (node.face !== node) { revealed.add(node); render(); }
  };
  const foldPlace = (name) => { if (!folded.delete(name)) folded.add(name); render(); };

  // Searching and filtering.
  let found = [], next = -1;
  const mark = () => {
    const asked = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    found = asked.length ? all.filter((node) => !node.off && asked.every((word) => node.text.includes(word))) : [];
    const faces = new Set(found.map(({ face }) => face));
    for (const box of shown) box.element.classList.toggle('dim', asked.length > 0 && !faces.has(box));
    for (const { element, from, to } of edges) element.classList.toggle('dim', asked.length > 0 && !faces.has(from.face) && !faces.has(to.face));
    const away = all.filter(({ face, off }) => !off && face && face.stand).length, off = all.filter((node) => node.off).length;
    byId('count').textContent = words(asked.length && found.length + ' found', all.length - away - off + ' of ' + all.length + ' shown', away && away + ' folded', off && off + ' filtered out').join(', ');
  };
  // What n and N go through: what was found, else what is broken.
  const go = (step) => {
    const list = found.length ? found : all.filter(({ off, state }) => !off && state === 'broken');
    if (!list.length) return;
    next = (next + step + list.length) % list.length;
    reveal(list[next]);
    goTo(list[next]);
    focus(list[next], true);
    if (chosen) choose(list[next]);
  };
  search.addEventListener('input', () => { next = -1; mark(); });
  search.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !found.length) return;
    event.preventDefault();
    event.stopPropagation();
    revealed = new Set(found.slice(0, 300));
    render();
    next = 0;
    choose(found[0].face);
    focus(found[0].face, true);
    requestAnimationFrame(fitAll);
  });
  for (const box of [place, ...states]) box.addEventListener('change', () => { render(); fit(outer); });
  fold.addEventListener('change', () => { opened.clear(); revealed.clear(); render(); fit(outer); });
  foldPlaces.addEventListener('change', () => {
    folded.clear();
    revealed.clear();
    if (foldPlaces.checked) for (const { name } of places) folded.add(name);
    render();
    fit(outer);
  });
  byId('fit').addEventListener('click', fitAll);
  byId('in').addEventListener('click', () => zoom(1.4));
  byId('out').addEventListener('click', () => zoom(1 / 1.4));
  byId('theme').addEventListener('click', () => {
    const root = document.documentElement;
    const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = isDark ? 'light' : 'dark';
  });

  // Keys: to the neighbour that lies nearest; up and down along the column.
  const neighbour = (key, node) => {
    const sideways = key === 'ArrowLeft' || key === 'ArrowRight';
    const sign = key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 1;
    const list = sideways
      ? node.edges.flatMap(({ from, to }) => (sign > 0 ? from : to).face === node ? [(sign > 0 ? to : from).face] : [])
      : shown.filter(({ rect }) => Math.abs(rect.x + rect.w / 2 - node.rect.x - node.rect.w / 2) * 2 < rect.w + node.rect.w && (middle(rect) - middle(node.rect)) * sign > 1);
    return list.filter((face) => face && face !== node).sort((a, b) => Math.abs(middle(a.rect) - middle(node.rect)) - Math.abs(middle(b.rect) - middle(node.rect)))[0];
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      const menu = document.querySelector('details[open]');
      if (menu) menu.open = false;
      else if (chosen) back();
      else if (search.value) { search.value = ''; revealed.clear(); render(); if (current) focus(current.face); }
      else document.activeElement.blur();
      return;
    }
    if (event.target.closest('input[type=search],select')) return;
    const isNode = current && event.target === current.element;
    const w = main.clientWidth / eye.k / 10, h = main.clientHeight / eye.k / 10;
    if (event.key.startsWith('Arrow')) {
      const [x, y] = { ArrowLeft: [-w, 0], ArrowRight: [w, 0], ArrowUp: [0, -h], ArrowDown: [0, h] }[event.key];
      if (!isNode) move(x, y);
      else { const to = neighbour(event.key, current); if (to) { focus(to); if (chosen && !to.stand) choose(to); } }
      event.preventDefault();
      return;
    }
    switch (event.key) {
      case '/': search.focus(); search.select(); break;
      case '+': case '=': zoom(1.25); break;
      case '-': zoom(0.8); break;
      case '0': fitAll(); break;
      case 'n': go(1); break;
      case 'N': go(-1); break;
      case 'o': fold.click(); break;
      case 'f': if (isNode && current.namespace) foldPlace(current.namespace); else foldPlaces.click(); break;
      case 'Enter': case ' ': if (!isNode) return; open(current); break;
      default: return;
    }
    event.preventDefault();
  });

  all.forEach(ready);
  render();
  fit(outer);
  if (eye.k < 0.6) {
    fold.checked = true;
    render();
    fit(outer);
  }
  const first = shown.find((node) => node.tint === 'route' && isBad(node)) || shown.find(isBad) || shown[0];
  if (first) {
    current = first;
    first.element.setAttribute('tabindex', 0);
    // Where the whole is too small to be read, what is broken comes first: all of a namespace, else one box and its neighbours.
    const near = shown.filter(({ namespace }) => namespace === first.namespace);
    if (eye.k < 0.4) fit(near.filter((node) => kept.has(node)).map(({ rect }) => rect));
    if (eye.k < 0.4) fit(near.filter((node) => node === first || first.edges.some(({ from, to }) => from.face === node || to.face === node)).map(({ rect }) => rect));
  }
})();
`;

/**
 * The script of the page: it finds the boxes that Graphviz laid out by their ids, and only hides them, pushes together what is
 * left, and draws the arrows between what stands for what. Texts reach the page as text nodes, never as markup. Notes and
 * indentation stay here.
 */
export const PAGE_SCRIPT = SOURCE.replaceAll(/^ +(?:\/\/.*\n)?/gm, '');
