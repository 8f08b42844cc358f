import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { promisify } from 'node:util';
import { runMain } from '../../support/run-main.ts';

/** A file as it was written, and as it is mended. */
interface Sample {
  readonly name: string;
  readonly file: string;
  readonly before: string;
  /** What is replaced in it, piece by piece. */
  readonly changes: readonly (readonly [string, string])[];
}

const SAMPLES: readonly Sample[] = [
  {
    name: 'comments, quotes and blank lines of blocks',
    file: 'block.yaml',
    before: `# routes of the shop
apiVersion: gateway.networking.k8s.io/v1   # new
kind: HTTPRoute
metadata:
  name: block   # the name
  namespace: shop
spec:
  parentRefs:
    - name: web
  hostnames:
  # the first
  - "a.example.com"
  - 'b.example.com'   # once
  - a.example.com     # twice
  rules:
  - backendRefs:
    - group: core     # meant: ""
      kind: Service
      name: cart
      port: 8080

---
# nothing here
---
apiVersion: "gateway.networking.k8s.io/v1beta1"
kind: ReferenceGrant
metadata: {name: g, namespace: shop}
spec: {from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: x}], to: [{group: 'core', kind: Service}, {group: "v1", kind: Secret}]}
`,
    changes: [
      ['  - a.example.com     # twice\n', ''],
      ['group: core ', "group: '' "],
      ["group: 'core'", "group: ''"],
      ['group: "v1"', 'group: ""'],
    ],
  },
  {
    name: 'line breaks of Windows, and a file without a last one',
    file: 'crlf.yaml',
    before:
      'apiVersion: gateway.networking.k8s.io/v1alpha2\r\nkind: GRPCRoute\r\nmetadata:\r\n  name: crlf\r\n  namespace: shop\r\n' +
      'spec:\r\n  hostnames:\r\n  - a.example.com\r\n  - a.example.com\r\n  - a.example.com\r\n  parentRefs:\r\n  - name: web',
    changes: [
      ['/v1alpha2', '/v1'],
      ['  - a.example.com\r\n  - a.example.com\r\n  - a', '  - a'],
    ],
  },
  {
    name: 'JSON with tabs',
    file: 'pretty.json',
    before: `{
\t"apiVersion": "gateway.networking.k8s.io/v1alpha2",
\t"kind": "GRPCRoute",
\t"metadata": {"name": "pretty", "namespace": "shop"},
\t"spec": {
\t\t"hostnames": ["a.example.com",  "a.example.com"],
\t\t"parentRefs": [{"name": "web"}],
\t\t"rules": [{"backendRefs": [{"group": "core", "name": "cart", "port": 8080}]}]
\t}
}
`,
    changes: [
      ['/v1alpha2', '/v1'],
      [',  "a.example.com"]', ']'],
      ['"core"', '""'],
    ],
  },
  {
    name: 'a List in one line of JSON',
    file: 'line.json',
    before:
      '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"gateway.networking.k8s.io/v1alpha2","kind":"TLSRoute","metadata":' +
      '{"name":"line","namespace":"shop"},"spec":{"hostnames":["a.example.com","b.example.com","a.example.com"],"parentRefs":' +
      '[{"name":"web"}],"rules":[{"backendRefs":[{"group":"core","name":"cart","port":8080}]}]}}]}',
    changes: [
      ['/v1alpha2', '/v1'],
      [',"a.example.com"]', ']'],
      ['"core"', '""'],
    ],
  },
  {
    name: 'the items of a list of one kind, and flow style over lines',
    file: 'list.yaml',
    before: `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRouteList
items:
- metadata: {name: l1, namespace: shop}   # of the list
  spec:
    parentRefs: [{name: web}]
    hostnames: [a.example.com, b.example.com, a.example.com]
- apiVersion: gateway.networking.k8s.io/v1
  kind: HTTPRoute
  metadata: {name: l2, namespace: shop}
  spec:
    parentRefs: [{name: web}]
    hostnames: [a.example.com,
      a.example.com]
`,
    changes: [
      [', b.example.com, a.example.com]', ', b.example.com]'],
      ['a.example.com,\n      a.example.com]', 'a.example.com]'],
    ],
  },
  {
    name: 'fields that have another name now, and what became a list',
    file: 'policy.yaml',
    before: `apiVersion: gateway.networking.k8s.io/v1alpha2
kind: BackendTLSPolicy
metadata: {name: p, namespace: shop}
spec:
  targetRef:   # the one
    group: ''
    kind: Service
    name: cart
  tls:
    hostname: a.example.com
    wellKnownCACerts: System
`,
    changes: [
      ['/v1alpha2', '/v1'],
      ['targetRef: ', 'targetRefs: '],
      ["    group: ''\n    kind: Service\n    name: cart", "    - group: ''\n      kind: Service\n      name: cart"],
      ['tls:', 'validation:'],
      ['wellKnownCACerts', 'wellKnownCACertificates'],
    ],
  },
  {
    name: 'a group that has no such kind, where the object that is meant is there',
    file: 'group.yaml',
    before: `apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {ports: [{port: 8080}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: group, namespace: shop}
spec:
  parentRefs: [{name: web}]
  rules:
  - backendRefs:
    - {group: apps, kind: Service, name: cart, port: 8080}
    - {group: apps, kind: Service, name: gone, port: 8080}
`,
    changes: [['group: apps, kind: Service, name: cart', "group: '', kind: Service, name: cart"]],
  },
  {
    name: 'what stands in one place for several is left, and spoils nothing else',
    file: 'alias.yaml',
    before: `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: alias, namespace: shop}
spec:
  parentRefs: [{name: web}]
  hostnames: [a.example.com, a.example.com]
  rules:
  - backendRefs:
    - &cart {group: core, kind: Service, name: cart, port: 8080}
  - matches: [{path: {value: /x}}]
    backendRefs: [*cart]
`,
    changes: [['a.example.com, a.example.com', 'a.example.com']],
  },
];

