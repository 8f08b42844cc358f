import type { Change, Feed } from './watch-feed.ts';

/** How watched objects are written: as tables, or themselves. */
export interface WatchOutput {
  /** Whether the first objects of a feed are wanted after those of the feeds before it, else all at the same time. */
  readonly inTurn: boolean;
  /** Whether the metadata of the objects is enough. */
  readonly metadataOnly: boolean;
  /** Takes in an object that is there at the beginning. @returns whether it belongs to its listing. */
  readonly takeFirst: (feed: Feed, change: Change) => Promise<boolean>;
  /**
   * Writes what is there at the beginning, unless that is not wanted (`--watch-only`).
   * @param feeds the feeds in the order of printing.
   * @returns whether anything was written.
   */
  readonly printFirst: (feeds: readonly Feed[]) => Promise<boolean>;
  /** Writes what happened to one object. */
  readonly printChange: (feed: Feed, change: Change) => Promise<void>;
  /** Writes what changed because other kinds did. */
  readonly recheck: () => Promise<void>;
}
