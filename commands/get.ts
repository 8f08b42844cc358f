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
  'ignore-not-found': { type: 'boolean', describe: 'Do not fail when a named object does not exist' },
  'chunk-size': chunkSize,
  'no-headers': { type: 'boolean', describe: 'Do not print the header line' },
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
    describe: 'Sort by a JSONPath expression: .metadata.creationTimestamp …',
  },
  'show-kind': { type: 'boolean', describe: 'Prefix names with their kind' },
  'show-managed-fields': { type: 'boolean', describe: 'Keep managedFields in JSON and YAML output' },
  for: {
    type: 'string',
    completes: 'object',
    describe: 'Only objects related to [NAMESPACE/]TYPE/NAME, in any namespace',
  },
  subresource: { type: 'string', completes: ['status', 'scale'], describe: 'Read a subresource: status, scale …' },
  watch: { alias: 'w', type: 'boolean', describe: 'After listing the objects, watch for changes until Ctrl-C' },
  'watch-only': { type: 'boolean', describe: 'Watch for changes without listing the objects first' },
  'output-watch-events': {
    type: 'boolean',
    describe: 'With a watch, show for each object whether it was ADDED, MODIFIED or DELETED',
  },
  template: {
    type: 'string',
    completes: 'files',
    describe: 'Template for -o jsonpath or custom-columns, or the file that holds it',
  },
} as const satisfies FlagTable;

/** What `get` is asked. */
export type GetFlags = GlobalFlags & FlagsOf<typeof flags>;

/** `gwctl get`: lists of any type, with kubectl's flags. */
export const get = defineCommand({
  name: 'get',
  parameters: 'TYPE[,TYPE…] [NAME… | -l SELECTOR] | TYPE/NAME…',
  summary: 'List objects: Gateways, routes, policies and any other type',
  examples: [
    ['get gateways -A', 'Gateways in all namespaces'],
    ['get routes -n shop -o wide', 'Routes of every kind in a namespace'],
    ['get httproute/cart -o yaml', 'One route as YAML'],
    ['get gateways,routes -w', 'Gateways and routes, then every change'],
    ['get routes --for gateway/shop', 'Routes that attach to a Gateway, or try to'],
    ['get policies --from ./manifests', 'Policies in files, without a cluster'],
  ],
  flags,
  completes: 'resources',
  run: async (words, given, io) => (await import('../src/app/get.ts')).get(words, given, io),
});
