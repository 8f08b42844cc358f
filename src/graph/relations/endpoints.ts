import { ENDPOINT_SLICE, POD, X_BACKEND } from '../../model/kinds.ts';
import { labelsOf } from '../../model/object.ts';
import { readPath, readRecord, readRecords, readString } from '../../model/read.ts';
import { refOf, sameGroupKind } from '../../model/ref.ts';
import { endpointSlicesOf } from '../endpoint-slices.ts';
import { plainEdge } from './relation.ts';
import type { EdgeRule } from './relation.ts';

/** On request: Service -> EndpointSlice, EndpointSlice -> Pod, XBackend of type EndpointSelector -> Pod. */
export const endpointEdges: EdgeRule = (snapshot, object, { endpoints }) => {
  if (endpoints !== true) return [];
  const from = refOf(object);
  if (sameGroupKind(from, ENDPOINT_SLICE)) {
    return readRecords(readPath(object, 'endpoints')).flatMap((endpoint, index) => {
      const name = readString(readPath(endpoint, 'targetRef', 'name'));
      if (name === undefined || readPath(endpoint, 'targetRef', 'kind') !== POD.kind) return [];
      const to = { ...POD, namespace: from.namespace, name };
      return [plainEdge('endpoint', from, to, `endpoints[${index}].targetRef`)];
    });
  }
  if (sameGroupKind(from, X_BACKEND)) {
    const wanted = Object.entries(readRecord(readPath(object, 'spec', 'endpointSelector', 'matchLabels')));
    if (wanted.length === 0) return [];
    return snapshot
      .listIn(POD, from.namespace ?? '')
      .filter((pod) => {
        const labels = labelsOf(pod);
        return wanted.every(([key, value]) => labels.get(key) === value);
      })
      .map((pod) => plainEdge('endpoint', from, refOf(pod), 'spec.endpointSelector'));
  }
  return endpointSlicesOf(snapshot, from).map((slice) => plainEdge('endpoint', from, refOf(slice)));
};
