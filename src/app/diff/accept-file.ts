import type { Io } from '../../cli/io.ts';
import type { AcceptedDifference, TrafficChangeKind } from '../../documents/traffic-diff.ts';
import { CannotRunError } from '../../model/errors.ts';
import { FieldReader } from '../../model/field-reader.ts';
import type { FieldPath } from '../../model/field-reader.ts';
import { faultLines, readDocuments } from '../../source/files/read-documents.ts';
import { CHANGE_KINDS } from '../../view/traffic-diff-words.ts';

const FILES = { names: /\.(?:ya?ml|json)$/i, absent: 'no lists of accepted differences' } as const;
const KEYS = ['at', 'requests', 'changes', 'before', 'after'];

/**
 * Reads the differences that are known, as `-o accept` writes them. A key that is not known is a fault: what is misspelt would accept
 * nothing, or too much.
 * @throws CannotRunError `error: FILE:LINE: …`.
 */
export async function readAccepted(
  path: string,
  io: Pick<Io, 'cwd' | 'readInput'>,
): Promise<readonly AcceptedDifference[]> {
  const accepted: AcceptedDifference[] = [];
  const errors: string[] = [];
  for (const document of await readDocuments([path], { ...io, files: FILES })) {
    const reader = new FieldReader();
    const entries = reader.list(document.value, []);
    for (const [index, entry] of entries.entries()) {
      const read = readEntry(entry, [index], reader);
      if (read !== undefined) accepted.push(read);
    }
    errors.push(...(await faultLines(document, reader.faults)));
  }
  if (errors.length > 0) throw new CannotRunError(errors.join('\n'));
  return accepted;
}

function readEntry(value: unknown, path: FieldPath, reader: FieldReader): AcceptedDifference | undefined {
  const record = reader.record(value, path);
  if (record === undefined) return undefined;
  reader.known(record, path, KEYS);
  const [at, requests, before, after] = ['at', 'requests', 'before', 'after'].map((field) =>
    reader.text(record, path, field),
  );
  const changes: TrafficChangeKind[] = [];
  for (const [index, word] of reader.texts(record['changes'], [...path, 'changes']).entries()) {
    const kind = CHANGE_KINDS.find((one) => one === word);
    if (kind === undefined) reader.fault([...path, 'changes', index], `must be one of ${CHANGE_KINDS.join(', ')}`);
    else changes.push(kind);
  }
  if (at === undefined || requests === undefined || before === undefined || after === undefined) return undefined;
  return { at, requests, changes, before, after };
}
