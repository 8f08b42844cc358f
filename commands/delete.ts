import { defineCommand } from '../src/cli/define-command.ts';

/** `gwctl delete`: by name, selector or manifest. */
export const deleteCommand = defineCommand({
  name: 'delete',
  parameters: '(TYPE NAME… | TYPE/NAME… | TYPE -l SELECTOR | -f FILE | -k DIR)',
  summary: 'Delete objects by name, label selector or manifest',
  examples: [
    ['delete httproute cart -n shop', 'One route'],
    ['delete httproutes -l app=old --dry-run=server', 'Show what a selector would delete'],
  ],
  flags: {
    filename: {
      alias: 'f',
      type: 'string',
      array: true,
      describe: 'File, folder, URL or - with manifests; repeatable',
    },
    recursive: { alias: 'R', type: 'boolean', describe: 'Read folders in folders too' },
    kustomize: { alias: 'k', type: 'string', describe: 'Build this kustomization folder (by kubectl kustomize)' },
    selector: { alias: 'l', type: 'string', describe: 'Label selector: a=b, a!=b, a in (b,c), !a …' },
    'field-selector': { type: 'string', describe: 'Field selector: metadata.name=x …' },
    all: { type: 'boolean', describe: 'All objects of the type in the namespace' },
    'all-namespaces': { alias: 'A', type: 'boolean', describe: 'Objects of all namespaces' },
    'dry-run': { type: 'string', describe: 'none, client or server' },
    'ignore-not-found': { type: 'boolean', describe: 'Say nothing when an object does not exist' },
    wait: { type: 'boolean', describe: 'Wait until the objects are gone, finalizers included (default true)' },
    timeout: { type: 'string', describe: 'Wait no longer than 1s, 2m, 3h … (default 0: until they are gone)' },
    output: { alias: 'o', type: 'string', describe: 'name' },
  },
  completes: 'resources',
  outputs: ['name'],
  run: async (words, flags, io) => (await import('../src/app/delete.ts')).deleteObjects(words, flags, io),
});
