import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isAttached } from '../../../src/analysis/verdict.ts';
import type { JudgedWorld } from '../../../src/analysis/verdict.ts';
import { ATTACHED_ROUTES } from '../../../src/app/get/light-attachments.ts';
import {
  GATEWAY,
  GATEWAY_CLASS,
  LISTENER_SET,
  NAMESPACE,
  ROUTE_KINDS,
  SPECIFICATION_POLICY_KINDS,
} from '../../../src/gateway-api/kinds.ts';
import { buildGraph } from '../../../src/graph/query/build-graph.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { refKey, refOf } from '../../../src/model/ref.ts';
import { attachmentsTo } from '../../../src/view/describe/attached-routes.ts';
import { reportStatus } from '../../../src/view/status.ts';
import { snapshotOf } from '../../support/world.ts';
import { randomCluster } from '../../support/random-cluster.ts';

/** What `get -o wide` reads of other kinds for ROUTES. */
const LIGHT = [...ROUTE_KINDS, GATEWAY, GATEWAY_CLASS, NAMESPACE];

const NOTHING_FOUND = {
  problems: [],
  doubts: [],
  openReferences: 0,
  examined: 0,
  complete: true,
  unread: [],
  absence: undefined,
  gaps: [],
};

/** ATTACHED of status, by the key of the parent. */
function attachedOfStatus(world: JudgedWorld): ReadonlyMap<string, number | undefined> {
  const { parents } = reportStatus(world, NOTHING_FOUND, {
    namespace: undefined,
    program: 'gwctl',
    shown: 0,
    source: '',
  });
  return new Map(parents.map(({ ref, attached }) => [refKey(ref), attached]));
}

/** `Attached Routes (N)` of describe. */
function attachedOfPage(world: JudgedWorld, parent: KubernetesObject): number {
  const attached = attachmentsTo(refOf(parent), world).filter(({ verdict }) => isAttached(verdict));
  return new Set(attached.map(({ route }) => refKey(route))).size;
}

describe('how many routes attach', () => {
  test('is one number: ROUTES of get from light columns, of the page, and ATTACHED of status', () => {
    let attachedOnce = 0;
    fc.assert(
      fc.property(randomCluster, (objects) => {
        const snapshot = snapshotOf(objects);
        const world = { snapshot, graph: buildGraph(snapshot, { policyKinds: SPECIFICATION_POLICY_KINDS }) };
        const light = LIGHT.flatMap((type) =>
          snapshot.list(type).flatMap((object) => ATTACHED_ROUTES.lighten(object) ?? []),
        );
        const countAttached = ATTACHED_ROUTES.open(light, { origin: 'files', catalog: { types: [], gaps: [] } });
        const status = attachedOfStatus(world);
        for (const parent of [...snapshot.list(GATEWAY), ...snapshot.list(LISTENER_SET)]) {
          const attached = attachedOfPage(world, parent);
          attachedOnce += attached;
          assert.equal(countAttached(parent), attached, 'ROUTES');
          assert.equal(status.get(refKey(refOf(parent))), attached, 'ATTACHED');
        }
      }),
      { numRuns: 300 },
    );
    assert.ok(attachedOnce > 0, 'no route of any world attached');
  });
});
