import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readmeOutside } from '../../../scripts/readme-outside.ts';

const README = `[Node.js](https://nodejs.org/), [examples/shop](examples/shop), a link over
[two
lines](docs/graph.md#kinds), [below](#use-it), \`get [NAME…]\` (see [LICENSE](LICENSE)).`;

suite('a README outside of its repository', () => {
  test('keeps the words of links where no page is known', () => {
    assert.equal(
      readmeOutside(README, '1.2.3', undefined),
      `[Node.js](https://nodejs.org/), examples/shop, a link over
two
lines, [below](#use-it), \`get [NAME…]\` (see LICENSE).`,
    );
  });

  test('links to the page of the repository, as it was at this version', () => {
    assert.equal(
      readmeOutside(README, '1.2.3', 'https://example.com/gwctl'),
      `[Node.js](https://nodejs.org/), [examples/shop](https://example.com/gwctl/blob/v1.2.3/examples/shop), a link over
[two
lines](https://example.com/gwctl/blob/v1.2.3/docs/graph.md#kinds), [below](#use-it), \`get [NAME…]\` (see [LICENSE](https://example.com/gwctl/blob/v1.2.3/LICENSE)).`,
    );
  });
});
