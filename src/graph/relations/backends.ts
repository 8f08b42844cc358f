import { readExtensionRefs } from '../../model/gateway-api/route.ts';
import { isRouteKind } from '../../model/kinds.ts';
import { refOf } from '../../model/ref.ts';
import { resolveReference } from '../reference.ts';
import { backendsOf } from '../route-references.ts';
import { edgeOf } from './relation.ts';
import type { EdgeRule } from './relation.ts';

/** Rule -> backend, mirror, authorization service, and what extension filters refer to. */
export const backendEdges: EdgeRule = (snapshot, object) => {
  const route = refOf(object);
  if (!isRouteKind(route)) return [];
  return [
    ...backendsOf(snapshot, object).map(({ ref, use, path, ruleIndex, resolution }) => ({
      ...edgeOf(use, { ...route, section: `rules[${ruleIndex}]` }, ref, path, resolution),
      ...(ref.port === undefined ? {} : { port: ref.port }),
      ...(use === 'backend' ? { weight: ref.weight } : {}),
      ...(resolution.appProtocol === undefined ? {} : { appProtocol: resolution.appProtocol }),
    })),
    ...readExtensionRefs(object).map(({ ref, path, ruleIndex }) =>
      edgeOf(
        'extension',
        { ...route, section: `rules[${ruleIndex}]` },
        ref,
        path,
        resolveReference(snapshot, undefined, ref, 'ExtensionNotFound'),
      ),
    ),
  ];
};
