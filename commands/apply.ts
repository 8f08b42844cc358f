import { defineCommand } from '../src/cli/define-command.ts';

/** `gwctl apply`: server-side apply of manifests. */
export const apply = defineCommand({
  name: 'apply',
  parameters: '(-f FILE | -k DIR)',
  summary: 'Apply manifests to the cluster, on the server side',
  examples: [
    ['apply -f shop.yaml', 'Create or change what the file holds'],
    ['apply -f ./manifests -R --dry-run=server', 'Let the server check a folder and keep nothing'],
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
    selector: { alias: 'l', type: 'string', describe: 'Only objects with these labels' },
    'dry-run': { type: 'string', describe: 'none, client or server' },
    'force-conflicts': { type: 'boolean', describe: 'Take fields over that other managers own' },
    'field-manager': { type: 'string', describe: 'Name that owns the applied fields (default gwctl)' },
    output: { alias: 'o', type: 'string', describe: 'name' },
  },
  outputs: ['name'],
  run: async (words, flags, io) => (await import('../src/app/apply.ts')).apply(words, flags, io),
});
