import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { startedAs } from '../../../bin/started-as.ts';

suite('startedAs', () => {
  for (const [executable, script, name] of [
    // npm links the programs by name, and Node is told the link.
    ['node', '/usr/local/bin/gwctl', 'gwctl'],
    ['node', '/usr/local/bin/kubectl-gw', 'kubectl-gw'],
    ['/usr/bin/node', '/usr/local/bin/kubectl_complete-gw', 'kubectl_complete-gw'],
    // On Windows it writes scripts that name the file.
    [
      String.raw`C:\Program Files\nodejs\node.exe`,
      String.raw`C:\npm\node_modules\gwctl\bin\kubectl-gw.js`,
      'kubectl-gw',
    ],
    // A single executable is called by the name of a link; what it says that it runs is inside of it.
    ['kubectl-gw', '/$bunfs/root/gwctl', 'kubectl-gw'],
    ['/home/me/.krew/bin/kubectl-gw', '/$bunfs/root/gwctl', 'kubectl-gw'],
    ['./kubectl_complete-gw', '/$bunfs/root/gwctl', 'kubectl_complete-gw'],
    ['gwctl', '/$bunfs/root/kubectl-gw', 'gwctl'],
    [String.raw`C:\bin\Kubectl-GW.EXE`, undefined, 'kubectl-gw'],
    ['gwctl-linux-amd64', undefined, 'gwctl'],
    // The folder does not count.
    ['node', '/src/kubectl-gw/start.ts', 'gwctl'],
    ['something-else', undefined, 'gwctl'],
  ] as const) {
    test(`${executable} ${script ?? ''} is ${name}`, () => {
      assert.equal(startedAs(executable, script), name);
    });
  }
});
