import { defineCommand } from '../src/cli/define-command.ts';

/** `gwctl get`: lists of any type, with kubectl's flags. */
export const get = defineCommand({
  name: 'get',
  parameters: 'TYPE[,TYPE…] [NAME… | -l SELECTOR] | TYPE/NAME…',
  summary: 'List objects: Gateways, routes, policies and any other type',
  examples: [
    ['get gateways -A', 'Gateways of all namespaces'],
    ['get routes -n shop -o wide', 'Routes of every kind in a namespace'],
    ['get httproute/cart -o yaml', 'One route as YAML'],
    ['get policies --from ./manifests', 'Policies among files, without a cluster'],
  ],
  flags: {
    output: {
      alias: 'o',
      type: 'string',
      describe: 'wide, json, yaml, kyaml, name, jsonpath=…, custom-columns=… and their -file forms',
    },
    'all-namespaces': { alias: 'A', type: 'boolean', describe: 'Objects of all namespaces' },
    selector: { alias: 'l', type: 'string', describe: 'Label selector: a=b, a!=b, a in (b,c), !a …' },
    'field-selector': { type: 'string', describe: 'Field selector: metadata.name=x …' },
    'ignore-not-found': { type: 'boolean', describe: 'Say nothing when a named object does not exist' },
    'chunk-size': { type: 'number', describe: 'Objects a page of a long list; 0 asks for all at once (default 500)' },
    'no-headers': { type: 'boolean', describe: 'Leave out the header line' },
    'show-labels': { type: 'boolean', describe: 'Show all labels as the last column' },
    'label-columns': { alias: 'L', type: 'string', array: true, describe: 'Show these labels as columns' },
    'sort-by': { type: 'string', describe: 'Sort by a JSONPath: .metadata.creationTimestamp' },
    'show-kind': { type: 'boolean', describe: 'Show names with their kind' },
    'show-managed-fields': { type: 'boolean', describe: 'Keep managedFields in json and yaml' },
    subresource: { type: 'string', describe: 'Read a subresource: status, scale …' },
    template: { type: 'string', describe: 'Template of -o jsonpath or custom-columns, or its file' },
  },
  completes: 'resources',
  outputs: [
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
  ],
  run: async (words, flags, io) => (await import('../src/app/get.ts')).get(words, flags, io),
});