function mended({ before, changes }: Sample): string {
  return changes.reduce((text, [from, to]) => {
    assert.equal(text.split(from).length, 2, from);
    return text.replace(from, to);
  }, before);
}

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gwctl-fix-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

suite('analyze --fix', () => {
  for (const sample of SAMPLES) {
    test(`keeps all else: ${sample.name}`, () =>
      inFolder(async (cwd) => {
        const path = join(cwd, sample.file);
        await writeFile(path, sample.before);
        const words = ['analyze', '--from', sample.file, '--fix'];
        const { out } = await runMain(words, '', { cwd });
        assert.equal(await readFile(path, 'utf8'), sample.before, 'a patch leaves the file alone');
        await runMain([...words, '--write'], '', { cwd });
        assert.equal(await readFile(path, 'utf8'), mended(sample));
        assert.equal((await runMain(words, '', { cwd })).out, '', 'there is nothing left to mend');
        // What the patch makes is the same.
        await writeFile(path, sample.before);
        await writeFile(join(cwd, 'fix.patch'), out);
        await promisify(execFile)('git', ['-c', 'core.autocrlf=false', 'apply', 'fix.patch'], { cwd });
        assert.equal(await readFile(path, 'utf8'), mended(sample));
      }));
  }

  test('patches several files at once, from where the program was started', () =>
    inFolder(async (cwd) => {
      for (const { file, before } of SAMPLES) await writeFile(join(cwd, file), before);
      const { out } = await runMain(['analyze', '--from', '.', '--fix'], '', { cwd });
      await writeFile(join(cwd, 'fix.patch'), out);
      await promisify(execFile)('git', ['-c', 'core.autocrlf=false', 'apply', 'fix.patch'], { cwd });
      for (const sample of SAMPLES) assert.equal(await readFile(join(cwd, sample.file), 'utf8'), mended(sample));
    }));

  test('what is mended fails no more, what is left does', () =>
    inFolder(async (cwd) => {
      const grant = `apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: {name: g, namespace: shop}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: x}]
  to: [{group: core, kind: Service}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: acme}
spec: {controllerName: acme.example/c}
`;
      await writeFile(join(cwd, 'grant.yaml'), grant);
      const words = ['analyze', '--from', 'grant.yaml', '--rule', 'GW7105'];
      assert.equal((await runMain(words, '', { cwd })).code, 1);
      assert.equal((await runMain([...words, '--fix'], '', { cwd })).code, 0);
      await writeFile(join(cwd, 'grant.yaml'), grant.replace('group: core', 'group: &g core'));
      assert.equal((await runMain([...words, '--fix'], '', { cwd })).code, 1);
    }));

  test('standard input, a cluster and other formats are refused or left', async () => {
    const { code, err } = await runMain(['analyze', '--from', '-', '--fix'], SAMPLES[0]?.before ?? '');
    assert.match(err, /stdin is no file that could be written/);
    assert.equal(code, 1);
    assert.equal((await runMain(['analyze', '--from', '-', '--fix', '-o', 'json'], '')).code, 2);
    assert.equal((await runMain(['analyze', '--from', '-', '--write'], '')).code, 2);
  });
});
