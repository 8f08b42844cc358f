import { defineCommand } from '../src/cli/define-command.ts';
import type { FlagsOf, FlagTable } from '../src/cli/flag.ts';
import type { GlobalFlags } from '../src/cli/global-flags.ts';
import { allNamespaces, chunkSize, fieldSelector, selector } from '../src/cli/shared-flags.ts';

const flags = {
  output: {
    alias: 'o',
    type: 'string',
    completes: [
      'wide',
      'json',
      'yaml',
      'kyaml',
      'name',
      'jsonpath=',
      'jsonpath-as-json=',
      'jsonpath-file=',
      'custom-columns=',
      'custom-columns-file=',
      'graph',
    ],
    describe: 'wide, json, yaml, kyaml, name, jsonpath=…, custom-columns=… and their -file forms, graph (DOT)',
  },
  'all-namespaces': allNamespaces,
  selector,
  'field-selector': fieldSelector,
  'ignore-not-found': { type: 'boolean', describe: 'Say nothing when a named object does not exist' },
  'chunk-size': chunkSize,
  'no-headers': { type: 'boolean', describe: 'Leave out the header line' },
  'show-labels': { type: 'boolean', describe: 'Show all labels as the last column' },
  'label-columns': {
    alias: 'L',
    type: 'string',
    array: true,
    completes: 'labelKeys',
    describe: 'Show these labels as columns',
  },
  'sort-by': {
    type: 'string',
    completes: ['.metadata.name', '.metadata.namespace', '.metadata.creationTimestamp'],
    describe: 'Sort by a JSONPath: .metadata.creationTimestamp',
  },
  'show-kind': { type: 'boolean', describe: 'Show names with their kind' },
  'show-managed-fields': { type: 'boolean', describe: 'Keep managedFields in json and yaml' },
  for: {
    type: 'string',
    completes: 'object',
    describe: 'Only what is related to [NAMESPACE/]TYPE/NAME, anywhere',
  },
  subresource: { type: 'string', completes: ['status', 'scale'], describe: 'Read a subresource: status, scale …' },
  watch: { alias: 'w', type: 'boolean', describe: 'Go on with what changes, until Ctrl-C' },
  'watch-only': { type: 'boolean', describe: 'Only what changes, without what is there' },
  'output-watch-events': { type: 'boolean', describe: 'With a watch: say ADDED, MODIFIED or DELETED of each object' },
  template: { type: 'string', completes: 'files', describe: 'Template of -o jsonpath or custom-columns, or its file' },
} as const satisfies FlagTable;

/** What `get` is asked. */
export type GetFlags = GlobalFlags & FlagsOf<typeof flags>;

/** `gwctl get`: lists of any type, with kubectl's flags. */
export const get = defineCommand({
  name: 'get',
  parameters: 'TYPE[,TYPE…] [NAME… | -l SELECTOR] | TYPE/NAME…',
  summary: 'List objects: Gateways, routes, policies and any other type',
  examples: [
    ['get gateways -A', 'Gateways of all namespaces'],
    ['get routes -n shop -o wide', 'Routes of every kind in a namespace'],
    ['get httproute/cart -o yaml', 'One route as YAML'],
    ['get gateways,routes -w', 'Gateways and routes, then every change'],
    ['get routes --for gateway/shop', 'Routes that attach to a Gateway, or ask to'],
    ['get policies --from ./manifests', 'Policies among files, without a cluster'],
  ],
  flags,
  completes: 'resources',
  run: async (words, given, io) => (await import('../src/app/get.ts')).get(words, given, io),
});
