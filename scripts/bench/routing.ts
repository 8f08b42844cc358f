import { loadPatterns } from '../../src/app/trace/load-patterns.ts';
import { GATEWAY, HTTP_ROUTE } from '../../src/gateway-api/kinds.ts';
import { attachRoute } from '../../src/graph/attach/attach-route.ts';
import type { KubernetesObject } from '../../src/model/object.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import type { HostTable } from '../../src/routing/host-table.ts';
import { makeRequest } from '../../src/routing/make-request.ts';
import { matchInput } from '../../src/routing/match-input.ts';
import { routingWorld } from '../../src/routing/routing-world.ts';
import { SnapshotBuilder } from '../../src/world/memory-snapshot.ts';
import { timed } from './figures.ts';
import type { Figures } from './figures.ts';

/** Rules of one route; every hundredth rule has an expression. */
const RULES = 4;
const EXPRESSION = 100;
const HOSTNAMES = 500;
const REQUESTS = 100_000;

/**
 * Measures the router on one Gateway: `table` builds the table of its rules above the graph, `lookup` puts 100,000 requests to it.
 * @param rules how many rules the Gateway has.
 */
export async function measureRouting(part: string, rules: number): Promise<Figures> {
  const compile = await loadPatterns();
  const snapshot = readRules(rules);
  for (const route of snapshot.list(HTTP_ROUTE)) attachRoute(snapshot, route);
  const table = (): HostTable => {
    const [gateway] = snapshot.list(GATEWAY);
    const listener =
      gateway === undefined ? undefined : routingWorld(snapshot, [], compile).gateway(gateway).listeners[0];
    if (listener === undefined) throw new Error('no listener');
    return listener.table('HTTPRoute');
  };
  if (part === 'table') return timed(() => void table());
  const built = table();
  const requests = Array.from({ length: 1000 }, (_, index) => requestFor((index * 37) % rules));
  return timed(() => {
    let hits = 0;
    for (let count = 0; count < REQUESTS; count++) {
      const request = requests[count % requests.length];
      if (request !== undefined && built.best(request.host, matchInput(request)) !== undefined) hits++;
    }
    if (hits < REQUESTS) throw new Error(`${hits} of ${REQUESTS} requests were answered`);
  });
}

function hostOf(rule: number): string {
  return `app-${Math.floor(rule / RULES) % HOSTNAMES}.example.com`;
}

function requestFor(rule: number) {
  const path = rule % EXPRESSION === 0 ? `/v${rule}/1/items` : `/api/${rule}/items`;
  return makeRequest({ host: hostOf(rule), path, headers: [['x-team', 'shop']] });
}

/** A Gateway and its routes, parsed one by one as a source gives them. */
function readRules(rules: number): Snapshot {
  const builder = new SnapshotBuilder();
  const read = (object: KubernetesObject): void => builder.add(JSON.parse(JSON.stringify(object)));
  read({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { gatewayClassName: 'acme', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
  });
  for (let first = 0; first < rules; first += RULES) {
    read({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: `route-${first}`, namespace: 'shop', creationTimestamp: '2026-11-20T08:00:00Z' },
      spec: {
        parentRefs: [{ name: 'web' }],
        hostnames: [hostOf(first)],
        rules: Array.from({ length: RULES }, (_, index) => ruleOf(first + index)),
      },
    });
  }
  return builder.build('files');
}

function ruleOf(rule: number): unknown {
  const path =
    rule % EXPRESSION === 0
      ? { type: 'RegularExpression', value: `/v${rule}/[0-9]+/.*` }
      : { type: 'PathPrefix', value: `/api/${rule}` };
  return { matches: [{ path }], backendRefs: [{ name: 'app', port: 80 }] };
}
