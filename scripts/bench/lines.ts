import type { Subject } from './measure.ts';
import { BUSY_GATEWAY, INFRA, gatewayOfRoute, nameOfRoute, namespaceOfRoute, serviceOfRoute } from './world.ts';
import type { WorldSize } from './world.ts';
import type { RouteFiles } from './write-files.ts';

/** What a budget may limit. */
export type Figure = 'wall' | 'cpu' | 'memory' | 'heap' | 'requests' | 'eventLists';

/** A limit on the median of one figure of gwctl: of its own, or beside another program of the same line. */
export type Budget = { readonly figure: Figure } & (
  | { readonly most: number; readonly why?: string }
  | { readonly most: number; readonly above: string }
  | { readonly times: number; readonly of: string }
);

/** One question, put to gwctl and to whoever else can answer it. */
export interface Line {
  /** For `--only`, and the anchor of its explanation in docs/benchmarks.md. */
  readonly name: string;
  readonly rounds: number;
  /** What is judged; the first of the subjects. */
  readonly subject: Subject;
  readonly beside: readonly Subject[];
  readonly budgets: readonly Budget[];
}

/** The programs, and what they are asked about. */
export interface Setting {
  readonly size: WorldSize;
  /** The command line that starts the program under test. */
  readonly gwctl: readonly string[];
  /** The single executable of the same program; undefined where none is made for this machine. */
  readonly binary: string | undefined;
  /** A Node program that does nothing. */
  readonly node: readonly string[];
  /** The script that measures the engine within one process. */
  readonly engine: readonly string[];
  /** Undefined where there is no test cluster: lines that need it are left out. */
  readonly kubectl: string | undefined;
  /** The Go gwctl, where `GO_GWCTL` names it. */
  readonly goGwctl: string | undefined;
  readonly files: RouteFiles;
}

const ROUTES_PATH = '/apis/gateway.networking.k8s.io/v1/httproutes';
const RAW = 'kubectl get --raw';
const NODE = 'node';
const GO = 'Go gwctl';

/** All lines with their budgets. Lines about a live cluster are there only with kubectl. */
export function makeLines(setting: Setting): readonly Line[] {
  return [
    ...startLines(setting),
    ...liveLines(setting),
    ...binaryLines(setting),
    ...fileLines(setting),
    ...engineLines(setting),
  ];
}

function startLines(setting: Setting): readonly Line[] {
  return [
    {
      name: 'help',
      rounds: 15,
      subject: gwctl(setting, '--help'),
      beside: [bare(setting), ...others(setting, '--help', '--help')],
      budgets: [{ figure: 'cpu', times: 3, of: NODE }],
    },
  ];
}

