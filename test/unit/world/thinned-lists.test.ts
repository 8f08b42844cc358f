import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { GATEWAY, HTTP_ROUTE } from '../../../src/gateway-api/kinds.ts';
import type { ObjectRef } from '../../../src/model/ref.ts';
import type { ResourceType } from '../../../src/model/resource-type.ts';
import { WorldReader } from '../../../src/world/world-reader.ts';
import { GATEWAYS, sendJson, withFakeApi } from '../live/fake-api.ts';
import type { FakeApi } from '../live/fake-api.ts';

const ROUTES: ResourceType = { ...GATEWAYS, ...HTTP_ROUTE, plural: 'httproutes', singular: 'httproute' };
const CHUNK = 500;

/** Every hundredth route names gateway `web`, the others `other`. */
function makeRoute(index: number): object {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: `route-${index}`, namespace: 'shop', labels: index === 7 ? { note: 'web' } : {} },
    spec: { parentRefs: [{ name: index % 100 === 0 ? 'web' : 'other' }] },
  };
}

/** Asks who names some Gateways, one after the other. */
async function ask(
  count: number,
  gateways: readonly string[],
  told: boolean,
  check: (named: readonly (readonly string[])[], api: FakeApi, reader: WorldReader) => void,
): Promise<void> {
  await withFakeApi(
    ({ url }, response) => {
      const start = Number(new URL(url, 'http://x').searchParams.get('continue') ?? '0');
      const remaining = Math.max(0, count - start - CHUNK);
      const items = Array.from({ length: Math.min(CHUNK, count - start) }, (_entry, at) => makeRoute(start + at));
      const next = { continue: String(start + CHUNK), ...(told ? { remainingItemCount: remaining } : {}) };
      sendJson(response, { kind: 'HTTPRouteList', items, metadata: remaining === 0 ? {} : next });
    },
    async (api) => {
      const reader = new WorldReader({ source: api.source, catalog: { types: [ROUTES], gaps: [] }, policyKinds: [] });
      const named: (readonly string[])[] = [];
      for (const name of gateways) {
        const to: ObjectRef = { ...GATEWAY, namespace: 'shop', name };
        named.push(
          await reader.answer(({ snapshot }) => {
            assert.equal(snapshot.gaps.length, 0);
            return snapshot.referrers(HTTP_ROUTE, to).map(({ metadata }) => metadata.name);
          }),
        );
      }
      check(named, api, reader);
    },
  );
}

describe('of a long list only what names the objects in question is kept', () => {
  for (const told of [true, false]) {
    test(`whether or not its pages say how many objects follow: ${told}`, async () => {
      await ask(3000, ['web', 'other'], told, ([web = [], other = []], api, reader) => {
        assert.equal(web.length, 30);
        assert.equal(other.length, 2970);
        // The second question read the whole list, after which all is known.
        assert.equal(api.requests.length, 12);
        assert.equal(reader.world().snapshot.isComplete(HTTP_ROUTE), true);
      });
      await ask(3000, ['web'], told, (_named, api, reader) => {
        assert.equal(api.requests.length, 6);
        assert.equal(reader.world().snapshot.isComplete(HTTP_ROUTE), false);
        // Route 7 has the name as a label: it was looked at and dropped.
        assert.equal(reader.world().snapshot.list(HTTP_ROUTE).length, 30);
      });
    });
  }

  test('a list of up to 2000 is kept whole, for other questions', async () => {
    await ask(2000, ['web', 'other'], true, ([web = [], other = []], api, reader) => {
      assert.equal(web.length + other.length, 2000);
      assert.equal(api.requests.length, 4);
      assert.equal(reader.world().snapshot.isComplete(HTTP_ROUTE), true);
    });
  });

  test('a name that JSON may write in several ways thins nothing before it is parsed', async () => {
    await ask(3000, ['über'], true, ([named]) => assert.deepEqual(named, []));
  });
});
