/** A limit on one figure of a line. */
export type Budget =
  | { readonly of: 'cpu' | 'wall'; readonly overBare: number }
  | { readonly of: 'cpu' | 'wall'; readonly atMost: number }
  | { readonly of: 'rss'; readonly atMost: number }
  | { readonly of: 'wall'; readonly timesRaw: number }
  | { readonly of: 'rate'; readonly atLeast: number }
  | { readonly of: 'requests'; readonly atMost: number };

/** One measured command of gwctl, with what it is held against. */
export interface Line {
  readonly args: string;
  /** What the command needs: nothing, the cluster that holds the routes, or generated files. */
  readonly needs: 'nothing' | 'cluster' | 'files';
  readonly rounds: number;
  /** The same question to kubectl, and to the gwctl written in Go where there is one. */
  readonly kubectl?: string;
  readonly go?: string;
  /** The list that `kubectl get --raw` reads: the least that the network and the server allow. */
  readonly raw?: string;
  /** The file whose size counts for `rate`. */
  readonly file?: 'documents.yaml' | 'list.yaml';
  readonly budgets: readonly Budget[];
}

/** How many routes the cluster and the files hold. */
export const ROUTES = 10_000;
const ROUTE = 'route-04242 -n team-084';
const RAW = '/apis/gateway.networking.k8s.io/v1/httproutes';

/** What is measured, in the order of the table. */
export const lines: readonly Line[] = [
  {
    args: '--help',
    needs: 'nothing',
    rounds: 15,
    go: '--help',
    kubectl: '--help',
    budgets: [{ of: 'wall', overBare: 45 }],
  },
  {
    args: 'get gateways -n infra',
    needs: 'cluster',
    rounds: 15,
    kubectl: 'get gateways.gateway.networking.k8s.io -n infra',
    go: 'get gateways -n infra',
    budgets: [
      { of: 'cpu', overBare: 110 },
      { of: 'requests', atMost: 1 },
    ],
  },
  {
    args: 'get httproutes -A',
    needs: 'cluster',
    rounds: 5,
    kubectl: 'get httproutes -A',
    go: 'get httproutes -A',
    raw: RAW,
    budgets: [
      { of: 'cpu', atMost: 1500 },
      { of: 'wall', timesRaw: 1.5 },
      { of: 'rss', atMost: 250 },
    ],
  },
  {
    args: 'get httproutes -A -o wide',
    needs: 'cluster',
    rounds: 3,
    go: 'get httproutes -A -o wide',
    budgets: [
      { of: 'cpu', atMost: 3500 },
      { of: 'rss', atMost: 500 },
    ],
  },
  {
    args: `describe httproute ${ROUTE}`,
    needs: 'cluster',
    rounds: 9,
    kubectl: `describe httproute ${ROUTE}`,
    go: `describe httproute ${ROUTE}`,
    budgets: [{ of: 'cpu', atMost: 350 }],
  },
  {
    args: 'describe gateway gateway-3 -n infra',
    needs: 'cluster',
    rounds: 3,
    go: 'describe gateway gateway-3 -n infra',
    budgets: [{ of: 'cpu', atMost: 1500 }],
  },
  {
    args: 'describe httproutes -A',
    needs: 'cluster',
    rounds: 1,
    budgets: [
      { of: 'cpu', atMost: 8000 },
      { of: 'rss', atMost: 500 },
    ],
  },
  ...(['documents.yaml', 'list.yaml'] as const).map((file): Line => ({
    args: `get httproutes -A --from ${file}`,
    needs: 'files',
    rounds: 3,
    file,
    budgets: [
      { of: 'rate', atLeast: 5 },
      { of: 'rss', atMost: 250 },
    ],
  })),
];
