import assert from 'node:assert/strict';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ConnectionFlags } from '../../src/cli/connection-flags.ts';
import { findBinaries } from './binaries.ts';
import { fakeIo, getThrough, runKubectl, startRecorder } from './credentials-support.ts';
import type { Recorder } from './credentials-support.ts';

const binaries = await findBinaries();
const skip = typeof binaries === 'string' ? binaries : false;
const kubectl = typeof binaries === 'string' ? '' : binaries.kubectl;

let folder: string;
let recorder: Recorder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gwctl-kubeconfig-'));
  recorder = await startRecorder(folder);
  await mkdir(join(folder, 'sub', 'secrets'), { recursive: true });
  await mkdir(join(folder, 'home', '.kube'), { recursive: true });
  await copyFile(recorder.caFile, join(folder, 'sub', 'ca.crt'));
  await writeFile(join(folder, 'sub', 'secrets', 'token'), 'from-relative-file');
  await writeFile(join(folder, 'one.yaml'), ONE);
  await writeFile(join(folder, 'sub', 'two.yaml'), TWO.replaceAll('SERVER', recorder.url));
  await writeFile(join(folder, 'home', '.kube', 'config'), HOME.replaceAll('SERVER', recorder.url));
  await writeFile(join(folder, 'broken.yaml'), 'clusters:\n- name: a\n  cluster: {server: x\n');
  await writeFile(join(folder, 'number.yaml'), 'users:\n- name: a\n  user:\n    token: 12345\n');
  await writeFile(join(folder, 'twice.yaml'), 'users:\n- name: a\n- name: a\n');
  await writeFile(join(folder, 'pod.yaml'), 'apiVersion: v1\nkind: Pod\n');
  await writeFile(join(folder, 'list.yaml'), '- a\n');
  await writeFile(join(folder, 'empty.yaml'), '');
});

after(async () => {
  await recorder.close();
  await rm(folder, { recursive: true, force: true });
});

/** Names the context and a user, whose cluster another file has. */
const ONE = `
apiVersion: v1
kind: Config
current-context: first
contexts:
- name: first
  context: {cluster: shared, user: first, namespace: from-one}
users:
- name: first
  user: {token: token-of-one}
`;

/** YAML 1.1, relative paths, an own current-context, and a user that the first file names too. */
const TWO = `
current-context: second
clusters:
- name: shared
  cluster:
    server: SERVER
    certificate-authority: ca.crt
- name: insecure
  cluster:
    server: SERVER
    insecure-skip-tls-verify: yes
contexts:
- name: first
  context: {cluster: nowhere, user: nobody}
- name: second
  context: {cluster: shared, user: second}
users:
- name: first
  user: {token: token-of-two, username: merged}
- name: second
  user: {tokenFile: secrets/token}
`;

const HOME = TWO.replaceAll('ca.crt', '../../sub/ca.crt').replaceAll('secrets/token', '../../sub/secrets/token');

interface Case {
  readonly name: string;
  /** Files below the folder, joined to a list. */
  readonly list?: readonly string[];
  readonly flags?: ConnectionFlags;
  readonly home?: true;
}

const cases: readonly Case[] = [
  { name: 'the first file wins, entry by entry', list: ['one.yaml', 'sub/two.yaml'] },
  { name: 'in the other order', list: ['sub/two.yaml', 'one.yaml'] },
  { name: 'missing and empty names are skipped', list: ['gone.yaml', 'one.yaml', 'gone2.yaml', 'sub/two.yaml'] },
  { name: 'an empty file says nothing', list: ['empty.yaml', 'sub/two.yaml'] },
  { name: 'the context by flag', list: ['one.yaml', 'sub/two.yaml'], flags: { context: 'second' } },
  { name: 'the user by flag', list: ['one.yaml', 'sub/two.yaml'], flags: { user: 'second' } },
  { name: 'the cluster by flag, with a boolean of YAML 1.1', list: ['sub/two.yaml'], flags: { cluster: 'insecure' } },
  { name: 'the home folder', home: true },
  { name: 'the list beats the home folder', home: true, list: ['one.yaml', 'sub/two.yaml'] },
  { name: 'an explicit file beats the list', list: ['one.yaml'], flags: { kubeconfig: 'sub/two.yaml' } },
  { name: 'an explicit file that is missing', list: ['one.yaml'], flags: { kubeconfig: 'gone.yaml' } },
  { name: 'an explicit file that is a folder', flags: { kubeconfig: 'sub' } },
  { name: 'a number for a token', flags: { kubeconfig: 'number.yaml' } },
  { name: 'another kind', flags: { kubeconfig: 'pod.yaml' } },
  { name: 'a list', flags: { kubeconfig: 'list.yaml' } },
  { name: 'a context that no file has', list: ['one.yaml'], flags: { context: 'gone' } },
  { name: 'one broken file among good ones', list: ['one.yaml', 'number.yaml', 'sub/two.yaml'] },
  { name: 'two broken files', list: ['number.yaml', 'list.yaml'] },
];

for (const { name, list, flags = {}, home } of cases) {
  test(`kubeconfig files as kubectl: ${name}`, { skip }, async () => {
    const env = {
      HOME: home === true ? join(folder, 'home') : '/nonexistent',
      ...(list === undefined ? {} : { KUBECONFIG: list.map((file) => join(folder, file)).join(delimiter) }),
    };
    const given = {
      ...flags,
      ...(flags.kubeconfig === undefined ? {} : { kubeconfig: join(folder, flags.kubeconfig) }),
    };
    const args = Object.entries(given).map(([flag, value]) => `--${flag}=${String(value)}`);
    const theirs = await runKubectl(kubectl, ['get', '--raw', '/version', ...args], env);
    const seenOfTheirs = recorder.take();
    const ours = await getThrough(given, fakeIo(env));
    assert.equal(ours.status === 200, theirs.code === 0, `${ours.text}\n${theirs.errors}`);
    assert.deepEqual(recorder.take(), seenOfTheirs);
    if (theirs.code !== 0) assert.equal(withoutGoTypes(ours.text), withoutGoTypes(theirs.errors));
  });
}

/** Where Go names its own types and source lines, the beginning of the sentence has to be the same. */
function withoutGoTypes(text: string): string {
  return text
    .trimEnd()
    .replaceAll(/ in scheme "[^"]*"/g, '')
    .replaceAll(/ into Go (?:struct field|value)[^\n]*/g, '');
}

test('broken YAML is reported with its file and line, and without its text', { skip }, async () => {
  const kubeconfig = join(folder, 'broken.yaml');
  const ours = await getThrough({ kubeconfig }, fakeIo());
  assert.match(ours.text, /^error: error loading config file "[^"]*broken\.yaml": yaml: line [34]: [^\n]*$/);
});

test('a name that stands twice is reported without the entries, which may hold credentials', { skip }, async () => {
  const kubeconfig = join(folder, 'twice.yaml');
  const theirs = await runKubectl(kubectl, ['get', '--raw', '/version', `--kubeconfig=${kubeconfig}`]);
  const ours = await getThrough({ kubeconfig }, fakeIo());
  assert.ok(theirs.errors.startsWith(ours.text), `${ours.text}\n${theirs.errors}`);
});
