import type { TestCoverage } from '../documents/test-report.ts';
import type { TraceResult } from '../documents/trace-result.ts';
import { GATEWAY } from '../gateway-api/kinds.ts';
import type { KubernetesObject } from '../model/object.ts';
import { namespaceOf } from '../model/object.ts';
import { attachedMatches } from '../routing/attached-matches.ts';
import type { AttachedMatch } from '../routing/attached-matches.ts';
import { coverageOf, placeKey } from '../routing-tests/coverage.ts';
import type { MatchPlace } from '../routing-tests/coverage.ts';
import type { Tracer } from './trace.ts';

/** `[NAMESPACE/]NAME` of a Gateway. */
function isGateway(gateway: KubernetesObject, named: string, namespace: string): boolean {
  const [name = '', place = namespace] = named.split('/').toReversed();
  return gateway.metadata.name === name && namespaceOf(gateway) === place;
}

/** The matches of attached routes, each once, with every place that it is served at. */
export function matchesOf(
  { routing }: Tracer,
  gateway: string | undefined,
  namespace: string,
): ReadonlyMap<string, readonly AttachedMatch[]> {
  const found = new Map<string, AttachedMatch[]>();
  for (const object of routing.snapshot.list(GATEWAY)) {
    if (gateway !== undefined && !isGateway(object, gateway, namespace)) continue;
    for (const match of attachedMatches(routing.gateway(object))) {
      const key = placeKey(placeOf(match));
      const known = found.get(key);
      if (known === undefined) found.set(key, [match]);
      else known.push(match);
    }
  }
  return found;
}

/** Where a match stands. */
export function placeOf({ row }: AttachedMatch): MatchPlace {
  return { route: row.ref, rule: row.rule.index, match: row.match };
}

/** How many of the attached matches the answers reach. */
export function coverageFor(
  tracer: Tracer,
  answered: readonly { readonly trace: TraceResult }[],
  gateway: string | undefined,
  namespace: string,
): TestCoverage {
  const matches = [...matchesOf(tracer, gateway, namespace).values()].flatMap(([first]) =>
    first === undefined ? [] : [placeOf(first)],
  );
  const reached = answered.flatMap(({ trace: { route, rule, match } }) =>
    route === undefined || rule === undefined ? [] : [{ route, rule: rule.index, match }],
  );
  return coverageOf(matches, reached, () => undefined);
}
