import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { formatOutcome, root, runLine } from '../golden/harness.ts';

const update = process.env['UPDATE_GOLDEN'] === '1';
const PICTURE = /^(```console\n\$ ([^\n]*)\n)([\s\S]*?)(?=^```$)/m;

// The pages of trace, table and check show what is really printed; `--update-golden` writes it.
for (const page of ['docs/trace.md', 'docs/table.md', 'docs/check.md']) {
  suite(page, () => {
    test('shows what the example really prints', async () => {
      const text = await readFile(join(root, page), 'utf8');
      const [, head = '', command = '', shown = ''] = PICTURE.exec(text) ?? [];
      const printed = `${formatOutcome(await runLine(command))}\n`;
      if (update)
        await writeFile(
          join(root, page),
          text.replace(PICTURE, () => `${head}${printed}`),
        );
      else assert.equal(shown, printed);
    });
  });
}
