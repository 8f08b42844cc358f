import { CannotRunError, ServerError, messageOf } from '../../model/errors.ts';
import { describeServerError } from '../../model/server-error-text.ts';
import { escapeControl } from '../../text/escape.ts';
import { isConnectionLoss } from './transport-error.ts';

/** The watches of a source that broke for one reason. */
interface Outage {
  /** The one that was named. */
  readonly named: string;
  readonly broken: Set<WatchNotice>;
}

/** What interrupts the watches of a source: one server that is away breaks many of them and is worth one line. */
export class Outages {
  readonly #writeError: (text: string) => void;
  readonly #byReason = new Map<string, Outage>();

  constructor(writeError: (text: string) => void) {
    this.#writeError = writeError;
  }

  /** A watch broke: said unless another one broke for the same reason. */
  begin(notice: WatchNotice, reason: string): void {
    const outage = this.#byReason.get(reason);
    if (outage !== undefined) {
      outage.broken.add(notice);
      return;
    }
    this.#byReason.set(reason, { named: notice.what, broken: new Set([notice]) });
    this.#writeError(
      `Warning: the watch of ${notice.what} is interrupted and will resume when the server responds: ${reason}\n`,
    );
  }

  /** A watch goes on: said when it was the last one. */
  end(notice: WatchNotice): void {
    for (const [reason, { named, broken }] of this.#byReason) {
      if (!broken.delete(notice) || broken.size > 0) continue;
      this.#byReason.delete(reason);
      this.#writeError(`The watch of ${named} has resumed.\n`);
    }
  }
}

/** Says on stderr once an outage what interrupts a watch, and when it goes on. */
export class WatchNotice {
  /** The watched type as a user would type it. */
  readonly what: string;
  readonly #outages: Outages;
  #isBroken = false;

  constructor(what: string, outages: Outages) {
    this.what = what;
    this.#outages = outages;
  }

  /** The watch broke and could not be opened again at once. */
  interrupted(error: unknown): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#outages.begin(this, escapeControl(reasonOf(error)));
  }

  /** The watch is open. */
  goesOn(): void {
    if (!this.#isBroken) return;
    this.#isBroken = false;
    this.#outages.end(this);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ServerError) return describeServerError(error);
  if (error instanceof CannotRunError) return error.message.replace(/^error: /, '');
  if (isConnectionLoss(error)) return 'unexpected EOF';
  return messageOf(error);
}
