import { isRouteKind } from '../../gateway-api/kinds.ts';
import { refKey, wholeOf } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Policy } from '../../policy/policy.ts';
import type { RuleWorld } from './rule-world.ts';

/** The routes that name the backends which a policy targets, once each. */
export function routesTo({ graph }: RuleWorld, { targets }: Policy): readonly ObjectRef[] {
  const routes = new Map<string, ObjectRef>();
  for (const { node } of targets) {
    if (node === undefined) continue;
    for (const { from } of graph.incoming(wholeOf(node), 'backend')) {
      if (isRouteKind(from)) routes.set(refKey(wholeOf(from)), wholeOf(from));
    }
  }
  return [...routes.values()];
}
