import { resolve } from 'node:path';
import { suite } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chosenTests } from './chosen-tests.ts';

// Each file is a suite: in one process, hooks at the top of a file would else run before the tests of all files, and what
// one file prepares would be changed by the next before it is looked at.
for (const file of chosenTests) {
  suite(file, async () => {
    await import(pathToFileURL(resolve(file)).href);
  });
}
