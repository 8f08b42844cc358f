import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { formatOutcome, root, runLine } from '../golden/harness.ts';

const update = process.env['UPDATE_GOLDEN'] === '1';
const PICTURE = /^(```console\n\$ ([^\n]*)\n)([\s\S]*?)(?=^```$)/gm;

// The pages of trace, table and check show what is really printed; `--update-golden` writes it.
for (const page of ['docs/trace.md', 'docs/table.md', 'docs/check.md']) {
  suite(page, () => {
    test('shows what the example really prints', async () => {
      const text = await readFile(join(root, page), 'utf8');
      const pictures = [...text.matchAll(PICTURE)];
      let written = text;
      for (const [picture, head = '', command = ''] of pictures) {
        const printed = `${head}${formatOutcome(await runLine(command))}\n`;
        if (!update) assert.equal(picture, printed);
        written = written.replace(picture, () => printed);
      }
      assert.ok(pictures.length > 0);
      if (update) await writeFile(join(root, page), written);
    });
  });
}
