import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CannotRunError } from '../../../src/model/errors.ts';
import { readManifests } from '../../../src/source/files/read-manifests.ts';

test('an input without an end is an error, and is not read for ever', async () => {
  let chunks = 0;
  const chunk = Buffer.alloc(64 * 1024 * 1024);
  async function* readInput(): AsyncGenerator<Uint8Array> {
    for (;;) {
      chunks += 1;
      yield chunk;
    }
  }
  await assert.rejects(
    readManifests(['-'], { recursive: false, cwd: '/', readInput }),
    new CannotRunError('error: stdin: larger than 1 GB'),
  );
  assert.equal(chunks, 17);
});
