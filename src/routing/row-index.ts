import { append } from '../model/append.ts';
import { addTo } from '../model/add-to.ts';
import type { MatchInput } from './match-input.ts';
import { matchesBesidePath, rowMatches } from './match-row.ts';
import type { Row } from './row.ts';

/** A row with its place in the order in which rows of its Gateway win. */
export interface RankedRow {
  readonly row: Row;
  readonly rank: number;
  /** Whether the route is only known to attach perhaps. */
  readonly unsure: boolean;
}

/**
 * The rows of one hostname, looked up by path or gRPC service: exact ones and prefixes in maps, expressions in a list of their
 * own. Every list is in the order in which its rows win.
 */
export class RowIndex {
  readonly #exact = new Map<string, RankedRow[]>();
  readonly #prefixes = new Map<string, RankedRow[]>();
  readonly #services = new Map<string, RankedRow[]>();
  /** Expressions, and gRPC rows of any service. */
  readonly #others: RankedRow[] = [];
  readonly #all: RankedRow[] = [];
  /** The most elements of a prefix: a longer path has no more of interest. */
  #deepest = 0;

  /** All rows, in the order in which they win. */
  get rows(): readonly RankedRow[] {
    return this.#all;
  }

  /** Adds a row; rows come in the order of their ranks. */
  add(ranked: RankedRow): void {
    this.#all.push(ranked);
    const { path, grpcService, kind } = ranked.row;
    if (kind === 'GRPCRoute' && grpcService?.type === 'Exact') addTo(this.#services, grpcService.value, ranked);
    else if (path === undefined || path.type === 'RegularExpression') this.#others.push(ranked);
    else if (path.type === 'Exact') addTo(this.#exact, path.value, ranked);
    else {
      addTo(this.#prefixes, path.value, ranked);
      this.#deepest = Math.max(this.#deepest, countElements(path.value));
    }
  }

  /** The row that wins among those that match, and may win only where `accepts` says so. */
  best(input: MatchInput, accepts: (ranked: RankedRow) => boolean = always): RankedRow | undefined {
    let best: RankedRow | undefined;
    const consider = (list: readonly RankedRow[] | undefined, matches: (row: Row, of: MatchInput) => boolean): void => {
      if (list === undefined) return;
      best = firstOf(list, best, (ranked) => matches(ranked.row, input) && accepts(ranked)) ?? best;
    };
    consider(this.#others, rowMatches);
    if (input.grpc !== undefined) consider(this.#services.get(input.grpc.service), matchesBesidePath);
    if (this.#exact.size > 0) consider(this.#exact.get(input.pathname), matchesBesidePath);
    if (this.#prefixes.size > 0) {
      for (const prefix of this.#prefixesOf(input.pathname)) consider(this.#prefixes.get(prefix), matchesBesidePath);
    }
    return best;
  }

  /** Every row that matches, in the order in which they win. */
  matching(input: MatchInput): readonly RankedRow[] {
    const found = this.#others.filter(({ row }) => rowMatches(row, input));
    const collect = (list: readonly RankedRow[] | undefined): void => {
      for (const ranked of list ?? []) if (matchesBesidePath(ranked.row, input)) found.push(ranked);
    };
    if (input.grpc !== undefined) collect(this.#services.get(input.grpc.service));
    collect(this.#exact.get(input.pathname));
    for (const prefix of this.#prefixesOf(input.pathname)) collect(this.#prefixes.get(prefix));
    return found.sort((a, b) => a.rank - b.rank);
  }

  /** Every row whose path, or gRPC service, may match, whatever else it asks for: all that match are among them. */
  near(pathname: string, service: string | undefined): readonly RankedRow[] {
    const found = [...this.#others];
    if (service !== undefined) append(found, this.#services.get(service) ?? []);
    append(found, this.#exact.get(pathname) ?? []);
    for (const prefix of this.#prefixesOf(pathname)) append(found, this.#prefixes.get(prefix) ?? []);
    return found;
  }

  /** The prefixes of a path by elements that may be written, each without a `/` at its end. */
  *#prefixesOf(pathname: string): Generator<string> {
    if (!pathname.startsWith('/')) return;
    yield '';
    let at = 0;
    for (let count = 1; count <= this.#deepest; count++) {
      at = pathname.indexOf('/', at + 1);
      if (at < 0) {
        yield pathname;
        return;
      }
      yield pathname.slice(0, at);
    }
  }
}

function always(): boolean {
  return true;
}

/** The first of a list that passes, unless one that wins over it is known. */
function firstOf(
  list: readonly RankedRow[],
  known: RankedRow | undefined,
  passes: (ranked: RankedRow) => boolean,
): RankedRow | undefined {
  for (const ranked of list) {
    if (known !== undefined && ranked.rank > known.rank) return undefined;
    if (passes(ranked)) return ranked;
  }
  return undefined;
}

function countElements(prefix: string): number {
  let count = 1;
  for (let at = prefix.indexOf('/', 1); at >= 0; at = prefix.indexOf('/', at + 1)) count += 1;
  return count;
}
