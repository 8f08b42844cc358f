import type { Options } from 'yargs';

/**
 * The flags that every verb takes: kubectl's configuration flags (a plugin gets none of them from kubectl, so it defines
 * them all), where the objects come from, and how the terminal is used.
 */
export const globalFlags = {
  from: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Read objects from FILE, DIR or - (standard input) in place of a cluster; repeatable',
  },
  'policy-catalogue': {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Learn policy kinds from FILE (and from gwctl/policy-catalogue in the configuration folder); repeatable',
  },
  namespace: { alias: 'n', type: 'string', describe: 'Namespace of the request' },
  kubeconfig: { type: 'string', describe: 'Path to the kubeconfig file' },
  context: { type: 'string', describe: 'Name of the kubeconfig context' },
  cluster: { type: 'string', describe: 'Name of the kubeconfig cluster' },
  user: { type: 'string', describe: 'Name of the kubeconfig user' },
  server: { alias: 's', type: 'string', describe: 'Address and port of the API server' },
  token: { type: 'string', describe: 'Bearer token' },
  as: { type: 'string', describe: 'User to impersonate' },
  'as-group': { type: 'string', array: true, describe: 'Group to impersonate; repeatable' },
  'as-uid': { type: 'string', describe: 'UID to impersonate' },
  'as-user-extra': { type: 'string', array: true, describe: 'Extra KEY=VALUE to impersonate; repeatable' },
  'certificate-authority': { type: 'string', describe: 'Path to the CA certificate of the API server' },
  'client-certificate': { type: 'string', describe: 'Path to a client certificate' },
  'client-key': { type: 'string', describe: 'Path to the key of the client certificate' },
  'insecure-skip-tls-verify': { type: 'boolean', describe: 'Do not check the certificate of the API server' },
  'tls-server-name': { type: 'string', describe: 'Name to expect in the certificate of the API server' },
  'request-timeout': { type: 'string', describe: 'Give up on a request after 1s, 2m, 3h …; 0 never' },
  'cache-dir': { type: 'string', describe: 'Folder of the discovery cache' },
  'disable-compression': { type: 'boolean', describe: 'Ask the API server for uncompressed answers' },
  username: { type: 'string', describe: 'User name for basic authentication' },
  password: { type: 'string', describe: 'Password for basic authentication' },
  color: {
    type: 'string',
    choices: ['auto', 'always', 'never'],
    describe: 'Colour: auto, always or never',
  },
  v: { type: 'number', describe: 'Verbosity; 6 and above log each request on stderr' },
  help: { alias: 'h', type: 'boolean', describe: 'Show help' },
} as const satisfies Readonly<Record<string, Options>>;