function liveLines(setting: Setting): readonly Line[] {
  const { size, kubectl } = setting;
  if (kubectl === undefined) return [];
  const chosen = Math.min(4242, size.routes - 1);
  const route = `${nameOfRoute(chosen)} -n ${namespaceOfRoute(chosen, size)}`;
  const service = serviceOfRoute(chosen, size);
  const raw: Subject = { name: RAW, argv: [kubectl, 'get', '--raw', ROUTES_PATH] };
  const same = (words: string): readonly Subject[] => others(setting, words, words);
  const pages = pagesOf(size.routes);
  // That of the API server itself is one more.
  const servicePages = pagesOf(size.services + 1);
  const inNamespace = `-n ${namespaceOfRoute(chosen, size)}`;
  return [
    {
      name: 'get-gateways',
      rounds: 15,
      subject: gwctl(setting, `get gateways ${gatewayOfRoute(1, size)} -n ${INFRA}`),
      beside: [bare(setting), ...same(`get gateways ${gatewayOfRoute(1, size)} -n ${INFRA}`)],
      budgets: [
        { figure: 'cpu', times: 4, of: NODE },
        { figure: 'requests', most: 1 },
      ],
    },
    {
      name: 'get-gateways-list',
      rounds: 9,
      subject: gwctl(setting, 'get gateways'),
      beside: [bare(setting), ...same('get gateways')],
      budgets: [
        { figure: 'cpu', times: 4, of: NODE },
        { figure: 'requests', most: 1 },
      ],
    },
    {
      name: 'get-routes',
      rounds: 5,
      subject: gwctl(setting, 'get httproutes -A'),
      beside: [raw, ...same('get httproutes -A')],
      budgets: [
        { figure: 'cpu', times: 10, of: RAW },
        { figure: 'cpu', times: 0.2, of: GO },
        { figure: 'wall', times: 1.3, of: RAW },
        { figure: 'memory', most: 250 },
        // The list, and the classes.
        { figure: 'requests', most: pages + 1 },
      ],
    },
    {
      name: 'get-routes-wide',
      rounds: 3,
      subject: gwctl(setting, 'get httproutes -A -o wide'),
      beside: [raw, ...same('get httproutes -A -o wide')],
      budgets: [
        { figure: 'cpu', times: 13, of: RAW },
        { figure: 'cpu', times: 0.07, of: GO },
        { figure: 'memory', most: 500 },
        { figure: 'requests', most: pages + 5 },
      ],
    },
    {
      name: 'watch-routes',
      rounds: 5,
      subject: {
        ...gwctl(setting, 'get httproutes -A --watch'),
        untilLine: size.routes + 1,
      },
      beside: [{ ...gwctl(setting, 'get httproutes -A'), name: 'gwctl get' }],
      // The first table as fast as get: beyond it only what two runs of the same differ by.
      budgets: [{ figure: 'wall', times: 1.15, of: 'gwctl get' }],
    },
    {
      name: 'describe-route',
      rounds: 9,
      subject: gwctl(setting, `describe httproute ${route}`),
      beside: [bare(setting), ...same(`describe httproute ${route}`)],
      budgets: [
        { figure: 'cpu', times: 9, of: NODE },
        { figure: 'cpu', times: 0.04, of: GO },
        { figure: 'requests', most: 12 },
      ],
    },
    {
      name: 'trace',
      rounds: 5,
      subject: gwctl(
        setting,
        `trace http://app-${chosen}.example.com/cart --gateway ${INFRA}/${gatewayOfRoute(chosen, size)}`,
      ),
      beside: [raw],
      budgets: [
        { figure: 'cpu', times: 6, of: RAW },
        { figure: 'requests', most: pages + 30 },
      ],
    },
    {
      name: 'describe-gateway',
      rounds: 5,
      subject: gwctl(setting, `describe gateway ${BUSY_GATEWAY} -n ${INFRA}`),
      beside: [raw, ...same(`describe gateway ${BUSY_GATEWAY} -n ${INFRA}`)],
      budgets: [
        { figure: 'cpu', times: 14, of: RAW },
        { figure: 'cpu', times: 0.12, of: GO },
        { figure: 'requests', most: pages + servicePages + 15 },
      ],
    },
    {
      name: 'graph-service',
      rounds: 5,
      subject: gwctl(setting, `graph service/${service} ${inNamespace}`),
      beside: same(`describe service ${service} ${inNamespace}`),
      budgets: [{ figure: 'requests', most: pages + 20 }],
    },
    {
      name: 'effective-services',
      rounds: 5,
      subject: gwctl(setting, `effective services ${inNamespace}`),
      beside: [],
      budgets: [{ figure: 'requests', most: pages + servicePages + 20 }],
    },
    {
      name: 'status-all',
      rounds: 2,
      subject: gwctl(setting, 'status -A'),
      beside: [],
      budgets: [{ figure: 'requests', most: pages + servicePages + 30 }],
    },
    {
      name: 'describe-routes',
      rounds: 2,
      subject: gwctl(setting, 'describe httproutes -A'),
      beside: [raw],
      budgets: [
        { figure: 'cpu', times: 75, of: RAW },
        { figure: 'memory', most: 500 },
        { figure: 'eventLists', most: 1 },
        { figure: 'requests', most: pages + servicePages + 30 },
      ],
    },
  ];
}

/** The requests that a list takes, by kubectl's chunks. */
function pagesOf(objects: number): number {
  return Math.ceil(objects / 500);
}

/** Megabytes of 1,000,000 bytes that YAML is to be read at, in a second, end to end. */
const FILES_RATE = 5;

function fileLines(setting: Setting): readonly Line[] {
  return (['documents', 'list'] as const).map((shape) => {
    const { path, bytes } = setting.files[shape];
    const megabytes = bytes / 1_000_000;
    return {
      name: `files-${shape}`,
      rounds: 3,
      subject: gwctl(setting, `get httproutes -A --from ${path}`),
      beside: [],
      budgets: [
        {
          figure: 'wall',
          most: Math.round((megabytes / FILES_RATE) * 1000),
          why: `${megabytes.toFixed(1)} MB at ${FILES_RATE} MB/s`,
        },
        { figure: 'memory', most: 250 },
      ],
    };
  });
}

