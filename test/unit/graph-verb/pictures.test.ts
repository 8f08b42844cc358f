import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { GATEWAY_API } from '../../../src/gateway-api/kinds.ts';
import { DrawnIds } from '../../../src/view/graph/drawn-ids.ts';
import { chooseFolding, foldNode } from '../../../src/view/graph/fold.ts';
import { runGet, runGraph } from './run-graph.ts';
import { SHOP } from './shop.ts';

const IN_SHOP = { namespace: 'shop' };

/** Names that mean something to one of the languages. */
const HOSTILE = [
  String.raw`a\"];b[label="x`,
  String.raw`\N\G`,
  '"><script>alert(1)</script>',
  '</script><script>alert(1)//',
  '<!--<script>',
  '&lt;b&gt;&amp;',
  '"]-->|x|z;click a "javascript:alert(1)"',
  '%%{init: {"securityLevel":"loose"}}%%',
  '`markdown` **b** - list',
  '#quot;#35;',
  'end',
  'n0',
  '__proto__',
  'b\u202Eidi\u0007\u2028',
  "'; drop",
  '<title>n0</title>',
] as const;

/** One Gateway and one route for each hostile name, in a namespace of that name. */
function hostileManifest(): string {
  const objects = HOSTILE.flatMap((name) => [
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name, namespace: name },
      spec: { gatewayClassName: name, listeners: [{ name, port: 80, protocol: 'HTTP', hostname: name }] },
    },
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name, namespace: name },
      spec: { parentRefs: [{ name }], rules: [{ backendRefs: [{ name, port: 80, kind: name }] }] },
    },
  ]);
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
}

/** Reads DOT's quoted strings as Graphviz does; fails on anything that is not our own grammar. */
function labelsOf(dot: string): readonly string[] {
  const labels: string[] = [];
  for (const line of dot.split('\n')) {
    const bare = line.replaceAll(/"((?:[^"\\]|\\.)*)"/g, (_, text: string) => {
      labels.push(text);
      return 'Q';
    });
    assert.match(bare, /^[\w\s[\]{}=,;.>-]*$/, line);
  }
  return labels;
}

