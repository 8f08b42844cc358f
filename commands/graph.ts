import { defineCommand } from '../src/cli/define-command.ts';
import type { FlagsOf, FlagTable } from '../src/cli/flag.ts';
import type { GlobalFlags } from '../src/cli/global-flags.ts';
import { allNamespaces, selector, watch } from '../src/cli/shared-flags.ts';

const flags = {
  output: {
    alias: 'o',
    type: 'string',
    completes: ['tree', 'dot', 'mermaid', 'svg', 'html', 'json'],
    describe: 'tree, dot, mermaid, svg, html or json (default tree)',
  },
  'all-namespaces': allNamespaces,
  selector,
  depth: {
    type: 'number',
    completes: 'none',
    describe: 'How many steps to follow from the requested objects (default: all)',
  },
  up: { type: 'boolean', describe: 'Only what leads to the objects: routes, Gateways, classes' },
  down: { type: 'boolean', describe: 'Only what the objects lead to: routes, backends' },
  kinds: {
    type: 'string',
    array: true,
    completes: 'drawnTypes',
    describe: 'Draw only these types: gateways,routes,services …',
  },
  'only-broken': { type: 'boolean', describe: 'Only what is broken, and the path to it' },
  policies: { type: 'boolean', describe: 'Draw policies (default true)' },
  endpoints: { type: 'boolean', describe: 'Also draw EndpointSlices and Pods (default: only if they are named)' },
  watch,
} as const satisfies FlagTable;

/** What `graph` is asked. */
export type GraphFlags = GlobalFlags & FlagsOf<typeof flags>;

/** `gwctl graph`: how objects connect, as a tree, a picture or data. */
export const graph = defineCommand({
  name: 'graph',
  alias: 'tree',
  parameters: '[TYPE [NAME… | -l SELECTOR] | TYPE/NAME…]',
  summary: 'Show how resources connect, and why something does not attach',
  examples: [
    ['graph -n shop', 'The Gateways and routes in a namespace as a tree'],
    ['graph service/cart --up', 'Everything that leads to a Service'],
    ['graph -A --only-broken', 'Everything that is broken, and the path to it'],
    ['graph gateway/web -o html > web.html', 'An interactive page that works offline'],
  ],
  flags,
  completes: 'resources',
  run: async (words, given, io) => (await import('../src/app/graph.ts')).graph(words, given, io),
});
