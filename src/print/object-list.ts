import { formatKyaml, formatKyamlItem } from './kyaml.ts';
import { indentedJson } from './sorted-json.ts';
import { formatYaml } from './yaml.ts';

/** The formats that print objects whole. */
export type ObjectFormat = 'json' | 'yaml' | 'kyaml';

/** Writes objects alone or as a `v1` `List`, piece by piece, so that a long list never stands in memory as text. */
export interface ListWriter {
  /** One object by itself. */
  readonly one: (object: unknown) => string;
  /** More items of the list; the first call begins it. */
  readonly items: (objects: readonly unknown[]) => string;
  /** Ends the list; without any item before, an empty list. */
  readonly end: () => string;
}

/** A writer of one format; the list's fields are the ones of kubectl, in the order of their names. */
export function openListWriter(format: ObjectFormat): ListWriter {
  switch (format) {
    case 'json':
      return makeWriter({
        one: (object) => `${indentedJson(object)}\n`,
        head: '{\n    "apiVersion": "v1",\n    "items": [',
        item: (object, first) => `${first ? '' : ','}\n        ${indentedJson(object, '        ')}`,
        tail: (empty) =>
          `${empty ? '' : '\n    '}],\n    "kind": "List",\n    "metadata": {\n        "resourceVersion": ""\n    }\n}\n`,
      });
    case 'yaml':
      return makeWriter({
        one: formatYaml,
        head: 'apiVersion: v1\nitems:',
        item: (object) => `\n${formatYaml([object]).trimEnd()}`,
        tail: (empty) => `${empty ? ' []' : ''}\nkind: List\nmetadata:\n  resourceVersion: ""\n`,
      });
    case 'kyaml':
      return makeWriter({
        one: formatKyaml,
        head: '---\n{\n  apiVersion: "v1",\n  items: [',
        item: (object, first) => `${first ? '' : ', '}${formatKyamlItem(object)}`,
        tail: () => '],\n  kind: "List",\n  metadata: {\n    resourceVersion: "",\n  },\n}\n',
      });
  }
}

interface ListParts {
  readonly one: (object: unknown) => string;
  readonly head: string;
  readonly item: (object: unknown, first: boolean) => string;
  readonly tail: (empty: boolean) => string;
}

function makeWriter({ one, head, item, tail }: ListParts): ListWriter {
  let count = 0;
  const begin = (): string => (count === 0 ? head : '');
  return {
    one,
    items: (objects) => objects.map((object) => begin() + item(object, count++ === 0)).join(''),
    end: () => begin() + tail(count === 0),
  };
}
