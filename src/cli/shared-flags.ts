import type { Flag, FlagsOf, FlagTable } from './flag.ts';

/** Objects of every namespace in place of one. */
export const allNamespaces = {
  alias: 'A',
  type: 'boolean',
  describe: 'Objects in all namespaces',
} as const satisfies Flag;

/** Objects with these labels. */
export const selector = {
  alias: 'l',
  type: 'string',
  completes: 'labelSelector',
  describe: 'Label selector: a=b, a!=b, a in (b,c), !a …',
} as const satisfies Flag;

/** Objects with these fields. */
export const fieldSelector = {
  type: 'string',
  completes: ['metadata.name=', 'metadata.namespace='],
  describe: 'Field selector: metadata.name=x …',
} as const satisfies Flag;

/** An answer that is given again when it changes. */
export const watch = {
  alias: 'w',
  type: 'boolean',
  describe: 'Show the answer again whenever something changes, until Ctrl-C',
} as const satisfies Flag;

/** How long lists are asked for. */
export const chunkSize = {
  type: 'number',
  completes: 'none',
  describe: 'Objects per page of a long list; 0 requests all at once (default 500)',
} as const satisfies Flag;

/** A change that is not made. */
export const dryRun = {
  type: 'string',
  completes: ['none', 'client', 'server'],
  describe: 'none, client or server',
} as const satisfies Flag;

/** The name of what was changed, in place of a sentence. */
export const nameOutput = { alias: 'o', type: 'string', completes: ['name'], describe: 'name' } as const satisfies Flag;

/** The flags that name manifests to act on, as kubectl has them. */
export const manifestFlags = {
  filename: {
    alias: 'f',
    type: 'string',
    array: true,
    completes: 'files',
    describe: 'File, directory, URL or - with manifests; repeatable',
  },
  recursive: { alias: 'R', type: 'boolean', describe: 'Also read subdirectories' },
  kustomize: {
    alias: 'k',
    type: 'string',
    completes: 'files',
    describe: 'Process this kustomization directory with kubectl kustomize',
  },
} as const satisfies FlagTable;

/** Their values. */
export type ManifestFlags = FlagsOf<typeof manifestFlags>;

/** The controller's answer in place of the specification's. */
export const asImplemented = {
  type: 'boolean',
  describe: "Answer as the Gateway's controller is known to, where it differs from the specification",
} as const satisfies Flag;

/** The flags of what sends requests for real. */
export const sendFlags = {
  send: { type: 'boolean', describe: 'Also send the request, and compare the answer with the prediction' },
  address: {
    type: 'string',
    completes: 'none',
    describe: 'With --send: HOST[:PORT] to send to, instead of the address of the Gateway',
  },
  insecure: { type: 'boolean', describe: 'With --send: do not verify the certificate' },
  cacert: { type: 'string', completes: 'files', describe: 'With --send: file with the certificates to trust' },
  'max-time': {
    type: 'string',
    completes: 'none',
    describe: 'With --send: how long to wait for an answer (default 10s)',
  },
} as const satisfies FlagTable;

/** Their values. */
export type SendFlags = FlagsOf<typeof sendFlags>;
