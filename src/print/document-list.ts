import { indentedJson } from './sorted-json.ts';
import { formatYaml } from './yaml.ts';

/** Writes a document of our own with a long `items` list, piece by piece. */
export interface DocumentWriter {
  /** One item more; the first call begins the document. */
  readonly item: (item: unknown) => string;
  /** Ends the document. */
  readonly end: () => string;
}

/**
 * A writer of `{apiVersion, …fields, items, kind}` with its keys sorted.
 * @param fields further fields; their names must stand before `items` in the alphabet.
 */
export function openDocumentWriter(
  kind: string,
  fields: Readonly<Record<string, unknown>>,
  format: 'json' | 'yaml',
): DocumentWriter {
  const head = { apiVersion: 'gwctl.dev/v1alpha1', ...fields };
  let count = 0;
  if (format === 'yaml') {
    const begin = (): string => (count++ === 0 ? `${formatYaml(head)}items:` : '');
    return {
      item: (item) => `${begin()}\n${formatYaml([item]).trimEnd()}`,
      end: () => `${count === 0 ? `${begin()} []` : ''}\n${formatYaml({ kind })}`,
    };
  }
  const start = indentedJson(head).slice(0, -2);
  const begin = (): string => (count === 0 ? `${start},\n    "items": [` : ',');
  return {
    item: (item) => {
      const text = `${begin()}\n        ${indentedJson(item, '        ')}`;
      count++;
      return text;
    },
    end: () => `${count === 0 ? `${begin()}]` : '\n    ]'},\n    "kind": ${JSON.stringify(kind)}\n}\n`,
  };
}
