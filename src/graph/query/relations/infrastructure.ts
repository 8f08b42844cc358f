import { GATEWAY, GATEWAY_NAME_LABEL, isGatewayApiGroup } from '../../../gateway-api/kinds.ts';
import { readPath, readString } from '../../../model/read.ts';
import { refOf } from '../../../model/ref.ts';
import { resolveReference } from '../../resolve/reference.ts';
import { edgeOf } from './relation.ts';
import type { EdgeRule } from './relation.ts';

/** Generated Deployment, Service, Pod … -> the Gateway of its namespace that its label names. */
export const infrastructureEdges: EdgeRule = (snapshot, object) => {
  const from = refOf(object);
  const name = readString(readPath(object.metadata['labels'], GATEWAY_NAME_LABEL));
  if (name === undefined || from.namespace === undefined || isGatewayApiGroup(from.group)) return [];
  const to = { ...GATEWAY, namespace: from.namespace, name };
  const path = `metadata.labels[${GATEWAY_NAME_LABEL}]`;
  return [edgeOf('infrastructure', from, to, path, resolveReference(snapshot, undefined, to, 'GatewayNotFound'))];
};
