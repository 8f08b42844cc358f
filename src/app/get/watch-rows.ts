import type { KubernetesObject } from '../../model/object.ts';
import { refKey, refOf } from '../../model/ref.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import type { ServerColumn } from '../../model/source.ts';
import { cellText } from '../../view/table.ts';
import type { Cell, Column, TableContext } from '../../view/table.ts';
import { ageColumn } from '../../view/tables/age-column.ts';
import { nameColumn } from '../../view/tables/name-column.ts';
import type { Listing } from '../select/listing.ts';
import { openOwnRows, openServerRows } from './section-rows.ts';
import type { OwnRows, RowLook, SectionRow, ServerRows } from './section-rows.ts';
import type { Change } from './watch-feed.ts';

/** A row to print, and what happened to its object. */
export interface ChangedRow {
  readonly event: Change['type'];
  readonly header: readonly string[];
  readonly row: SectionRow;
}

/** What is kept of an object whose row depends on other kinds. */
interface Kept {
  readonly type: ResourceType;
  /** Identity, labels and the fields that dependent cells read. */
  readonly stub: KubernetesObject;
  /** As printed last. */
  readonly cells: Cell[];
  /** Whether it belongs to the listing. */
  readonly belongs: boolean;
}

/**
 * Makes the rows of one watched listing. Only where cells depend on other kinds something is kept of each object, so that
 * the rows can be made again when those change.
 */
export class WatchedRows {
  readonly #listing: Listing;
  readonly #look: RowLook;
  readonly #own: OwnRows | undefined;
  /** Which cells depend on other kinds. */
  readonly #dependent: readonly number[];
  /** Which top fields of an object they read. */
  readonly #reads: ReadonlySet<string>;
  readonly #kept = new Map<string, Kept>();
  #server: { readonly columns: readonly ServerColumn[]; readonly rows: ServerRows } | undefined;

  constructor(listing: Listing, look: RowLook) {
    this.#listing = listing;
    this.#look = look;
    this.#own = listing.table === undefined ? undefined : openOwnRows(listing.table, listing.mixed, look);
    const columns = this.#own?.columns ?? [];
    this.#dependent = columns.flatMap((column, index) => (isDependent(column) ? [index] : []));
    this.#reads = new Set(columns.flatMap(({ reads }) => reads ?? []));
  }

  /** How many objects something is kept of. */
  get kept(): number {
    return this.#kept.size;
  }

  /** The row of an object to which something happened; none where it does not belong to the listing. */
  take(type: ResourceType, change: Change, context: TableContext): ChangedRow | undefined {
    const { type: event, object, table } = change;
    const own = this.#own;
    if (own !== undefined) return this.#takeOwn(own, type, change, context);
    if (table === undefined || !this.#listing.accept(object)) return undefined;
    if (this.#server?.columns !== table.columns) {
      this.#server = { columns: table.columns, rows: openServerRows(table.columns, this.#look) };
    }
    const { header, rowOf } = this.#server.rows;
    return { event, header, row: rowOf(type, table.row) };
  }

  /** The rows whose cells changed because other kinds did. */
  recheck(context: TableContext): readonly ChangedRow[] {
    const own = this.#own;
    if (own === undefined) return [];
    const rows: ChangedRow[] = [];
    for (const [key, kept] of this.#kept) {
      const belongs = this.#listing.accept(kept.stub);
      if (!belongs && !kept.belongs) continue;
      const cells = this.#renew(own, kept, context);
      if (cells === undefined && belongs === kept.belongs) continue;
      const now: Kept = { ...kept, cells: cells ?? kept.cells, belongs };
      this.#kept.set(key, now);
      const event = belongs ? (kept.belongs ? 'MODIFIED' : 'ADDED') : 'DELETED';
      rows.push(this.#print(own, event, now, context));
    }
    return rows;
  }

  #takeOwn(own: OwnRows, type: ResourceType, change: Change, context: TableContext): ChangedRow | undefined {
    const { type: event, object } = change;
    const key = refKey(refOf(object));
    const before = this.#kept.get(key);
    if (event === 'DELETED') {
      this.#kept.delete(key);
      if (this.#dependent.length > 0 && before?.belongs !== true) return undefined;
      if (before !== undefined && isIdentity(object)) return this.#print(own, event, before, context);
    }
    const isGone = event === 'DELETED' && isIdentity(object);
    const cells = isGone ? ofIdentity(own, object, context) : own.cellsOf(object, context);
    const belongs = this.#listing.accept(object);
    if (this.#dependent.length > 0 && event !== 'DELETED') {
      this.#kept.set(key, { type, stub: this.#stubOf(object), cells, belongs });
    }
    if (!belongs && event !== 'DELETED') return undefined;
    return { event, header: own.header, row: own.finish(type, object, cells) };
  }

  /** The cells with those made again that depend on other kinds; undefined where none of them changed. */
  #renew({ columns }: OwnRows, { stub, cells }: Kept, context: TableContext): Cell[] | undefined {
    let renewed: Cell[] | undefined;
    for (const index of this.#dependent) {
      const cell = columns[index]?.cell(stub, context) ?? '';
      if (cellText(cell) === cellText(cells[index] ?? '')) continue;
      renewed ??= [...cells];
      renewed[index] = cell;
    }
    return renewed;
  }

  /** A row of kept cells, with the age of now. */
  #print(own: OwnRows, event: Change['type'], { type, stub, cells }: Kept, context: TableContext): ChangedRow {
    const now = cells.map((cell, index) => (own.columns[index] === ageColumn ? ageColumn.cell(stub, context) : cell));
    return { event, header: own.header, row: own.finish(type, stub, now) };
  }

  #stubOf({ apiVersion, kind, metadata, ...fields }: KubernetesObject): KubernetesObject {
    const { name, namespace, labels, creationTimestamp } = metadata;
    const read = Object.entries(fields).filter(([field]) => this.#reads.has(field));
    const annotations = this.#reads.has('annotations') ? metadata['annotations'] : undefined;
    const stub = { name, namespace, labels, annotations, creationTimestamp };
    return { ...Object.fromEntries(read), apiVersion, kind, metadata: stub };
  }
}

function isDependent({ needs = [], counts = [] }: Column): boolean {
  return needs.length + counts.length > 0;
}

/** A deletion that was noticed by listing again carries the identity alone, which has no version. */
function isIdentity({ metadata }: KubernetesObject): boolean {
  return metadata['resourceVersion'] === undefined;
}

/** What an object's identity tells; nothing else is made up. */
function ofIdentity({ columns }: OwnRows, object: KubernetesObject, context: TableContext): Cell[] {
  return columns.map((column) =>
    column === nameColumn || column === ageColumn ? column.cell(object, context) : '<unknown>',
  );
}
