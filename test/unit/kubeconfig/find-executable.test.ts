import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { findExecutable, spawnArguments } from '../../../src/source/live/kubeconfig/find-executable.ts';
import { makeFolder } from './temporary-folder.ts';

test('a name is found in PATH, a path is taken as it is', async (context) => {
  const folder = await makeFolder(context, { 'one/tool': '', 'two/tool': '', 'two/other': '', 'one/folder/x': '' });
  await chmod(join(folder, 'one/tool'), 0o644);
  const PATH = ['relative', join(folder, 'gone'), join(folder, 'one'), join(folder, 'two')].join(delimiter);
  const io = { env: { PATH }, cwd: folder, os: 'linux' };
  assert.equal(await findExecutable('tool', io), join(folder, 'two/tool'));
  assert.equal(await findExecutable('folder', io), undefined);
  assert.equal(await findExecutable('one/tool', io), undefined);
  assert.equal(await findExecutable('./two/tool', io), join(folder, 'two/tool'));
  assert.equal(await findExecutable(join(folder, 'two/other'), io), join(folder, 'two/other'));
});

test('a program that only a relative folder of PATH has is not run', async (context) => {
  const folder = await makeFolder(context, { 'bin/tool': '' });
  assert.equal(
    await findExecutable('tool', { env: { PATH: `bin${delimiter}.` }, cwd: folder, os: 'linux' }),
    undefined,
  );
});

test('Windows finds a name with the suffixes of PATHEXT', async (context) => {
  const folder = await makeFolder(context, { 'aws.cmd': '', 'tool.exe': '' });
  const io = { env: { Path: folder, PATHEXT: '.EXE;.CMD' }, cwd: folder, os: 'windows' };
  assert.equal(await findExecutable('aws', io), join(folder, 'aws.cmd'));
  assert.equal(await findExecutable('tool.exe', io), join(folder, 'tool.exe'));
});

test('only batch files of Windows need a shell, and their arguments quotes', () => {
  assert.deepEqual(spawnArguments('/bin/x', ['a b'], 'linux').args, ['a b']);
  assert.equal(spawnArguments('C:\\x.exe', ['a b'], 'windows').file, 'C:\\x.exe');
  const { file, args } = spawnArguments('C:\\x.cmd', ['a&b', 'say "hi"'], 'windows');
  assert.equal(file, 'cmd.exe');
  assert.deepEqual(args, ['/d', '/s', '/c', '"^"C:\\x.cmd^" ^"a^&b^" ^"say^ \\^"hi\\^"^""']);
});
