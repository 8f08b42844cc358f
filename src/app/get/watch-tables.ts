import { addTo } from '../../model/add-to.ts';
import { sortRows } from '../../print/sort.ts';
import { RunningTable } from '../../print/table.ts';
import type { TableOptions } from '../../print/table.ts';
import type { Cell } from '../../view/table.ts';
import { wantsColor } from '../scope.ts';
import { labelColumns } from './get-flags.ts';
import type { GetRun } from './get-flags.ts';
import type { Listing } from '../select/listing.ts';
import { compileSortPath, explain } from './print-tables.ts';
import type { TablesRequest } from './print-tables.ts';
import type { RowLook } from './section-rows.ts';
import type { Change, Feed } from './watch-feed.ts';
import type { WatchOutput } from './watch-output.ts';
import { WatchedRows } from './watch-rows.ts';
import type { ChangedRow } from './watch-rows.ts';

/** One listing on the screen. */
interface Board {
  readonly look: RowLook;
  readonly rows: WatchedRows;
  /** The rows of the first table, until it is printed. */
  readonly first: Map<Feed, ChangedRow[]>;
  /** As it was printed last; undefined before. */
  table: RunningTable | undefined;
}

/** Writes watched objects as tables: at first as `get`, then one row a change. */
export class WatchTables implements WatchOutput {
  readonly inTurn = false;
  readonly metadataOnly = false;
  readonly #run: GetRun;
  readonly #request: TablesRequest;
  readonly #boards = new Map<Listing, Board>();
  readonly #options: TableOptions;
  /** The table whose header stands nearest above. */
  #last: RunningTable | undefined;

  private constructor(run: GetRun, request: TablesRequest) {
    this.#run = run;
    this.#request = request;
    this.#options = { header: run.flags.noHeaders !== true, color: wantsColor(run.flags, run.io) };
  }

  /** @throws AnswerError for a wrong path of `--sort-by`. */
  static async open(run: GetRun, request: TablesRequest): Promise<WatchTables> {
    const { flags } = run;
    const output = new WatchTables(run, request);
    const sortBy = await explain(() => compileSortPath(flags.sortBy));
    for (const listing of request.listings) {
      const look: RowLook = {
        wide: request.wide,
        withNamespace: flags.allNamespaces === true && listing.namespaced,
        withKind: request.withKind || flags.showKind === true,
        labels: labelColumns(flags),
        showLabels: flags.showLabels === true,
        sortBy,
      };
      output.#boards.set(listing, { look, rows: new WatchedRows(listing, look), first: new Map(), table: undefined });
    }
    return output;
  }

  async takeFirst(feed: Feed, change: Change): Promise<boolean> {
    const board = this.#boards.get(feed.listing);
    const changed = await explain(() => board?.rows.take(feed.type, change, this.#context()));
    if (board === undefined || changed === undefined) return false;
    addTo(board.first, feed, changed);
    return true;
  }

  async printFirst(feeds: readonly Feed[]): Promise<boolean> {
    let text = '';
    for (const board of this.#boards.values()) {
      const rows = feeds.flatMap((feed) => board.first.get(feed) ?? []);
      board.first.clear();
      if (this.#run.flags.watchOnly === true) continue;
      const { sortBy } = board.look;
      const keyed = rows.map((changed) => ({ changed, key: changed.row.key }));
      const sorted = sortBy === undefined ? keyed : await explain(() => sortRows(keyed, sortBy.template));
      text += this.#write(
        board,
        sorted.map(({ changed }) => changed),
      );
    }
    if (text !== '') await this.#run.io.writeOut(text);
    return text !== '';
  }

  async printChange(feed: Feed, change: Change): Promise<void> {
    const board = this.#boards.get(feed.listing);
    const changed = board?.rows.take(feed.type, change, this.#context());
    if (board !== undefined && changed !== undefined) await this.#run.io.writeOut(this.#write(board, [changed]));
  }

  async recheck(): Promise<void> {
    const context = this.#context();
    let text = '';
    for (const board of this.#boards.values()) text += this.#write(board, board.rows.recheck(context));
    if (text !== '') await this.#run.io.writeOut(text);
  }

  #context(): ReturnType<TablesRequest['relatives']['context']> {
    return this.#request.relatives.context(this.#run.io.now(), this.#request.wide);
  }

  /** Rows below the header of their table, which is written again where other columns stand above. */
  #write(board: Board, changed: readonly ChangedRow[]): string {
    const [one] = changed;
    if (one === undefined) return '';
    const withEvents = this.#run.flags.outputWatchEvents === true;
    const columns = withEvents ? ['EVENT', ...one.header] : one.header;
    if (board.table === undefined || !sameColumns(board.table.columns, columns)) {
      board.table = new RunningTable(columns, this.#options);
    }
    const anew = this.#last !== board.table && this.#options.header;
    const gap = anew && this.#last !== undefined ? '\n' : '';
    this.#last = board.table;
    const rows = changed.map(({ event, row }): readonly Cell[] =>
      withEvents ? [event.padEnd(LONGEST_EVENT), ...row.cells] : row.cells,
    );
    return gap + board.table.write(rows, anew);
  }
}

/** So that the columns behind stay where they are, as kubectl does. */
const LONGEST_EVENT = 'MODIFIED'.length;

function sameColumns(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
