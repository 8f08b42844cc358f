import { goText } from './go-text.ts';
import { JsonPathError, compileRelaxedPath } from './jsonpath.ts';
import type { JsonPath } from './jsonpath.ts';

/** One column that the user asked for. */
export interface CustomColumn {
  readonly header: string;
  readonly path: JsonPath;
}

/** Reads `HEADER:path,HEADER:path`. @throws JsonPathError in kubectl's words. */
export function parseCustomColumns(spec: string): readonly CustomColumn[] {
  return spec.split(',').map((part) => {
    const colon = part.indexOf(':');
    if (colon < 0) {
      throw new JsonPathError(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`);
    }
    return { header: part.slice(0, colon), path: compileRelaxedPath(part.slice(colon + 1)) };
  });
}

/** Reads a template file: a line of headers, a line of paths. @throws JsonPathError in kubectl's words. */
export function parseCustomColumnsFile(text: string): readonly CustomColumn[] {
  const lines = text.split(/\r?\n/);
  const expected = 'Expected format is one line of space separated headers, one line of space separated column specs.';
  if (text === '') throw new JsonPathError(`invalid template, missing header line. ${expected}`);
  const [headers = [], paths] = lines.map((line) => line.split(/\s+/).filter((word) => word !== ''));
  if (paths === undefined || (lines.length === 2 && lines[1] === '')) {
    throw new JsonPathError(`invalid template, missing spec line. ${expected}`);
  }
  if (headers.length !== paths.length) {
    throw new JsonPathError(
      `number of headers (${headers.length}) and field specifications (${paths.length}) don't match`,
    );
  }
  return headers.map((header, index) => ({ header, path: compileRelaxedPath(paths[index] ?? '') }));
}

/** The cells of one object: every value found, with commas between; `<none>` where nothing is. */
export function customCells(columns: readonly CustomColumn[], object: unknown): readonly string[] {
  return columns.map(({ path }) => {
    const found = path.find(object);
    const values = found.flat().map(goText);
    return (found[0] ?? []).length === 0 ? ['<none>', ...values].join(',') : values.join(',');
  });
}
