import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { before, suite, test } from 'node:test';
import { root } from '../golden/harness.ts';
import { NODES } from '../packed/nodes.ts';
import { programsFolder } from '../packed/program.ts';
import type { End } from '../packed/program.ts';
import { BINARY } from '../packed/runtimes.ts';
import { skip } from './api-support.ts';
import type { Cluster } from './cluster.ts';
import { sharedCluster } from './shared.ts';

/** What kubectl prints of the plugin, by the words behind `kubectl`. */
const LINES: readonly (readonly [string, Partial<Record<keyof End, RegExp | number>>])[] = [
  ['gw --help', { out: /^Usage: kubectl gw COMMAND \[flags\]$/m, code: 0 }],
  ['gw', { out: /^Usage: kubectl gw COMMAND \[flags\]$/m, code: 0 }],
  ['gw help describe', { out: /^Usage: kubectl gw describe /m, code: 0 }],
  ['gw get --help', { out: /^Usage: kubectl gw get [^]*^ {2}kubectl gw get /m, code: 0 }],
  ['gw gett', { err: /"gett" for "kubectl gw"[^]*\nRun 'kubectl gw --help' for usage\.\n/, code: 2 }],
  ['gw get', { err: /Use "kubectl gw api-resources"[^]*See 'kubectl gw get -h'/, code: 2 }],
  ['gw get gateways --bogus', { err: /See 'kubectl gw get --help' for usage\./, code: 2 }],
  ['gw status -A --demo', { out: /^ +kubectl gw describe \S+ .*--demo$/m, code: 0 }],
  ['__complete gw desc', { out: /^describe\t.*\n:4\n/, code: 0 }],
  ['__complete gw describe --demo httpr', { out: /^httproutes\n:4\n/, code: 0 }],
  ['__complete gw describe --demo -n shop httproute check', { out: /^checkout\n:4\n/, code: 0 }],
];

for (const on of BINARY === undefined ? [NODES[1]] : [NODES[1], BINARY]) {
  suite(`as kubectl's plugin on ${on.name}`, { skip }, () => {
    let cluster: Cluster;
    let folder: string;

    before(async () => {
      cluster = await sharedCluster();
      folder = await programsFolder(on);
    });

    function runKubectl(words: readonly string[]): Promise<End> {
      const PATH = [folder, dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
      return new Promise((resolve) => {
        execFile(cluster.kubectl, words, { cwd: root, env: { HOME: cluster.folder, PATH } }, (error, out, err) =>
          resolve({ out, err, code: typeof error?.code === 'number' ? error.code : error === null ? 0 : null }),
        );
      });
    }

    for (const [line, expected] of LINES) {
      test(`$ kubectl ${line}`, async () => {
        const end = await runKubectl(line.split(' '));
        if (expected.out instanceof RegExp) assert.match(end.out, expected.out);
        if (expected.err instanceof RegExp) assert.match(end.err, expected.err);
        assert.equal(end.code, expected.code, end.err);
        // No line tells the reader to run a program that a plugin may not have.
        assert.doesNotMatch(end.out + end.err, /^ *gwctl |['"`]gwctl /m);
      });
    }
  });
}
