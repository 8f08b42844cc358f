import { readExtensionRefs } from '../../../gateway-api/route.ts';
import { isRouteKind } from '../../../gateway-api/kinds.ts';
import { ruleSection } from '../../../gateway-api/section.ts';
import { refOf } from '../../../model/ref.ts';
import type { ObjectRef } from '../../../model/ref.ts';
import type { GraphEdge } from '../../graph.ts';
import { resolveReference } from '../../resolve/reference.ts';
import { backendsOf } from '../../resolve/route-references.ts';
import type { ResolvedBackend } from '../../resolve/route-references.ts';
import { edgeOf } from './relation.ts';
import type { EdgeRule } from './relation.ts';

/** Rule -> backend, mirror, authorization service, and what extension filters refer to. */
export const backendEdges: EdgeRule = (snapshot, object) => {
  const route = refOf(object);
  if (!isRouteKind(route)) return [];
  const extensions = readExtensionRefs(object).map(({ ref, path, ruleIndex }) => {
    const resolution = resolveReference(snapshot, undefined, ref, 'ExtensionNotFound');
    return edgeOf('extension', ruleOf(route, ruleIndex), ref, path, resolution);
  });
  return [...backendsOf(snapshot, object).map((backend) => backendEdge(route, backend)), ...extensions];
};

function ruleOf(route: ObjectRef, index: number): ObjectRef {
  return { ...route, section: ruleSection(index) };
}

function backendEdge(route: ObjectRef, { ref, use, path, ruleIndex, resolution }: ResolvedBackend): GraphEdge {
  return {
    ...edgeOf(use, ruleOf(route, ruleIndex), ref, path, resolution),
    ...(ref.port === undefined ? {} : { port: ref.port }),
    ...(use === 'backend' ? { weight: ref.weight } : {}),
    ...(resolution.appProtocol === undefined ? {} : { appProtocol: resolution.appProtocol }),
  };
}