describe('graph as a picture', () => {
  test('DOT: clusters per namespace, arrows with a request, broken ones named', async () => {
    const { out } = await runGraph(['httproute/checkout'], { ...IN_SHOP, output: 'dot' }, SHOP);
    labelsOf(out);
    assert.match(out, /subgraph cluster_in__shop \{\n {4}id=in__shop; label="Namespace: shop"/);
    const id = (label: string): string =>
      new RegExp(String.raw`(\w+) \[id=\1, label="${label}(?:"|\\n[✗!])`).exec(out)?.[1] ?? '?';
    const [gateway, listener, route] = [
      id(String.raw`Gateway\\nweb`),
      id(String.raw`Listener\\nhttps\\n:443 HTTPS shop\.example\.com`),
      id(String.raw`HTTPRoute\\ncheckout`),
    ];
    assert.match(out, new RegExp(String.raw`\b${gateway} -> ${listener} \[`));
    assert.match(out, new RegExp(String.raw`\b${listener} -> ${route} \[`));
    // The Gateway is joined to the route by the listener, not once more beside it.
    assert.doesNotMatch(out, new RegExp(String.raw`\b${gateway} -> ${route}\b`));
    const service = id(String.raw`Service\\nrefunds`);
    assert.match(out, new RegExp(String.raw`-> ${service} \[.*class="broken", label="BackendNotFound"`));
    const policy = id(String.raw`BackendTLSPolicy\\npay`);
    assert.match(out, new RegExp(String.raw`\b${policy} -> .*class="ok aside", label="target"`));
  });

  test('DOT: a rule that a policy names and the route lacks is drawn as a rule', async () => {
    const policy = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'BackendTLSPolicy',
      metadata: { name: 'odd', namespace: 'shop' },
      spec: { targetRefs: [{ group: GATEWAY_API, kind: 'HTTPRoute', name: 'cart', sectionName: 'gone' }] },
    };
    const manifest = `${SHOP}---\n${JSON.stringify(policy)}\n`;
    const { out } = await runGraph(['backendtlspolicy/odd'], { ...IN_SHOP, output: 'dot' }, manifest);
    assert.match(
      out,
      /label="Rule\\ngone\\n✗ does not exist", class="rule broken missing".*style="filled,rounded,dashed"/,
    );
  });

  test('DOT --kinds: arrows go on over what is left out', async () => {
    const { out } = await runGraph(
      ['httproute/cart'],
      { ...IN_SHOP, output: 'dot', kinds: ['gateways', 'services'] },
      SHOP,
    );
    const listener = /(\w+) \[id=\w+, label="Listener\\nhttps/.exec(out)?.[1] ?? '?';
    const service = /(\w+) \[id=\w+, label="Service\\ncart/.exec(out)?.[1] ?? '?';
    assert.match(out, new RegExp(`${listener} -> ${service} `));
    assert.doesNotMatch(out, /HTTPRoute|Rule/);
  });

  test('DOT: hostile names stay inside their strings', async () => {
    const { out } = await runGraph([], { allNamespaces: true, output: 'dot' }, hostileManifest());
    const labels = labelsOf(out);
    const isThere = (label: string): boolean =>
      labels.some((text) => text === label || text.startsWith(String.raw`${label}\n`));
    assert.ok(isThere(String.raw`Gateway\na\\\"];b[label=\"x`));
    assert.ok(isThere(String.raw`Gateway\n\\N\\G`));
    assert.ok(isThere(String.raw`Gateway\n&amp;lt;b&amp;gt;&amp;amp;`));
    assert.ok(isThere(String.raw`Gateway\nb\\u202eidi\\x07\\u2028`));
  });

  test('Mermaid: a flowchart whose texts hold nothing but letters and entities', async () => {
    const plain = await runGraph(['httproute/cart'], { ...IN_SHOP, output: 'mermaid' }, SHOP);
    assert.match(plain.out, /^flowchart LR\n/);
    assert.match(plain.out, /subgraph in__shop\["Namespace: shop"\]\n/);
    assert.match(plain.out, /HTTPRoute__shop__cart\["HTTPRoute<br\/>cart"\]:::is-route\n/);
    const { out } = await runGraph([], { allNamespaces: true, output: 'mermaid' }, hostileManifest());
    for (const line of out.split('\n')) {
      for (const [, text = ''] of line.matchAll(/"([^"]*)"/g)) {
        const bare = text.replaceAll('<br/>', ' ');
        assert.match(bare, /^(?:[\p{L}\p{N} .:/,+…-]|#\d+;)*$/u);
        assert.doesNotMatch(bare, /[.+-] /);
      }
      const outside = line.replaceAll(/"[^"]*"/g, 'Q');
      assert.match(outside, /^[\w\s[\]|,:;.>#-]*$/, line);
    }
  });

  test('SVG: well-formed, an id on every box, titles in our words, nothing of a stranger as markup', async () => {
    const { out } = await runGraph([], { allNamespaces: true, output: 'svg' }, hostileManifest());
    assert.match(out, /<svg /);
    assert.match(out, /<g id="Gateway__end__end" class="node /);
    assert.doesNotMatch(out, /<script|<b>|javascript:alert\(1\)"|<title>\w+__\w+<|\u202E|\u0007/);
    const tags = new Set(Array.from(out.matchAll(/<([a-z]+)[ />]/g), ([, tag = '']) => tag));
    assert.deepEqual([...tags].toSorted(), ['g', 'path', 'polygon', 'svg', 'text', 'title']);
    assert.match(out, /<title>[^<]*Gateway/);
  });

  test('a rule says its hostnames and matches, what is broken why; a policy has not the colour of errors', async () => {
    const { out } = await runGraph(['httproute/cart'], { ...IN_SHOP, output: 'dot' }, SHOP);
    assert.match(out, /label="Rule\\n0\\nshop\.example\.com\\nPathPrefix \/"/);
    const many = SHOP.replace(
      'rules: [{backendRefs: [{name: cart, port: 8080}]}]',
      `rules: [{matches: [{path: {value: /a}}, {path: {value: ${'/b'.repeat(60)}}}, {method: GET}]}]`,
    );
    const cut = await runGraph(['httproute/cart'], { ...IN_SHOP, output: 'dot' }, many);
    assert.match(cut.out, /shop\.example\.com\\nPathPrefix \/a \+2 more"/);
    const bad = await runGraph(['backendtlspolicy/lost'], { ...IN_SHOP, output: 'dot' }, SHOP);
    assert.match(
      bad.out,
      /label="BackendTLSPolicy\\nlost\\n✗ TargetNotFound", class="policy broken root", fillcolor="#cdeff0"/,
    );
    assert.match(
      bad.out,
      /label="Service\\npayy\\n✗ TargetNotFound", class="service broken missing", fillcolor="#ffffff"/,
    );
  });

  const ROUTE = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'another', namespace: 'shop' },
    spec: {
      parentRefs: [{ name: 'web', sectionName: 'https' }],
      rules: [{ backendRefs: [{ name: 'cart', port: 8080 }] }],
    },
  };
  const [LOST, AWAY] = [{ backendRefs: [{ name: 'gone', port: 80 }] }, 'elsewhere'];
  for (const [what, route] of [
    ['one more route', ROUTE],
    ['one more route that is broken', { ...ROUTE, spec: { ...ROUTE.spec, rules: [LOST] } }],
    ['a route in one more namespace', { ...ROUTE, metadata: { name: 'a', namespace: AWAY } }],
  ] as const) {
    for (const output of ['dot', 'mermaid', 'get -o graph']) {
      test(`${output}: ${what} is more lines in a diff, and no other difference`, async () => {
        const before = await drawLines(output, SHOP);
        const after = await drawLines(output, `${JSON.stringify(route)}\n---\n${SHOP}`);
        assert.ok(after.length > before.length);
        assert.deepEqual(linesLost(before, after), []);
      });
    }
  }

  test('ids: plain words that begin with a letter, one for each object', async () => {
    const { out } = await runGraph([], { allNamespaces: true, output: 'dot' }, hostileManifest());
    const ids = Array.from(out.matchAll(/^ +(\w+) \[id=(\w+), label=/gm), ([, name, id]) => [name, id]);
    assert.ok(ids.length > 4 * HOSTILE.length);
    assert.equal(new Set(ids.map(([name]) => name)).size, ids.length);
    for (const [name = '', id] of ids) {
      assert.equal(name, id);
      assert.match(name, /^[A-Za-z_]\w*__\w+$/);
    }
    const plain = new DrawnIds();
    assert.deepEqual(
      [['a-b'], ['a.b'], ['a_b_2'], ['a_b'], ['3', 'x']].map((words) => plain.give(...words)),
      ['a_b', 'a_b_2', 'a_b_2_2', 'a_b_3', '_3__x'],
    );
  });

  test('HTML: one page that allows its own script alone and asks for nothing', async () => {
    const { out } = await runGraph([], { allNamespaces: true, output: 'html' }, hostileManifest());
    assert.equal(out.match(/<script/g)?.length, 2);
    assert.equal(out.match(/<\/script>/g)?.length, 2);
    assert.match(out, /default-src 'none'; img-src data:; script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+'/);
    assert.doesNotMatch(out, /(?:src|href)="(?!data:,")/);
    assert.doesNotMatch(out, /url\(|@import|\bfetch\(|XMLHttpRequest|innerHTML|insertAdjacentHTML|\beval\b/);
    const data = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(out)?.[1] ?? '';
    assert.doesNotMatch(data, /[<>&\u2028]/);
    const parsed: unknown = JSON.parse(data);
    assert.ok(JSON.stringify(parsed).includes('</script><script>alert(1)//'));
  });

  test('HTML: the script is small', async () => {
    const { PAGE_SCRIPT } = await import('../../../src/print/graph-page-script.ts');
    assert.ok(Buffer.byteLength(PAGE_SCRIPT) < 24 * 1024);
  });

  test('above 1,500 boxes much is folded together, and said so', async () => {
    const { out, err } = await runGraph([], { allNamespaces: true, output: 'svg' }, manyRoutes(2000, 1));
    assert.match(err, /Warning: too much for one picture: routes and rules are folded together/);
    assert.match(out, />2000 HTTPRoutes</);
    assert.match(out, />Gateway</);
  });

  test('rules are drawn with their route, then routes, then what is behind them by namespace; what was named stays', () => {
    const route = { group: GATEWAY_API, kind: 'HTTPRoute', namespace: 'a' };
    const nodes = ['r1', 'r2', 'r3'].flatMap((name) => [
      { ref: { ...route, name } },
      { ref: { ...route, name, section: 'rules[0]' } },
      { ref: { group: '', kind: 'Service', namespace: 'a', name } },
    ]);
    const boxes = (most: number, root = ''): readonly string[] => {
      const folding = chooseFolding(nodes, { most, sections: true, isRoot: (key) => key === root });
      return [...new Set(nodes.map(({ ref }) => foldNode(ref, folding).key))];
    };
    assert.equal(boxes(9).length, 9);
    assert.equal(boxes(8).length, 6);
    assert.deepEqual(boxes(5), [`${GATEWAY_API}/HTTPRoute/a/`, '/Service/a/r1', '/Service/a/r2', '/Service/a/r3']);
    assert.deepEqual(boxes(3), [`${GATEWAY_API}/HTTPRoute/a/`, '/Service/a/']);
    assert.deepEqual(boxes(3, '/Service/a/r2'), [`${GATEWAY_API}/HTTPRoute/a/`, '/Service/a/', '/Service/a/r2']);
  });

  test('get -o graph: DOT of objects, without their sections', async () => {
    const { out, code } = await runGet(['gateways'], { ...IN_SHOP, output: 'graph' }, SHOP);
    assert.equal(code, 0);
    labelsOf(out);
    assert.doesNotMatch(out, /label="(?:Listener|Rule|Port)\\n/);
    const gateway = /(\w+) \[id=\w+, label="Gateway\\nweb/.exec(out)?.[1] ?? '?';
    const route = /(\w+) \[id=\w+, label="HTTPRoute\\ncheckout/.exec(out)?.[1] ?? '?';
    assert.match(out, new RegExp(`${gateway} -> ${route} `));
  });
});

/** A picture of everything, line by line. */
async function drawLines(output: string, manifest: string): Promise<readonly string[]> {
  const { out } = await (output === 'get -o graph'
    ? runGet(['gateways,httproutes'], { allNamespaces: true, output: 'graph' }, manifest)
    : runGraph([], { allNamespaces: true, output }, manifest));
  return out.split('\n');
}

/** The lines of one text that another does not hold in the same order. */
function linesLost(before: readonly string[], after: readonly string[]): readonly string[] {
  const lost: string[] = [];
  let from = 0;
  for (const line of before) {
    const at = after.indexOf(line, from);
    if (at < 0) lost.push(line);
    else from = at + 1;
  }
  return lost;
}

function manyRoutes(count: number, rules: number): string {
  const items: object[] = [
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'web', namespace: 'a' },
      spec: { gatewayClassName: 'acme', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
    },
  ];
  for (let index = 0; index < count; index++) {
    items.push({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: `r${index}`, namespace: 'a' },
      spec: { parentRefs: [{ name: 'web' }], rules: Array.from({ length: rules }, () => ({})) },
    });
  }
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

describe('graph as data', () => {
  test('nodes, edges and gaps, by keys', async () => {
    const { out } = await runGraph(['httproute/checkout'], { ...IN_SHOP, output: 'json' }, SHOP);
    const document = JSON.parse(out);
    assert.equal(document.kind, 'Graph');
    assert.equal(document.apiVersion, 'gwctl.dev/v1alpha1');
    assert.deepEqual(document.roots, ['gateway.networking.k8s.io/HTTPRoute/shop/checkout']);
    assert.deepEqual(document.gaps, []);
    const keys = new Set(document.nodes.map((node: { key: string }) => node.key));
    for (const { from, to } of document.edges) assert.ok(keys.has(from) && keys.has(to));
    const route = document.nodes.find((node: { key: string }) => node.key === document.roots[0]);
    assert.equal(route.state, 'warning');
    assert.equal(route.reason, 'BackendNotFound');
    const refunds = document.nodes.find((node: { key: string }) => node.key === '/Service/shop/refunds');
    assert.deepEqual({ presence: refunds.presence, state: refunds.state }, { presence: 'missing', state: 'broken' });
    const pay = document.edges.find((edge: { to: string }) => edge.to === '/Service/shop/pay');
    assert.deepEqual(
      { relation: pay.relation, port: pay.port, weight: pay.weight, state: pay.state },
      { relation: 'backend', port: 8080, weight: 90, state: 'resolved' },
    );
  });

  test('nothing there is an empty document, and forbidden kinds are gaps', async () => {
    const empty = await runGraph([], { namespace: 'nowhere', output: 'json' }, SHOP);
    const document = JSON.parse(empty.out);
    assert.deepEqual([document.nodes, document.edges], [[], []]);
    const forbidden = await runGraph(['httproute/cart'], { ...IN_SHOP, output: 'json' }, SHOP, {
      kind: 'live',
      forbidden: ['services'],
    });
    const { gaps, nodes } = JSON.parse(forbidden.out);
    assert.ok(
      gaps.some((gap: { kind: string; reason: string }) => gap.kind === 'services' && gap.reason === 'forbidden'),
    );
    const cart = nodes.find((node: { key: string }) => node.key === '/Service/shop/cart');
    assert.equal(cart.presence, 'unknown');
  });

  test('no values of Secrets', async () => {
    const { out } = await runGraph(
      ['secret/web-tls'],
      { ...IN_SHOP, output: 'json' },
      SHOP.replace('tls.crt: ""', 'tls.crt: aHVzaA=='),
    );
    assert.doesNotMatch(out, /aHVzaA/);
  });
});
