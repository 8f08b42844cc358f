import { ENDPOINT_SLICE, INFERENCE_POOL, POD, X_BACKEND } from '../../../gateway-api/kinds.ts';
import { labelsOf } from '../../../model/object.ts';
import { isRecord, readPath, readRecord, readRecords, readString } from '../../../model/read.ts';
import { refOf, sameGroupKind } from '../../../model/ref.ts';
import type { GroupKind } from '../../../model/ref.ts';
import type { KubernetesObject } from '../../../model/object.ts';
import { endpointSlicesOf } from '../../resolve/endpoint-slices.ts';
import { plainEdge } from './relation.ts';
import type { EdgeRule } from './relation.ts';

/** On request: Service -> EndpointSlice -> Pod; XBackend of type EndpointSelector, InferencePool -> Pod. */
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
  const selector = podSelector(from, object);
  if (selector !== undefined) {
    const wanted = Object.entries(readRecord(readPath(object, ...selector)));
    if (wanted.length === 0) return [];
    return snapshot
      .listIn(POD, from.namespace ?? '')
      .filter((pod) => {
        const labels = labelsOf(pod);
        return wanted.every(([key, value]) => labels.get(key) === value);
      })
      .map((pod) => plainEdge('endpoint', from, refOf(pod), selector.slice(0, 2).join('.')));
  }
  return endpointSlicesOf(snapshot, from).map((slice) => plainEdge('endpoint', from, refOf(slice)));
};

/** Where a backend without a Service holds the labels of its Pods. */
function podSelector(type: GroupKind, object: KubernetesObject): readonly string[] | undefined {
  if (sameGroupKind(type, X_BACKEND)) return ['spec', 'endpointSelector', 'matchLabels'];
  if (!sameGroupKind(type, INFERENCE_POOL)) return undefined;
  // Before its v1 an InferencePool held the labels right there.
  const path = ['spec', 'selector'];
  return isRecord(readPath(object, ...path, 'matchLabels')) ? [...path, 'matchLabels'] : path;
}
