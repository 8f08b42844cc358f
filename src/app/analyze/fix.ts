import { realpath } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { Mend } from '../../answers/analyze.ts';
import type { Io } from '../../cli/io.ts';
import { unifiedPatch } from '../../print/unified-patch.ts';
import type { Source } from '../../model/source.ts';
import { writeRevised } from '../../source/files/write-revised.ts';
import { escapeControl } from '../../text/escape.ts';

/** What came of mending. */
export interface Fixed {
  /** The findings that the patch or the files that were written mend, by their fingerprints. */
  readonly mended: ReadonlySet<string>;
  /** Whether a file should have been written and could not be. */
  readonly hasFailed: boolean;
}

/**
 * Mends files: prints what would change as a patch, or writes it. What was left as it is, is said on stderr.
 * @param writes whether files are written.
 */
export async function fixFiles(mends: readonly Mend[], source: Source, writes: boolean, io: Io): Promise<Fixed> {
  const { files, made, left } = (await source.revise?.(mends)) ?? { files: [], made: [], left: [] };
  const cwd = await realpath(io.cwd);
  const unwritten = new Set<string>();
  for (const file of files) {
    if (!writes) {
      await io.writeOut(unifiedPatch(relative(cwd, file.path).replaceAll(sep, '/'), file));
      continue;
    }
    const because = await writeRevised(file, io.cwd);
    if (because === undefined) io.writeError(`Wrote ${escapeControl(file.name)}\n`);
    else {
      unwritten.add(file.name);
      io.writeError(`error: ${escapeControl(file.name)} was not written: ${escapeControl(because)}\n`);
    }
  }
  for (const { edits, because } of left) {
    io.writeError(`note: ${nameOf(edits, source)} was left as it is (${edits.code}): ${escapeControl(because)}\n`);
  }
  for (const { file, line, reason } of source.skipped?.() ?? []) {
    if (reason === 'template')
      io.writeError(`note: ${escapeControl(file)}:${line} was left as it is: it is a template\n`);
  }
  const mended = made.filter(({ object }) => !unwritten.has(source.origin?.(object)?.file ?? ''));
  return { mended: new Set(mended.map(({ finding }) => finding.fingerprint)), hasFailed: unwritten.size > 0 };
}

/** `shop.yaml:12` */
function nameOf({ object }: Mend, source: Source): string {
  const origin = source.origin?.(object);
  return origin === undefined ? object.metadata.name : `${escapeControl(origin.file)}:${origin.line}`;
}
