import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { openTerminal, reasonToSkip } from './terminal.ts';
import type { Terminal } from './terminal.ts';

const skip = await reasonToSkip('bash');

/** A sentence that is longer than any of these terminals. */
const NOT_PERMITTED =
  'Service payments/refunds is in another namespace, which does not permit the reference: add a ReferenceGrant in namespace payments from HTTPRoute in namespace shop to Service refunds; ReferenceGrant payments/shop-uses-refunds would permit it, but its spec.from[0] names kind GRPCRoute, not HTTPRoute';

for (const columns of [80, 120]) {
  describe(`a terminal of ${columns} columns`, { skip }, () => {
    let terminal: Terminal;

    before(async () => {
      terminal = await openTerminal('bash', { NO_COLOR: '1' }, columns);
    });
    beforeEach(() => terminal.clear());
    after(() => terminal.close());

    /** What a command line leaves on the screen, as tmux shows it: a line that does not fit stands on two. */
    async function capture(line: string): Promise<readonly string[]> {
      await terminal.type(`${line}; echo "en""d"`);
      await terminal.press('Enter');
      const screen = await terminal.until(/^end$/m);
      return screen.split('\n').slice(1, -2);
    }

    test('sentences break between words, below their beginning', async () => {
      const lines = await capture('gwctl describe httproute experiment -n lab --from examples/shop');
      const first = lines.findIndex((line) => line.startsWith('      - listener http allows routes'));
      assert.ok(first > 0, lines.join('\n'));
      const sentence = lines.slice(first, first + (columns === 80 ? 3 : 2));
      assert.equal(
        sentence.map((line) => line.trim()).join(' '),
        '- listener http allows routes from namespaces with label exposed=true; namespace lab has no label exposed: label the namespace, or change its allowedRoutes.namespaces',
      );
      for (const line of sentence.slice(1)) assert.match(line, /^ {8}\S/);
    });

    test('the branches of a tree go on beside a broken sentence', async () => {
      const lines = await capture('gwctl graph httproute/legacy httproute/blog -n shop --from examples/shop');
      const first = lines.findIndex((line) => line.includes('httproute/blog'));
      assert.ok(first >= 0, lines.join('\n'));
      assert.match(lines[first + 1] ?? '', /^[│ ]{10,}\S/);
    });

    /** The pages of one question, and a sentence of each: how it begins, how it goes on, and how far in. */
    for (const { line, begins, whole, hang } of [
      {
        line: 'gwctl trace https://shop.example.com/cart --from examples/shop',
        begins: '  policies             xbackendtrafficpolicy',
        whole:
          'policies xbackendtrafficpolicy shop/cart-retries: retryConstraint.budget.interval 10s, retryConstraint.budget.percent 20, retryConstraint.minRetryRate.count 10 and 1 more',
        hang: /^ {25}\S/,
      },
      {
        line: 'gwctl table gateway/web#https -n infra --from examples/shop',
        begins: '    Service payments/refunds is in another namespace',
        whole: NOT_PERMITTED,
        hang: /^ {6}\S/,
      },
      {
        line: 'gwctl effective httproute/checkout -n shop --from examples/shop',
        begins: '# no effect: TimeoutPolicy shop/shop-timeouts (gateway',
        whole:
          "# no effect: TimeoutPolicy shop/shop-timeouts (gateway's namespace), overridden by TimeoutPolicy shop/checkout-timeouts (httproute): more specific",
        hang: /^# \S/,
      },
      {
        line: 'gwctl analyze --from examples/shop --rule GW1005',
        begins: '        Service payments/refunds is in another namespace',
        whole: NOT_PERMITTED,
        hang: /^ {8}\S/,
      },
      {
        line: 'gwctl test test/fixtures/width/refund.routes.yaml --from examples/shop',
        begins: '    Service payments/refunds is in another namespace',
        whole: NOT_PERMITTED,
        hang: /^ {6}\S/,
      },
    ]) {
      test(`${line}: sentences break between words`, async () => {
        const lines = await capture(line);
        const first = lines.findLastIndex((each) => each.startsWith(begins));
        assert.ok(first >= 0, lines.join('\n'));
        let sentence = lines[first]?.trim().replaceAll(/ +/g, ' ') ?? '';
        let count = 1;
        for (; sentence.length < whole.length; count++) {
          const next = lines[first + count] ?? '';
          assert.match(next, hang);
          sentence += ` ${next.replace(/^[# ]+/, '')}`;
        }
        // A place may follow.
        assert.ok(sentence.startsWith(whole), sentence);
        assert.ok(count > 1);
      });
    }

    test('commands of help stand on one line', async () => {
      const lines = await capture("gwctl effective --help | sed -n '/^Examples/,$p'; gwctl status --help | tail -n 16");
      assert.ok(
        lines.some((line) => line.startsWith('  gwctl status --from ./manifests --check  ')),
        lines.join('\n'),
      );
    });
  });
}
