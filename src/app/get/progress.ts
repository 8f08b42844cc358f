import type { Io } from '../../cli/io.ts';

/** Below this many objects nothing is said: the answer is there before anybody reads it. */
const FIRST_WORD = 1000;

/** Counts the objects of a long list on stderr, on a terminal only; the line is gone before anything else is written. */
export class Progress {
  readonly #io: Pick<Io, 'errorIsTerminal' | 'writeError'>;
  #count = 0;
  #shown = false;

  constructor(io: Pick<Io, 'errorIsTerminal' | 'writeError'>) {
    this.#io = io;
  }

  /** More objects of a type have arrived. */
  add(count: number, what: string): void {
    if (!this.#io.errorIsTerminal) return;
    this.#count += count;
    if (this.#count < FIRST_WORD) return;
    this.#shown = true;
    this.#io.writeError(`\r\u001b[K${what}: ${this.#count} read`);
  }

  /** Clears the line. */
  end(): void {
    if (this.#shown) this.#io.writeError('\r\u001b[K');
    this.#shown = false;
    this.#count = 0;
  }
}
