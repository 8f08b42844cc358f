import { hostnameChain, hostnameKey } from './hostname-chain.ts';
import type { MatchInput } from './match-input.ts';
import { RowIndex } from './row-index.ts';
import type { RankedRow } from './row-index.ts';

/** The rows of one hostname as routes wrote it, where a listener serves them under another, or the same. */
interface Written {
  /** What the routes wrote: decides between rows that a listener narrows to one hostname (GEP-3155 of v1.7). */
  readonly hostname: string;
  readonly index: RowIndex;
}

/** The row that answers a host and request. */
export interface HostHit {
  readonly ranked: RankedRow;
  /** The hostname under which it is served: what the listener and the route share. */
  readonly hostname: string;
  /** The hostname as the route wrote it; `*` where it wrote none. */
  readonly written: string;
}

/** The rows under one hostname. */
export interface HostEntry extends Pick<HostHit, 'hostname' | 'written'> {
  readonly index: RowIndex;
}

/** The rows of one kind of route at one listener, by hostname. */
export class HostTable {
  readonly #byHostname = new Map<string, Written[]>();
  #entries: readonly HostEntry[] | undefined;

  /** Adds a row; rows come in the order of their ranks. */
  add(hostname: string, written: string, ranked: RankedRow): void {
    let group = this.#byHostname.get(hostname);
    if (group === undefined) this.#byHostname.set(hostname, (group = []));
    let entry = group.find((known) => known.hostname === written);
    if (entry === undefined) {
      entry = { hostname: written, index: new RowIndex() };
      group.push(entry);
      if (group.length > 1) group.sort((a, b) => hostnameKey(b.hostname) - hostnameKey(a.hostname));
    }
    entry.index.add(ranked);
  }

  /** Whether any row stands under a hostname that covers the host, and which is the most specific. */
  covering(host: string): string | undefined {
    for (const hostname of hostnameChain(host)) if (this.#byHostname.has(hostname)) return hostname;
    return undefined;
  }

  /** The row that wins: by the hostname as it is written, then by its rank. */
  best(host: string, input: MatchInput, accepts?: (ranked: RankedRow) => boolean): HostHit | undefined {
    for (const hostname of hostnameChain(host)) {
      for (const { hostname: written, index } of this.#byHostname.get(hostname) ?? []) {
        const ranked = index.best(input, accepts);
        if (ranked !== undefined) return { ranked, hostname, written };
      }
    }
    return undefined;
  }

  /**
   * The row that wins where a controller compares the hostnames that listener and route share: those that a listener narrows to
   * one are equal there, and only the rank decides.
   */
  bestByShared(host: string, input: MatchInput): HostHit | undefined {
    for (const hostname of hostnameChain(host)) {
      let best: HostHit | undefined;
      for (const { hostname: written, index } of this.#byHostname.get(hostname) ?? []) {
        const ranked = index.best(input);
        if (ranked !== undefined && (best === undefined || ranked.rank < best.ranked.rank)) {
          best = { ranked, hostname, written };
        }
      }
      if (best !== undefined) return best;
    }
    return undefined;
  }

  /** The rows under each hostname that covers the host, in the order in which they are asked. */
  *entriesFor(host: string): Generator<HostEntry> {
    for (const hostname of hostnameChain(host)) {
      for (const { hostname: written, index } of this.#byHostname.get(hostname) ?? [])
        yield { hostname, written, index };
    }
  }

  /** Every hostname with its rows, the most specific first. */
  entries(): readonly HostEntry[] {
    this.#entries ??= [...this.#byHostname]
      .flatMap(([hostname, group]) => group.map(({ hostname: written, index }) => ({ hostname, written, index })))
      .toSorted(
        (a, b) => hostnameKey(b.hostname) - hostnameKey(a.hostname) || hostnameKey(b.written) - hostnameKey(a.written),
      );
    return this.#entries;
  }
}
