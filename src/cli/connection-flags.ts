import type { FlagsOf, FlagTable } from './flag.ts';

/** kubectl's flags that say which cluster is meant and with whose rights. */
export const connectionFlags = {
  namespace: { alias: 'n', type: 'string', completes: 'namespaces', describe: 'Namespace for this request' },
  kubeconfig: { type: 'string', completes: 'files', describe: 'Path to the kubeconfig file' },
  context: { type: 'string', completes: 'contexts', describe: 'Name of the kubeconfig context' },
  cluster: { type: 'string', completes: 'clusters', describe: 'Name of the kubeconfig cluster' },
  user: { type: 'string', completes: 'users', describe: 'Name of the kubeconfig user' },
  server: { alias: 's', type: 'string', completes: 'none', describe: 'Address and port of the API server' },
  token: { type: 'string', completes: 'none', describe: 'Bearer token' },
  as: { type: 'string', completes: 'none', describe: 'User to impersonate' },
  'as-group': { type: 'string', array: true, completes: 'none', describe: 'Group to impersonate; repeatable' },
  'as-uid': { type: 'string', completes: 'none', describe: 'UID to impersonate' },
  'as-user-extra': {
    type: 'string',
    array: true,
    completes: 'none',
    describe: 'Extra KEY=VALUE to impersonate; repeatable',
  },
  'certificate-authority': {
    type: 'string',
    completes: 'files',
    describe: 'Path to the CA certificate of the API server',
  },
  'client-certificate': { type: 'string', completes: 'files', describe: 'Path to a client certificate' },
  'client-key': { type: 'string', completes: 'files', describe: 'Path to the key of the client certificate' },
  'insecure-skip-tls-verify': { type: 'boolean', describe: 'Do not verify the certificate of the API server' },
  'tls-server-name': {
    type: 'string',
    completes: 'none',
    describe: 'Name to expect in the certificate of the API server',
  },
  'request-timeout': {
    type: 'string',
    completes: 'none',
    describe: 'Give up on a request after 1s, 2m, 3h …; 0 means never',
  },
  'cache-dir': { type: 'string', completes: 'files', describe: 'Directory of the discovery cache' },
  'disable-compression': { type: 'boolean', describe: 'Ask the API server for uncompressed responses' },
  username: { type: 'string', completes: 'none', describe: 'User name for basic authentication' },
  password: { type: 'string', completes: 'none', describe: 'Password for basic authentication' },
} as const satisfies FlagTable;

/** Their values. */
export type ConnectionFlags = FlagsOf<typeof connectionFlags>;
