import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeKubeconfig } from '../../../src/source/live/kubeconfig/decode-kubeconfig.ts';
import { parseYamlFile } from '../../../src/source/live/kubeconfig/parse-yaml-file.ts';

test('an empty document is an empty kubeconfig', () => {
  for (const document of [undefined, null]) assert.equal(decodeKubeconfig(document, 'f').clusters.size, 0);
});

test('names that JavaScript knows are names like others', () => {
  const names = ['__proto__', 'constructor', 'toString'];
  const config = decodeKubeconfig({ users: names.map((name) => ({ name, user: { token: name } })) }, 'f');
  assert.deepEqual(
    [...config.users.values()].map(({ token }) => token),
    names,
  );
  assert.equal(config.users.get('hasOwnProperty'), undefined);
});

const modeOf = (apiVersion: string, interactiveMode?: string): string | undefined =>
  decodeKubeconfig(
    { users: [{ name: 'a', user: { exec: { command: 'x', apiVersion, interactiveMode } } }] },
    'f',
  ).users.get('a')?.exec?.interactiveMode;

test('interactiveMode has a default in the old versions only', () => {
  assert.equal(modeOf('client.authentication.k8s.io/v1beta1'), 'IfAvailable');
  assert.equal(modeOf('client.authentication.k8s.io/v1beta1', 'Never'), 'Never');
  assert.equal(modeOf('client.authentication.k8s.io/v1'), '');
});

const wrong: readonly (readonly [string, unknown, RegExp])[] = [
  [
    'a number for a token',
    { users: [{ name: 'a', user: { token: 1 } }] },
    /^json: cannot unmarshal number into Go struct field AuthInfo\.token of type string$/,
  ],
  ['a text for a list', { users: 'x' }, /cannot unmarshal string into Go struct field Config\.users of type list$/],
  [
    'a text for a boolean',
    { clusters: [{ name: 'a', cluster: { 'insecure-skip-tls-verify': 'true' } }] },
    /cannot unmarshal string .* of type bool$/,
  ],
  ['another kind', { kind: 'Pod', apiVersion: 'v1' }, /^no kind "Pod" is registered for version "v1"$/],
  ['another version', { kind: 'Config', apiVersion: 'v2' }, /^no kind "Config" is registered for version "v2"$/],
  [
    'data that is no base64',
    { users: [{ name: 'a', user: { 'client-key-data': 'SE*RET' } }] },
    /^illegal base64 data at input byte 2$/,
  ],
  [
    'data that is cut',
    { users: [{ name: 'a', user: { 'client-key-data': 'SECRE' } }] },
    /^illegal base64 data at input byte 4$/,
  ],
  ['a name twice', { contexts: [{ name: 'a' }, { name: 'a' }] }, /duplicate name "a" in list$/],
];

for (const [name, document, message] of wrong) {
  test(`refused: ${name}`, () => {
    assert.throws(() => decodeKubeconfig(document, 'f'), { message });
  });
}

test('YAML is read with the scalars of kubectl, JSON as it is', async () => {
  assert.deepEqual(await parseYamlFile('a: yes\nb: 2024-01-01\nc: 12:30\nd: 0x10\ne: "no"\nf: ~\n'), {
    a: true,
    b: '2024-01-01',
    c: '12:30',
    d: 16,
    e: 'no',
    f: null,
  });
  assert.deepEqual(await parseYamlFile(' {"a": "yes"}'), { a: 'yes' });
  assert.deepEqual(await parseYamlFile('{a: b}'), { a: 'b' });
  assert.deepEqual(await parseYamlFile('a: 1\n---\nb: 2\n'), { a: 1 });
  assert.equal(await parseYamlFile(''), undefined);
});

test('a mistake in YAML is named with its line, and without the lines around it', async () => {
  const text = 'users:\n- name: a\n  user:\n    token: SECRET\n   password: "x\n';
  await assert.rejects(parseYamlFile(text), (error) => {
    assert.ok(error instanceof Error);
    assert.match(error.message, /^yaml: line \d+: [^\n]+$/);
    assert.doesNotMatch(error.message, /SECRET/);
    assert.equal(error.cause, undefined);
    return true;
  });
});
