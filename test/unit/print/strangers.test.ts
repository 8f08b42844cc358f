import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadAll } from 'js-yaml';
import { runMain } from '../../support/run-main.ts';

const CSI = '\u009b';
const BIDI = '\u202e';

/** Names and values as no server takes them: a control sequence, a change of direction, a line break. */
const MANIFEST = [
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'BackendTLSPolicy',
    metadata: { name: `p${BIDI}${CSI}1m\nq`, namespace: 'n\u0085s' },
    spec: {
      targetRefs: [{ group: '', kind: 'Service', name: 's' }],
      validation: { hostname: `h${CSI}3m${BIDI}`, [`x${BIDI}`]: { y: [`z${CSI}`] } },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 's', namespace: 'n\u0085s' },
    spec: { ports: [{ port: 80 }] },
  },
];
const INPUT = MANIFEST.map((object) => JSON.stringify(object)).join('\n');
const RAW = /[\u007f-\u009f\u202e]/;

async function run(line: string, outIsTerminal: boolean): Promise<string> {
  const { out } = await runMain([...line.split(' '), '-A', '--from', '-'], INPUT, {
    outIsTerminal,
    env: { TERM: 'dumb' },
  });
  assert.notEqual(out, '');
  return out;
}

describe('what a stranger wrote', () => {
  const pages = [
    'get policies',
    'describe services',
    'graph services',
    'status',
    'effective services',
    'effective services --explain',
  ];
  for (const line of [...pages, 'get policies -o name', 'graph -o dot', 'graph -o mermaid']) {
    for (const outIsTerminal of [false, true]) {
      test(`is escaped on every page: ${line}${outIsTerminal ? ' on a terminal' : ''}`, async () => {
        assert.doesNotMatch(await run(line, outIsTerminal), RAW);
      });
    }
  }

  for (const line of [
    'get policies -o json',
    'get policies -o yaml',
    'describe services -o json',
    'effective services -o yaml',
  ]) {
    test(`is data for a script, and escaped on a terminal: ${line}`, async () => {
      const [piped, shown] = [await run(line, false), await run(line, true)];
      assert.ok(piped.includes(BIDI));
      assert.doesNotMatch(shown, RAW);
    });
  }

  test('is one line a name', async () => {
    assert.equal(
      await run('get policies -o name', false),
      'backendtlspolicy.gateway.networking.k8s.io/p\\u202e\\u009b1m\\nq\n',
    );
  });

  test('reads back from the page of effective as it was', async () => {
    const [page] = loadAll(await run('effective services', false));
    assert.deepEqual(page, { validation: { hostname: `h${CSI}3m${BIDI}`, [`x${BIDI}`]: { y: [`z${CSI}`] } } });
  });
});
