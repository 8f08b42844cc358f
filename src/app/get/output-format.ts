import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AnswerError, UsageError, messageOf } from '../../model/errors.ts';
import type { CustomColumn } from '../../print/custom-columns.ts';
import type { JsonPath } from '../../print/jsonpath.ts';

/** How the answer is written. */
export type OutputFormat =
  | { readonly kind: 'table'; readonly wide: boolean }
  | { readonly kind: 'json' | 'yaml' | 'kyaml' | 'name' }
  | { readonly kind: 'graph' }
  | { readonly kind: 'jsonpath'; readonly path: JsonPath; readonly asJson: boolean }
  | { readonly kind: 'custom-columns'; readonly columns: readonly CustomColumn[] };

/** The formats that write objects one by one. */
export type ObjectOutput = Exclude<OutputFormat, { kind: 'table' } | { kind: 'graph' }>;

const ALLOWED: readonly string[] = [
  'custom-columns',
  'custom-columns-file',
  'graph',
  'json',
  'jsonpath',
  'jsonpath-as-json',
  'jsonpath-file',
  'kyaml',
  'name',
  'wide',
  'yaml',
];

/**
 * Understands `-o` and `--template`.
 * @param cwd where the files of the `-file` forms are looked for.
 * @throws UsageError in kubectl's words for an unknown format, a missing or wrong template; AnswerError for a template
 * file that cannot be read.
 */
export async function readOutputFormat(output: string, template: string, cwd: string): Promise<OutputFormat> {
  if (output === '' && template !== '') throw goTemplateRefused();
  if (output === '' || output === 'wide') return { kind: 'table', wide: output === 'wide' };
  if (output === 'json' || output === 'yaml' || output === 'kyaml' || output === 'name') return { kind: output };
  if (output === 'graph') return { kind: output };
  const equals = output.indexOf('=');
  const name = equals < 0 ? output : output.slice(0, equals);
  const value = template !== '' ? template : equals < 0 ? '' : output.slice(equals + 1);
  switch (name) {
    case 'jsonpath':
    case 'jsonpath-as-json':
    case 'jsonpath-file': {
      if (value === '') throw new UsageError('template format specified but no template given');
      const text = name === 'jsonpath-file' ? await readTemplate(value, cwd, 'error reading --template') : value;
      return { kind: 'jsonpath', path: await compile(text), asJson: name === 'jsonpath-as-json' };
    }
    case 'custom-columns':
    case 'custom-columns-file':
      if (value === '') throw new UsageError('custom-columns format specified but no custom columns given');
      return { kind: 'custom-columns', columns: await readColumns(name, value, cwd) };
    case 'go-template':
    case 'go-template-file':
    case 'template':
    case 'templatefile':
      throw goTemplateRefused();
    default:
      throw new UsageError(
        `unable to match a printer suitable for the output format "${output}", allowed formats are: ${ALLOWED.join(',')}`,
      );
  }
}

function goTemplateRefused(): UsageError {
  return new UsageError('go-template is not supported: use -o jsonpath=… or -o custom-columns=… instead');
}

async function compile(template: string): Promise<JsonPath> {
  const { compileJsonPath } = await import('../../print/jsonpath.ts');
  try {
    return compileJsonPath(template);
  } catch (error) {
    throw new UsageError(`error parsing jsonpath ${template}, ${messageOf(error)}`, { cause: error });
  }
}

async function readColumns(name: string, value: string, cwd: string): Promise<readonly CustomColumn[]> {
  const { parseCustomColumns, parseCustomColumnsFile } = await import('../../print/custom-columns.ts');
  const text = name === 'custom-columns-file' ? await readTemplate(value, cwd, 'error reading template') : undefined;
  try {
    return text === undefined ? parseCustomColumns(value) : parseCustomColumnsFile(text);
  } catch (error) {
    throw new UsageError(messageOf(error), { cause: error });
  }
}

async function readTemplate(path: string, cwd: string, problem: string): Promise<string> {
  try {
    return await readFile(resolve(cwd, path), 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const reason = missing ? 'no such file or directory' : messageOf(error);
    throw new AnswerError(`${problem} ${path}, open ${path}: ${reason}`, { cause: error });
  }
}
