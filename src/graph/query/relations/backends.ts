import { isRouteKind } from '../../../gateway-api/kinds.ts';
import { ruleSection } from '../../../gateway-api/section.ts';
import { refOf } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import type { GraphEdge } from '../../graph.ts';
import { backendsOf } from '../../resolve/route-references.ts';
import type { ResolvedBackend } from '../../resolve/route-references.ts';
import { edgeOf } from './relation.ts';
import type { EdgeRule } from './relation.ts';

/** Rule -> backend, mirror, authorization service. */
export const backendEdges: EdgeRule = (snapshot, object) => {
  const route = refOf(object);
  return isRouteKind(route) ? backendsOf(snapshot, object).map((backend) => backendEdge(route, backend)) : [];
};

function backendEdge(route: ObjectRef, { ref, use, path, ruleIndex, resolution }: ResolvedBackend): GraphEdge {
  return {
    ...edgeOf(use, { ...route, section: ruleSection(ruleIndex) }, ref, path, resolution),
    ...(ref.port === undefined ? {} : { port: ref.port }),
    ...(use === 'backend' ? { weight: ref.weight } : {}),
    ...(resolution.appProtocol === undefined ? {} : { appProtocol: resolution.appProtocol }),
  };
}
