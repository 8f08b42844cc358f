import { AsyncResource } from 'node:async_hooks';
import { resolve } from 'node:path';
import { suite } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chosenTests } from './chosen-tests.ts';

// Each file is a suite: in one process, hooks at the top of a file would else run before the tests of all files, and what
// one file prepares would be changed by the next before it is looked at. One is loaded after the other, as two that wait for
// the same module would both go on in the suite of the first; the runner knows a suite by its asynchronous resource.
let loaded: Promise<unknown> = Promise.resolve();
for (const file of chosenTests) {
  suite(file, async () => {
    const own = new AsyncResource('TestFile');
    const loading = loaded.then(() => own.runInAsyncScope(() => import(pathToFileURL(resolve(file)).href)));
    loaded = loading.catch(() => undefined);
    await loading;
  });
}
