import { GATEWAY, GATEWAY_CLASS } from '../../../gateway-api/kinds.ts';
import { readPath, readString } from '../../../model/read.ts';
import { refOf, sameGroupKind } from '../../../model/ref.ts';
import { resolveReference } from '../../resolve/reference.ts';
import { edgeOf } from './relation.ts';
import type { EdgeRule } from './relation.ts';

/** Gateway -> GatewayClass. The API names no reason for a class that is not there. */
export const classEdges: EdgeRule = (snapshot, object) => {
  const from = refOf(object);
  const name = readString(readPath(object, 'spec', 'gatewayClassName'));
  if (!sameGroupKind(from, GATEWAY) || name === undefined) return [];
  const to = { ...GATEWAY_CLASS, name };
  return [
    edgeOf('class', from, to, 'spec.gatewayClassName', resolveReference(snapshot, undefined, to, 'ClassNotFound')),
  ];
};
