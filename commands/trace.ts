import { defineCommand } from '../src/cli/define-command.ts';
import type { FlagsOf, FlagTable } from '../src/cli/flag.ts';
import type { GlobalFlags } from '../src/cli/global-flags.ts';
import { asImplemented, sendFlags } from '../src/cli/shared-flags.ts';

const flags = {
  request: {
    alias: 'X',
    type: 'string',
    completes: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    describe: 'Method of the request (default GET)',
  },
  header: {
    alias: 'H',
    type: 'string',
    array: true,
    completes: 'none',
    describe: "Header of the request, as 'Name: value'; repeatable",
  },
  sni: {
    type: 'string',
    completes: 'none',
    describe: 'Server name of the TLS handshake (default the host of the URL)',
  },
  grpc: { type: 'string', completes: 'none', describe: 'A gRPC call, as SERVICE/METHOD' },
  gateway: { type: 'string', completes: 'none', describe: 'Only this Gateway, as [NAMESPACE/]NAME' },
  port: { type: 'number', completes: 'none', describe: 'Port that the request arrives at' },
  protocol: {
    type: 'string',
    completes: ['HTTP', 'HTTPS', 'GRPC', 'TLS', 'TCP', 'UDP'],
    describe: 'HTTP, HTTPS, GRPC, TLS, TCP or UDP',
  },
  resolve: {
    type: 'string',
    array: true,
    completes: 'none',
    describe: 'Connect to ADDRESS for HOST:PORT, as HOST:PORT:ADDRESS (like curl); repeatable',
  },
  mesh: {
    type: 'string',
    completes: 'none',
    describe: 'Service in a mesh that is called, as [NAMESPACE/]SERVICE[:PORT]',
  },
  'client-namespace': { type: 'string', completes: 'namespaces', describe: 'Namespace of the client in a mesh' },
  requests: { type: 'string', completes: 'files', describe: 'File (or -) with a list of requests, instead of one' },
  all: { type: 'boolean', describe: 'Show every candidate, not only the nearest' },
  'as-implemented': asImplemented,
  ...sendFlags,
  data: {
    alias: 'd',
    type: 'string',
    array: true,
    completes: 'none',
    describe: 'With --send: body of the request, sent as it is; repeatable, joined by &',
  },
  output: { alias: 'o', type: 'string', completes: ['json', 'yaml'], describe: 'json or yaml' },
} as const satisfies FlagTable;

/** What `trace` is asked. */
export type TraceFlags = GlobalFlags & FlagsOf<typeof flags>;

/** `gwctl trace`: where a request goes, and why. */
export const trace = defineCommand({
  name: 'trace',
  parameters: 'URL | curl ARGUMENT… | --requests FILE',
  summary: 'Show where a request goes, and why',
  examples: [
    ["trace https://shop.example.com/cart -H 'x-beta: 1'", 'The path of one request, and why nothing else answers'],
    ['trace curl -X POST https://shop.example.com/pay', 'A curl command, pasted as it is'],
    ['trace --grpc shop.Cart/Add https://shop.example.com --gateway infra/web', 'A gRPC call to one Gateway'],
    ['trace --mesh shop/cart:8080 --client-namespace web /items', 'A call between Services of a mesh'],
    ['trace --requests requests.json --from ./manifests -o json', 'Many requests, as a document for scripts'],
  ],
  flags,
  translate: async (argv, table) =>
    argv.includes('curl') ? (await import('../src/cli/curl-line.ts')).translateCurl(argv, table) : argv,
  run: async (words, given, io) => (await import('../src/app/trace.ts')).trace(words, given, io),
});
