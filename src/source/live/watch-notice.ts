import { CannotRunError, ServerError } from '../../model/errors.ts';
import { describeServerError } from '../../model/server-error-text.ts';
import { escapeControl } from '../../text/escape.ts';

/** Says on stderr once an outage what interrupts a watch, and when it goes on. */
export class WatchNotice {
  readonly #what: string;
  readonly #writeError: (text: string) => void;
  #said = false;

  /** @param what the watched type as a user would type it. */
  constructor(what: string, writeError: (text: string) => void) {
    this.#what = what;
    this.#writeError = writeError;
  }

  /** The watch broke and could not be opened again at once. */
  interrupted(error: unknown): void {
    if (this.#said) return;
    this.#said = true;
    this.#writeError(
      `Warning: the watch of ${this.#what} is interrupted and will go on when the server answers: ${escapeControl(reasonOf(error))}\n`,
    );
  }

  /** The watch is open. */
  goesOn(): void {
    if (!this.#said) return;
    this.#said = false;
    this.#writeError(`The watch of ${this.#what} goes on.\n`);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ServerError) return describeServerError(error);
  if (error instanceof CannotRunError) return error.message.replace(/^error: /, '');
  return error instanceof Error ? error.message : String(error);
}