function engineLines(setting: Setting): readonly Line[] {
  const { routes } = setting.size;
  const engine = (name: string, part: string, count: number): Subject => ({
    name,
    argv: [...setting.engine, part, String(count)],
    reports: true,
  });
  // A world of 32,000 routes has 50,000 objects, one of 640 has 1,000.
  const large = Math.round(routes * 3.2);
  const small = Math.round(routes * 0.064);
  const growth = large / routes;
  return [
    {
      name: 'graph',
      rounds: 5,
      subject: engine('gwctl engine', 'graph', routes),
      beside: [engine(`${small} routes`, 'graph', small)],
      budgets: [
        { figure: 'cpu', most: 1500 },
        { figure: 'heap', most: 600 },
      ],
    },
    {
      name: 'graph-growth',
      rounds: 3,
      subject: engine(`${large} routes`, 'graph', large),
      beside: [engine(`${routes} routes`, 'graph', routes)],
      budgets: [
        // Linear: what grows like n log n would still hold, what grows like n * n would be far above.
        { figure: 'cpu', times: Number((growth * 1.3).toFixed(2)), of: `${routes} routes` },
        { figure: 'heap', most: 600 },
      ],
    },
    {
      name: 'effective',
      rounds: 5,
      subject: engine('gwctl engine', 'effective', routes),
      beside: [engine(`${small} routes`, 'effective', small)],
      budgets: [{ figure: 'cpu', most: 2000 }],
    },
    {
      name: 'effective-growth',
      rounds: 3,
      subject: engine(`${large} routes`, 'effective', large),
      beside: [engine(`${routes} routes`, 'effective', routes)],
      budgets: [{ figure: 'cpu', times: Number((growth * 1.3).toFixed(2)), of: `${routes} routes` }],
    },
    {
      name: 'analyze',
      rounds: 3,
      subject: engine('gwctl engine', 'analyze', routes),
      beside: [engine('graph', 'graph', routes)],
      budgets: [
        { figure: 'cpu', most: 5000 },
        { figure: 'heap', times: 1.5, of: 'graph' },
      ],
    },
    {
      name: 'analyze-departures',
      rounds: 3,
      subject: engine('gwctl engine', 'departures', routes),
      beside: [engine('graph', 'graph', routes)],
      budgets: [
        { figure: 'cpu', most: 7000 },
        { figure: 'heap', times: 1.5, of: 'graph' },
      ],
    },
    {
      name: 'analyze-growth',
      rounds: 3,
      subject: engine(`${large} routes`, 'analyze', large),
      beside: [engine(`${routes} routes`, 'analyze', routes)],
      budgets: [{ figure: 'cpu', times: Number((growth * 1.3).toFixed(2)), of: `${routes} routes` }],
    },
    {
      name: 'table',
      rounds: 5,
      subject: engine('gwctl engine', 'table', routes),
      beside: [],
      budgets: [{ figure: 'cpu', most: 500 }],
    },
    {
      name: 'table-growth',
      rounds: 3,
      subject: engine(`${routes * 4} rules`, 'table', routes * 4),
      beside: [engine(`${routes} rules`, 'table', routes)],
      budgets: [{ figure: 'cpu', times: 5.2, of: `${routes} rules` }],
    },
    {
      name: 'lookup',
      rounds: 5,
      subject: engine('gwctl engine', 'lookup', routes),
      beside: [],
      budgets: [{ figure: 'cpu', most: 1000, why: '100,000 requests a second' }],
    },
  ];
}

/** The single executable beside kubectl, which it is to start no slower than, and beside the same program on Node. */
function binaryLines(setting: Setting): readonly Line[] {
  const { binary, kubectl, size } = setting;
  if (binary === undefined || kubectl === undefined) return [];
  const line = (name: string, rounds: number, words: string, budgets: readonly Budget[]): Line => {
    const onNode = gwctl(setting, words);
    return {
      name: `binary-${name}`,
      rounds,
      subject: { ...onNode, name: 'binary', argv: [binary, ...words.split(' ')] },
      beside: [onNode, ...others({ ...setting, goGwctl: undefined }, words, words)],
      budgets,
    };
  };
  const asKubectl: Budget = { figure: 'cpu', times: 1, of: 'kubectl' };
  return [
    line('help', 15, '--help', [asKubectl]),
    line('get-gateways', 15, `get gateways ${gatewayOfRoute(1, size)} -n ${INFRA}`, [asKubectl]),
    line('get-routes', 5, 'get httproutes -A', [
      { figure: 'cpu', times: 1, of: 'gwctl' },
      { figure: 'wall', times: 1, of: 'gwctl' },
    ]),
  ];
}

function gwctl({ gwctl: command }: Setting, words: string): Subject {
  return {
    name: 'gwctl',
    argv: [...command, ...words.split(' ')],
    logsRequests: words !== '--help' && !words.includes('--from'),
  };
}

function bare({ node }: Setting): Subject {
  return { name: NODE, argv: node };
}

/** The same question to kubectl and to the Go gwctl. */
function others({ kubectl, goGwctl }: Setting, forKubectl: string, forGo: string): readonly Subject[] {
  const subjects: Subject[] = [];
  if (kubectl !== undefined)
    subjects.push({
      name: 'kubectl',
      argv: [kubectl, ...forKubectl.split(' ')],
      logsRequests: forKubectl !== '--help',
    });
  if (goGwctl !== undefined) subjects.push({ name: GO, argv: [goGwctl, ...forGo.split(' ')] });
  return subjects;
}
