import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { guessName } from '../../../src/source/files/guess-name.ts';

const HEAD = 'apiVersion: v1\nkind: Service\n';

describe('the name of what does not parse', () => {
  it('is read where the metadata stand unbroken', () => {
    const text = `${HEAD}metadata:\n  # theirs\n  labels:\n    name: no\n  name: "web" # here\n  namespace: shop\nspec:\n  a: 1\n b: 2\n`;
    assert.deepEqual(guessName(text, 11), { name: 'web', namespace: 'shop' });
    assert.deepEqual(guessName(text.replaceAll('\n', '\r\n'), 11), { name: 'web', namespace: 'shop' });
    assert.deepEqual(guessName('metadata:\n  name: a\nspec: [\n', 4), { name: 'a', namespace: undefined });
  });
  it('is not believed where they are what is broken', () => {
    assert.equal(guessName(`${HEAD}metadata:\n  name: web\n bad: x\nspec: {}\n`, 5), undefined);
    assert.equal(guessName(`${HEAD}metadata:\n  name: "web\nspec: {}\n`, 6), undefined);
    assert.equal(guessName(`${HEAD}metadata: {name: web}\nspec: [\n`, 4), undefined);
    assert.equal(guessName(`${HEAD}spec:\n  metadata:\n    name: web\n x: 1\n`, 6), undefined);
    assert.equal(guessName(`${HEAD}spec: [\n`, 3), undefined);
  });
});
