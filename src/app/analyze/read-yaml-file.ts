import { readFile } from 'node:fs/promises';
import { CannotRunError, messageOf } from '../../model/errors.ts';

/** A small YAML or JSON file of the user's, with the lines of its fields. */
export interface YamlFile {
  readonly value: unknown;
  /** The line of a field, or of the nearest one around it that is written. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
}

/**
 * Reads a file of one YAML document.
 * @param name as the user wrote it.
 * @throws CannotRunError `error: FILE:LINE: …`.
 */
export async function readYamlFile(path: string, name: string): Promise<YamlFile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new CannotRunError(`error: ${name}: ${messageOf(error)}`);
  }
  const { LineCounter, isNode, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined) {
    throw new CannotRunError(`error: ${name}:${lines.linePos(broken.pos[0]).line}: ${broken.message}`);
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new CannotRunError(`error: ${name}: ${messageOf(error)}`);
  }
  return {
    value,
    lineOf: (at) => {
      for (let length = at.length; length > 0; length--) {
        const node: unknown = document.getIn(at.slice(0, length), true);
        if (isNode(node) && node.range !== undefined && node.range !== null) return lines.linePos(node.range[0]).line;
      }
      return 1;
    },
  };
}
