/**
 * Which room of the program may import which at run time, and which packages: imports point downwards only. Every room
 * may use `model`, and all that show something may use `text`.
 */
export const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  bin: ['src/main.ts'],
  commands: ['app', 'cli'],
  'src/main.ts': ['commands', 'cli', 'app', 'yargs'],
  cli: ['text'],
  app: [
    'cli',
    'answers',
    'world',
    'source',
    'analysis',
    'policy',
    'routing',
    'graph',
    'gateway-api',
    'view',
    'print',
    'text',
    'package.json',
    'yaml',
  ],
  answers: ['world', 'view', 'analysis', 'policy', 'graph', 'gateway-api'],
  analysis: ['routing', 'policy', 'graph', 'gateway-api'],
  world: ['policy', 'gateway-api'],
  routing: ['graph', 'gateway-api'],
  policy: ['graph', 'gateway-api'],
  graph: ['gateway-api'],
  'gateway-api': [],
  source: ['gateway-api', 'text', '@kubernetes/client-node', 'js-yaml', 'yaml'],
  view: ['analysis', 'graph', 'policy', 'routing', 'gateway-api', 'text'],
  print: ['view', 'text', 'cli-table3', 'kleur', 'yaml', '@viz-js/viz'],
  model: [],
  text: [],
};
