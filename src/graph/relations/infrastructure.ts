import { GATEWAY, isGatewayApiGroup } from '../../model/kinds.ts';
import { readPath, readString } from '../../model/read.ts';
import { refOf } from '../../model/ref.ts';
import { resolveReference } from '../reference.ts';
import { edgeOf } from './relation.ts';
import type { EdgeRule } from './relation.ts';

/** The label that controllers must set on what they make for a Gateway (GEP-1762). */
const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

/** Generated Deployment, Service, Pod … -> the Gateway of its namespace that its label names. */
export const infrastructureEdges: EdgeRule = (snapshot, object) => {
  const from = refOf(object);
  const name = readString(readPath(object.metadata['labels'], GATEWAY_NAME));
  if (name === undefined || from.namespace === undefined || isGatewayApiGroup(from.group)) return [];
  const to = { ...GATEWAY, namespace: from.namespace, name };
  const path = `metadata.labels[${GATEWAY_NAME}]`;
  return [edgeOf('infrastructure', from, to, path, resolveReference(snapshot, undefined, to, 'GatewayNotFound'))];
};
