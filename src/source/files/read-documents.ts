import { CannotRunError } from '../../model/errors.ts';
import { fieldText } from '../../model/field-reader.ts';
import type { FieldFault } from '../../model/field-reader.ts';
import { systemReason } from '../file-error.ts';
import { findInputs } from './find-inputs.ts';
import type { FolderFiles } from './find-inputs.ts';
import { openLocator } from './locate-field.ts';
import { ParseError, parseDocument } from './parse-document.ts';
import { readBytes } from './read-bytes.ts';
import type { Place } from './read-objects.ts';
import { splitDocuments } from './split-documents.ts';

/** A document of a file that a user wrote for gwctl, and where it stands. */
export interface FoundDocument {
  readonly value: unknown;
  readonly place: Place;
}

/** Where files come from. */
interface DocumentOptions {
  readonly cwd: string;
  readonly readInput: () => AsyncIterable<Uint8Array>;
  /** Which files of a folder count. */
  readonly files: FolderFiles;
}

/**
 * Reads the documents of files and folders, in their order; empty ones are left out. Nothing is half read.
 * @throws CannotRunError `error: FILE:LINE: …` for each document that does not parse, and when a path is not there.
 */
export async function readDocuments(
  paths: readonly string[],
  { cwd, readInput, files }: DocumentOptions,
): Promise<readonly FoundDocument[]> {
  const { inputs, gaps } = await findInputs(paths, cwd, { files });
  const errors = gaps.map(({ what, message }) => `error: ${what}: ${message}`);
  const documents: FoundDocument[] = [];
  for (const found of inputs) {
    try {
      const { input, bytes } = await readBytes(found, readInput);
      for (const document of splitDocuments(bytes)) {
        try {
          const { whole } = parseDocument(bytes, document);
          const { start, end, line, column, path, value } = whole;
          if (value !== null && value !== undefined)
            documents.push({ value, place: { input, start, end, line, column, path } });
        } catch (error) {
          if (!(error instanceof ParseError)) throw error;
          errors.push(`error: ${input.name}:${error.line}: ${error.message}`);
        }
      }
    } catch (error) {
      errors.push(`error: ${found.name}: ${systemReason(error)}`);
    }
  }
  if (errors.length > 0) throw new CannotRunError(errors.join('\n'));
  return documents;
}

/** How many faults of a document are told. */
const MOST_FAULTS = 20;

/** The faults of a document in its order, each with its line: `error: FILE:LINE: FIELD …`. */
export async function faultLines({ place }: FoundDocument, faults: readonly FieldFault[]): Promise<readonly string[]> {
  const locate = await openLocator(place);
  const placed = faults.map((fault) => ({ ...fault, line: locate?.(fault.path).line ?? place.line }));
  const lines = placed
    .toSorted((a, b) => a.line - b.line)
    .slice(0, MOST_FAULTS)
    .map(({ path, message, line }) => `error: ${place.input.name}:${line}: ${fieldText(path)} ${message}`);
  return faults.length > MOST_FAULTS ? [...lines, `… and ${faults.length - MOST_FAULTS} more like these`] : lines;
}
