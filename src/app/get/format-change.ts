import { withoutManagedFields } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import { customCells } from '../../print/custom-columns.ts';
import { formatKyaml, formatKyamlItem } from '../../print/kyaml.ts';
import { compactJson, indentedJson } from '../../print/sorted-json.ts';
import { RunningTable } from '../../print/table.ts';
import { formatYaml } from '../../print/yaml.ts';
import type { GetFlags } from '../../../commands/get.ts';
import type { ObjectOutput } from './output-format.ts';
import { evaluate } from './print-objects.ts';
import { kindPrefix } from './section-rows.ts';
import type { Change } from './watch-feed.ts';

/** A change with the type of its object. */
interface TypedChange extends Change {
  readonly of: ResourceType;
}

/** Writes changes one after another, as kubectl's printers do. */
export interface ChangeFormat {
  /** Whether all that is there at the beginning is written together, to stand in line. */
  readonly aligned: boolean;
  readonly write: (changes: readonly TypedChange[]) => string;
}

/**
 * The format of watched objects: what kubectl prints of each. With `--output-watch-events` that is `{type, object}`, whose
 * object keeps its managed fields, as with kubectl.
 */
export function formatChange(
  format: ObjectOutput,
  { outputWatchEvents, showManagedFields, noHeaders }: GetFlags,
): ChangeFormat {
  const withEvents = outputWatchEvents === true;
  const clean = showManagedFields === true ? (object: KubernetesObject) => object : withoutManagedFields;
  const valueOf = ({ type, object }: Change): unknown => (withEvents ? { type, object } : clean(object));
  switch (format.kind) {
    case 'name':
      return each(({ of, object }) => `${kindPrefix(of)}${object.metadata.name}\n`);
    case 'json':
      return withEvents
        ? // The type stands first, as in Go's struct.
          each(({ type, object }) => `{"type":"${type}","object":${compactJson(object)}}\n`)
        : each((change) => `${indentedJson(valueOf(change))}\n`);
    case 'yaml': {
      let separator = '';
      return each((change) => {
        const text = separator + formatYaml(valueOf(change));
        separator = '---\n';
        return text;
      });
    }
    case 'kyaml':
      return withEvents
        ? each(({ type, object }) => `---\n{\n  type: "${type}",\n  object: ${formatKyamlItem(object)},\n}\n`)
        : each((change) => formatKyaml(valueOf(change)));
    case 'jsonpath':
      return each((change) => evaluate(format.path, format.asJson, valueOf(change)));
    case 'custom-columns': {
      let header = noHeaders !== true;
      const names = format.columns.map(({ header: name }) => name);
      const table = new RunningTable(names, { header, color: false });
      return {
        aligned: true,
        write(changes) {
          const text = table.write(
            changes.map((change) => customCells(format.columns, valueOf(change))),
            header,
          );
          header = false;
          return text;
        },
      };
    }
  }
}

function each(write: (change: TypedChange) => string): ChangeFormat {
  return { aligned: false, write: (changes) => changes.map(write).join('') };
}
