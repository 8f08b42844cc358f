import { RULES } from '../../src/analysis/rules/registry.ts';
import { openRuleWorld } from '../../src/analysis/rules/rule-world.ts';
import type { RuleWorld } from '../../src/analysis/rules/rule-world.ts';
import { runRules } from '../../src/analysis/rules/run.ts';
import { loadPatterns } from '../../src/app/trace/load-patterns.ts';
import { buildGraph } from '../../src/graph/query/build-graph.ts';
import { GATEWAY, HTTP_ROUTE } from '../../src/gateway-api/kinds.ts';
import { SnapshotBuilder } from '../../src/world/memory-snapshot.ts';
import type { KubernetesObject } from '../../src/model/object.ts';
import { refOf } from '../../src/model/ref.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { effectivePolicies } from '../../src/policy/effective.ts';
import { indexPolicies } from '../../src/policy/policy-index.ts';
import { timed } from './figures.ts';
import type { Figures } from './figures.ts';
import { POLICY_KIND, makePolicies } from './policies.ts';
import { makeRoute, makeSurroundings, sizeOf } from './world.ts';

/**
 * `engine.ts graph|effective|analyze|departures ROUTES`: measures the graph of a world of the bench, above reading its objects,
 * or above the graph the effective policies of all its routes, all rules of analyze, or these with a controller that is known to
 * depart from the specification; `engine.ts table|lookup RULES` the router. Prints the figures as JSON.
 */
const NOBODY = 'bench.example/controller';
const ENVOY_GATEWAY = 'gateway.envoyproxy.io/gatewayclass-controller';
const [part = 'graph', routes = '10000'] = process.argv.slice(2);
if (part === 'table' || part === 'lookup') {
  const { measureRouting } = await import('./routing.ts');
  process.stdout.write(JSON.stringify(await measureRouting(part, Number(routes))));
  process.exit(0);
}
const snapshot = readWorld(Number(routes), part === 'effective');

const rules = part === 'analyze' || part === 'departures' ? await openRules() : undefined;
const graph = rules?.graph ?? buildGraph(snapshot, { policyKinds: part === 'effective' ? [POLICY_KIND] : [] });
const figures =
  part === 'graph' ? timed(workOutGraph) : rules === undefined ? measureEffective() : measureAnalysis(rules);
process.stdout.write(JSON.stringify(figures));
// The graph, and what rules have in common, is held until its size is known.
graph.node({ ...GATEWAY, namespace: '', name: '' });
rules?.traffic();

async function openRules(): Promise<RuleWorld> {
  const compile = await loadPatterns();
  return openRuleWorld({
    snapshot,
    policyKinds: [],
    compile,
    now: Date.parse('2026-11-25T12:00:00Z'),
    wants: () => true,
  });
}

/** All rules, on a world in which some controllers' departures are known. */
function measureAnalysis(world: RuleWorld): Figures {
  workOutGraph();
  return timed(() => {
    const { findings, skipped } = runRules(RULES, world);
    const worst = findings.find(({ rule }) => rule.severity !== 'info');
    if (worst !== undefined || skipped.length > 0)
      throw new Error(`${worst?.rule.code ?? skipped.length} in a healthy world`);
  });
}

function measureEffective(): Figures {
  workOutGraph();
  return timed(() => {
    const index = indexPolicies({ graph, snapshot, kinds: [POLICY_KIND] });
    let answers = 0;
    for (const route of snapshot.list(HTTP_ROUTE)) answers += effectivePolicies(index, { object: refOf(route) }).length;
    if (answers < Number(routes)) throw new Error(`${answers} answers for ${routes} routes`);
  });
}

/** Every edge, the attachments of every route and the computed status of every Gateway. */
function workOutGraph(): void {
  let edges = 0;
  for (const type of [GATEWAY, HTTP_ROUTE]) {
    for (const object of snapshot.list(type)) {
      for (const edge of graph.edges(refOf(object))) if (edge.state === 'resolved') edges++;
      for (const edge of graph.incoming(refOf(object))) if (edge.state === 'resolved') edges++;
    }
  }
  let attached = 0;
  for (const route of snapshot.list(HTTP_ROUTE)) {
    for (const { accepted } of graph.attachments(refOf(route))) if (accepted.status === 'True') attached++;
  }
  let counted = 0;
  for (const gateway of snapshot.list(GATEWAY)) {
    for (const { attachedRoutes = 0 } of graph.parent(refOf(gateway))?.listeners ?? []) counted += attachedRoutes;
  }
  if (edges === 0 || attached !== Number(routes) || counted !== attached)
    throw new Error(`${edges} edges, ${attached} attachments, ${counted} counted for ${routes} routes`);
}

/** The objects as a source gives them: parsed one page at a time, so that no two share strings or shapes by chance. */
function readWorld(count: number, withPolicies: boolean): Snapshot {
  const size = sizeOf(count);
  const builder = new SnapshotBuilder();
  // Of Envoy Gateway something is known: analyze asks what it does with every match.
  const controller = part === 'departures' ? ENVOY_GATEWAY : NOBODY;
  const read = (object: KubernetesObject): void =>
    builder.add(JSON.parse(JSON.stringify(object).replaceAll(NOBODY, controller)));
  for (const object of makeSurroundings(size)) read(object);
  for (let index = 0; index < size.routes; index++) read(makeRoute(index, size));
  if (withPolicies) for (const policy of makePolicies(size)) read(policy);
  return builder.build('files');
}
