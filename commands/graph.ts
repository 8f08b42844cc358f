import { defineCommand } from '../src/cli/define-command.ts';

/** `gwctl graph`: how objects hang together, as a tree, a picture or data. */
export const graph = defineCommand({
  name: 'graph',
  parameters: '[TYPE [NAME… | -l SELECTOR] | TYPE/NAME…]',
  summary: 'Show how objects hang together, and why something does not attach',
  examples: [
    ['graph -n shop', 'The Gateways and routes of a namespace as a tree'],
    ['graph service/cart --up', 'The ways that lead to a Service'],
    ['graph -A --only-broken', 'Everything that is broken, with the way to it'],
    ['graph gateway/web -o html > web.html', 'A page to search and click through, without a network'],
  ],
  flags: {
    output: { alias: 'o', type: 'string', describe: 'tree, dot, mermaid, svg, html or json (default tree)' },
    'all-namespaces': { alias: 'A', type: 'boolean', describe: 'Objects of all namespaces' },
    selector: { alias: 'l', type: 'string', describe: 'Label selector: a=b, a!=b, a in (b,c), !a …' },
    depth: { type: 'number', describe: 'How many objects away from what is asked for (default: all)' },
    up: { type: 'boolean', describe: 'Only what leads to it: routes, Gateways, classes' },
    down: { type: 'boolean', describe: 'Only what it leads to: routes, backends' },
    kinds: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Draw only these types: gateways,routes,services …',
    },
    'only-broken': { type: 'boolean', describe: 'Only what is broken, with the way to it' },
    policies: { type: 'boolean', describe: 'Draw policies (default true)' },
    endpoints: { type: 'boolean', describe: 'Draw EndpointSlices and Pods too (default: where they are named)' },
  },
  completes: 'resources',
  outputs: ['tree', 'dot', 'mermaid', 'svg', 'html', 'json'],
  run: async (words, flags, io) => (await import('../src/app/graph.ts')).graph(words, flags, io),
});
