import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openText } from './open-text.ts';

const GOOD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: good}\n';

/** Group and kind of each gap. */
async function gapKinds(text: string): Promise<readonly (string | undefined)[]> {
  const source = await openText(text);
  return source.gaps().map(({ group, kind }) => (kind === undefined ? undefined : `${group}/${kind}`));
}

describe('a gap tells the kind of what does not parse', () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ['a YAML document', 'apiVersion: v1\nkind: Service\nspec:\n  kind: No\n bad: 1\n', '/Service'],
    [
      'quoted',
      'kind: "Gateway"\napiVersion: "gateway.networking.k8s.io/v1"\nspec: [\n',
      'gateway.networking.k8s.io/Gateway',
    ],
    ['behind nested fields of that name', 'data:\n  kind: No\napiVersion: v1\nkind: Secret\nx: [\n', '/Secret'],
    ['JSON', '{"kind":"Service","apiVersion":"v1","spec":{"kind":"No" "x"}}\n', '/Service'],
    ['one that says only the kind', 'apiVersion v1\nkind: Service\nmetadata: {name: a}\n', 'undefined/Service'],
    ['one that says only the group', 'apiVersion: v1\nspec: [\n', undefined],
  ];
  for (const [name, text, expected] of cases) {
    it(`of ${name}`, async () => {
      assert.deepEqual(await gapKinds(`${GOOD}---\n${text}`), [expected]);
    });
  }
  it('but not where it has no body of an object, as a pipeline', async () => {
    for (const text of ['kind: pipeline\nsteps: [\n', 'apiVersion: v2\nname: chart\nx: [\n']) {
      assert.deepEqual(await gapKinds(`${GOOD}---\n${text}`), [], text);
    }
  });
  it('of each kind that a list without an end held', async () => {
    const items = ['Service', 'Secret', 'Service'].map(
      (kind) => `- {apiVersion: v1, kind: ${kind}, metadata: {name: a}}\n`,
    );
    assert.deepEqual(await gapKinds(`apiVersion: v1\nitems:\n${items.join('')}`), ['/Service', '/Secret']);
  });
  it('of an item of a list', async () => {
    const good = '  - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n';
    const broken = '  - apiVersion: v1\n    kind: Service\n    spec:\n      kind: No\n     bad: 1\n';
    assert.deepEqual(await gapKinds(`apiVersion: v1\nkind: List\nitems:\n${good}${broken}${good}`), ['/Service']);
  });
});
