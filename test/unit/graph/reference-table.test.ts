import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { GATEWAY_API } from '../../../src/gateway-api/kinds.ts';
import { readListeners } from '../../../src/gateway-api/gateway.ts';
import {
  foreignReferencesOf,
  labelsNaming,
  plainReferencesOf,
  referenceFieldsOf,
  referencesOf,
} from '../../../src/gateway-api/references.ts';
import { RELATIONS } from '../../../src/gateway-api/relation.ts';
import type { Relation } from '../../../src/gateway-api/relation.ts';
import { DEFAULT_GATEWAYS_PATH } from '../../../src/graph/resolve/default-gateways.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { refKey, refOf } from '../../../src/model/ref.ts';
import { richCluster } from '../../support/random-cluster.ts';
import { graphOf, make } from '../../support/world.ts';

/** What the rules of the specification work out, beyond what a field says. */
const WORKED_OUT: ReadonlySet<Relation> = new Set(['section', 'attachment', 'target', 'grant']);

const text = (relation: Relation, path: string, to: Parameters<typeof refKey>[0]): string =>
  `${relation} ${path} ${refKey({ ...to, section: undefined })}`;

/** Listeners that pass TLS through ignore what they name. */
function isIgnored(object: KubernetesObject, path: string): boolean {
  return readListeners(object).some(
    ({ index, tlsMode }) =>
      tlsMode === 'Passthrough' && path.startsWith(`spec.listeners[${index}].tls.certificateRefs`),
  );
}

describe('the table of references', () => {
  test('holds each reference that the graph draws, and the graph draws each that it holds', () => {
    fc.assert(
      fc.property(richCluster, (objects) => {
        const graph = graphOf(objects);
        for (const object of objects) {
          const drawn = graph
            .edges(refOf(object))
            .filter(({ relation, path }) => !WORKED_OUT.has(relation) && path !== DEFAULT_GATEWAYS_PATH)
            // Pods and EndpointSlices stand behind a backend by selection.
            .filter(({ relation, to }) => relation !== 'endpoint' || to.kind === 'Service')
            .map(({ relation, path, to }) => text(relation, path, to));
          const held = referencesOf(object)
            .filter(({ relation, path }) => relation !== 'target' && !isIgnored(object, path))
            .filter(() => object.kind !== 'EndpointSlice')
            .map(({ relation, path, ref }) => text(relation, path, ref));
          assert.deepEqual(drawn.toSorted(), held.toSorted(), object.kind);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('says by which fields each reference of a field is held', () => {
    fc.assert(
      fc.property(richCluster, (objects) => {
        for (const object of objects) {
          const fields = new Set(referenceFieldsOf(refOf(object)));
          for (const { relation, path } of referencesOf(object)) {
            if (relation === 'target' || relation === 'class' || path.startsWith('metadata.')) continue;
            assert.ok(fields.has(path.replaceAll(/\[\d+\]/g, '[]')), `${object.kind} ${path}`);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('a reference on which its object alone decides has the reason where that is not there', () => {
    const pod = make('v1', 'Pod', 'p', { metadata: { labels: { 'gateway.networking.k8s.io/gateway-name': 'web' } } });
    const [edge] = graphOf([pod]).outgoing(refOf(pod));
    const [held] = plainReferencesOf(pod, new Set(RELATIONS));
    assert.deepEqual([edge?.relation, edge?.state, edge?.reason], ['infrastructure', 'missing', held?.notFound]);
  });

  test('only what is read by a label has one', () => {
    const gateway = { group: GATEWAY_API, kind: 'Gateway' };
    const labels = ['Service', 'Pod', 'Policy'].map((kind) =>
      labelsNaming({ group: kind === 'Policy' ? 'acme.io' : '', kind }, gateway),
    );
    assert.deepEqual(
      labels[0]?.map(({ name }) => name),
      ['gateway.networking.k8s.io/gateway-name', 'istio.io/gateway-name', 'gateway.envoyproxy.io/owning-gateway-name'],
    );
    assert.deepEqual(labels.slice(1), [undefined, undefined]);
  });

  test('what needs a grant is what leaves the namespace by a field that a grant may open', () => {
    const route = make('gateway.networking.k8s.io/v1', 'HTTPRoute', 'r', {
      spec: {
        parentRefs: [{ name: 'web', namespace: 'infra' }],
        rules: [{ backendRefs: [{ name: 'near' }, { name: 'far', namespace: 'infra' }] }],
      },
    });
    assert.deepEqual(
      foreignReferencesOf(route).map(({ path }) => path),
      ['spec.rules[0].backendRefs[1]'],
    );
  });
});
