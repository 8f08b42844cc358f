import { refOf } from '../../../model/ref.ts';
import { parametersOf } from '../../resolve/parameters.ts';
import { edgeOf } from './relation.ts';
import type { EdgeRule } from './relation.ts';

/** GatewayClass, Gateway, XMesh -> the object with their parameters. */
export const parametersEdges: EdgeRule = (snapshot, object) => {
  const parameters = parametersOf(snapshot, object);
  if (parameters === undefined) return [];
  return [edgeOf('parameters', refOf(object), parameters.ref, parameters.path, parameters.resolution)];
};
