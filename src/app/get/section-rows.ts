import { labelsOf, namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import type { ServerColumn, ServerRow } from '../../model/source.ts';
import type { JsonPath } from '../../print/jsonpath.ts';
import { formatServerCell } from '../../print/server-cell.ts';
import type { SortKey } from '../../print/sort.ts';
import type { Cell, Column, TableContext, TableDefinition } from '../../view/table.ts';
import { cellOf } from '../../view/tables/computed-cell.ts';

/** A row with the value that it is sorted by. */
export interface SectionRow {
  readonly cells: readonly Cell[];
  readonly key: SortKey;
}

/** How rows are decorated and sorted. */
export interface RowLook {
  readonly wide: boolean;
  readonly withNamespace: boolean;
  readonly withKind: boolean;
  /** Labels that get a column each (`-L`). */
  readonly labels: readonly string[];
  readonly showLabels: boolean;
  readonly sortBy: JsonPath | undefined;
}

/** Rows by a list view of our own. */
export interface OwnRows {
  /** The columns that are shown, without the printer's own. */
  readonly columns: readonly Column[];
  readonly header: readonly string[];
  /** One cell a column. */
  readonly cellsOf: (object: KubernetesObject, context: TableContext) => Cell[];
  /** The row with the printer's own columns around its cells. */
  readonly finish: (type: ResourceType, object: KubernetesObject, cells: readonly Cell[]) => SectionRow;
}

/** @param mixed whether rows of several kinds mix, so that a KIND column tells them apart. */
export function openOwnRows({ columns: all }: TableDefinition, mixed: boolean, look: RowLook): OwnRows {
  const columns = shownColumns(all, look.wide);
  const kindAt = columns.findIndex(({ name }) => name === 'NAME') + 1;
  const names = columns.map(({ name }) => name);
  if (mixed) names.splice(kindAt, 0, 'KIND');
  return {
    columns,
    header: decorateHeader(names, look),
    cellsOf: (object, context) => columns.map((column) => cellOf(column, object, context)),
    finish(type, object, cells) {
      const shown = [...cells];
      if (look.withKind && kindAt > 0) shown[kindAt - 1] = kindPrefix(type) + object.metadata.name;
      if (mixed) shown.splice(kindAt, 0, object.kind);
      return { cells: decorate(shown, object, look), key: keyOf(object, look.sortBy) };
    },
  };
}

/** Rows by the server's own columns. */
export interface ServerRows {
  readonly header: readonly string[];
  readonly rowOf: (type: ResourceType, row: ServerRow) => SectionRow;
}

/** The rows of one page or event of the server's table. */
export function openServerRows(columns: readonly ServerColumn[], look: RowLook): ServerRows {
  const shown = columns.flatMap(({ priority }, index) => (look.wide || priority === 0 ? [index] : []));
  const nameAt = shown.findIndex((index) => columns[index]?.name.toLowerCase() === 'name');
  return {
    header: decorateHeader(
      shown.map((index) => (columns[index]?.name ?? '').toUpperCase()),
      look,
    ),
    rowOf(type, { cells, object }) {
      const texts: Cell[] = shown.map((index) => formatServerCell(cells[index]));
      if (look.withKind && nameAt >= 0) texts[nameAt] = kindPrefix(type) + object.metadata.name;
      return { cells: decorate(texts, object, look), key: keyOf(object, look.sortBy) };
    },
  };
}

/** The columns that are shown: all with `-o wide`. */
export function shownColumns(columns: readonly Column[], wide: boolean): readonly Column[] {
  return wide ? columns : columns.filter((column) => column.wide !== true);
}

/** What a row is sorted by. */
export function keyOf(object: KubernetesObject, sortBy: JsonPath | undefined): SortKey {
  return sortBy?.find(object)[0]?.slice(0, 1) ?? [];
}

/** `httproute.gateway.networking.k8s.io/`, `service/`: how kubectl tells rows of several types apart. */
export function kindPrefix({ kind, group }: Pick<ResourceType, 'kind' | 'group'>): string {
  return group === '' ? `${kind.toLowerCase()}/` : `${kind.toLowerCase()}.${group}/`;
}

function decorateHeader(names: readonly string[], { withNamespace, labels, showLabels }: RowLook): readonly string[] {
  return [
    ...(withNamespace ? ['NAMESPACE'] : []),
    ...names,
    ...labels.map((label) => label.slice(label.lastIndexOf('/') + 1).toUpperCase()),
    ...(showLabels ? ['LABELS'] : []),
  ];
}

function decorate(cells: readonly Cell[], object: KubernetesObject, look: RowLook): readonly Cell[] {
  const { withNamespace, labels, showLabels } = look;
  if (!withNamespace && labels.length === 0 && !showLabels) return cells;
  const decorated = withNamespace ? [namespaceOf(object) ?? '<none>', ...cells] : [...cells];
  if (labels.length > 0 || showLabels) {
    const own = labelsOf(object);
    for (const label of labels) decorated.push(own.get(label) ?? '');
    if (showLabels) decorated.push(labelText(own));
  }
  return decorated;
}

function labelText(labels: ReadonlyMap<string, string>): string {
  if (labels.size === 0) return '<none>';
  return [...labels]
    .map(([key, value]) => `${key}=${value}`)
    .toSorted()
    .join(',');
}
