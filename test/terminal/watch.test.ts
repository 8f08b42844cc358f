import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createNamespace, skip as noCluster } from '../cluster/api-support.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { sharedCluster } from '../cluster/shared.ts';
import { countWatches } from '../cluster/watch-get-support.ts';
import { until } from '../support/until.ts';
import { PROGRAMS, openTerminal, reasonToSkip } from './terminal.ts';
import type { Terminal } from './terminal.ts';

const NAMESPACE = 'suite-terminal-watch';
const GATEWAY_API = 'gateway.networking.k8s.io/v1';

/** Pages about a route whose Gateway comes while they are followed: what stands there only before, and only after. */
const FOLLOWED = [
  { line: 'gwctl status -w', route: 'first', before: /^Problems \(1\):$/m, after: /^Gateways:$/m },
  {
    line: 'gwctl graph httproute/second -w',
    route: 'second',
    before: /^✗ httproute\/second/m,
    after: /^gateway\/second /m,
  },
] as const;

for (const { shell, on, label } of PROGRAMS) {
  const skip = (await reasonToSkip(shell)) || noCluster;
  describe(`a watch in ${shell} on ${on.name}`, { skip }, () => {
    let terminal: Terminal;
    let cluster: Cluster;
    const namespace = `${NAMESPACE}-${label}`;
    const path = `/api/v1/namespaces/${namespace}/configmaps`;

    before(async () => {
      cluster = await sharedCluster();
      await createNamespace(cluster, namespace);
      await cluster.request('POST', path, { metadata: { name: 'first' } });
      const kubeconfig = await cluster.kubeconfig('admin', namespace);
      terminal = await openTerminal(shell, { KUBECONFIG: kubeconfig }, 200, on);
    });
    beforeEach(() => terminal.clear());
    after(() => terminal.close());

    test('goes on with what changes, and Ctrl-C leaves a clean terminal', async () => {
      const open = await countWatches(cluster, 'configmaps');
      await terminal.type('gwctl get configmaps -w');
      await terminal.press('Enter');
      await terminal.until('first');
      await until(async () => (await countWatches(cluster, 'configmaps')) > open);
      await cluster.request('POST', path, { metadata: { name: 'second' } });
      await terminal.until('second');
      await terminal.press('C-c');
      await terminal.until(/\$ ?$/);
      await terminal.type(`echo "ended with ${shell === 'fish' ? '$status' : '$?'}"`);
      await terminal.press('Enter');
      const screen = await terminal.until(/^ended with \d/m);
      // Shells say in their own ways that no line ended before their prompt.
      const lines = screen.replace(/\^C[#%⏎]?\s*/, '').split('\n');
      const shown = lines.map((line) => line.replaceAll(/ +/g, ' ').trim());
      assert.deepEqual(
        shown.map((line) => line.split(' ').slice(0, 2).join(' ')),
        ['$ gwctl', 'NAME DATA', 'first 0', 'second 0', '$ echo', 'ended with', '$'],
      );
      assert.match(screen, /^ended with 130$/m);
    });

    test('a page that is followed takes the place of the last one, and Ctrl-C leaves it there', async () => {
      const open = await countWatches(cluster, 'configmaps');
      await terminal.type('gwctl describe configmap second -w');
      await terminal.press('Enter');
      await terminal.until(/^Name: +second$/m);
      await until(async () => (await countWatches(cluster, 'configmaps')) > open);
      await cluster.request('PATCH', `${path}/second`, { data: { seen: 'changed' } }, 'application/merge-patch+json');
      // Values of ConfigMaps are never printed, only their sizes.
      const shown = await terminal.until('seen: 7 bytes');
      assert.equal(shown.match(/^Name: +second$/gm)?.length, 1, shown);
      assert.doesNotMatch(shown, /^---$|gwctl describe/m);
      await terminal.press('C-c');
      await terminal.until(/\$ ?$/);
      await terminal.type(`echo "ended with ${shell === 'fish' ? '$status' : '$?'}"`);
      await terminal.press('Enter');
      await terminal.until(/^ended with 130$/m);
    });

    // Once is enough: what differs between shells is shown above.
    for (const { line, route, before: early, after: late } of shell === 'bash' ? FOLLOWED : []) {
      test(`${line} shows what changes in the place of the last page`, async () => {
        const api = `/apis/${GATEWAY_API}/namespaces/${namespace}`;
        await cluster.request('POST', `${api}/httproutes`, {
          apiVersion: GATEWAY_API,
          kind: 'HTTPRoute',
          metadata: { name: route },
          spec: {
            parentRefs: [{ name: route }],
            rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https' } }] }],
          },
        });
        const open = await countWatches(cluster, 'gateways');
        await terminal.type(line);
        await terminal.press('Enter');
        const first = await terminal.until(early);
        assert.match(first.replaceAll(/\s+/g, ' '), new RegExp(`Gateway \\S+/${route} does not exist`));
        await until(async () => (await countWatches(cluster, 'gateways')) > open);
        await cluster.request('POST', `${api}/gateways`, {
          apiVersion: GATEWAY_API,
          kind: 'Gateway',
          metadata: { name: route },
          spec: { gatewayClassName: 'nobody', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
        });
        const shown = await terminal.until(late);
        assert.doesNotMatch(shown, new RegExp(`gwctl (status|graph) .*-w|/${route} does not exist`), shown);
        await terminal.press('C-c');
        await terminal.until(/\$ ?$/);
        await terminal.type('echo "ended with $?"');
        await terminal.press('Enter');
        await terminal.until(/^ended with 130$/m);
      });
    }

    test('ends silently when nobody reads on', async () => {
      await terminal.type('gwctl get configmaps -w -o name | head -n 1');
      await terminal.press('Enter');
      await terminal.until(/^configmap\//m);
      // It notices with the next line that it writes.
      await cluster.request('POST', path, { metadata: { name: 'third' } });
      const screen = await terminal.until(/^configmap\/first\n\$ ?$/m);
      assert.equal(screen.split('\n').length, 3, screen);
    });
  });
}
