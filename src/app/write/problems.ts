import type { ExitCode, Io } from '../../cli/io.ts';
import { errorText, exitCodeOf, reportError } from '../../cli/report-error.ts';
import type { Gap } from '../../model/gap.ts';
import { escapeControl } from '../../text/escape.ts';
import { summarizeGaps } from './summarize-gaps.ts';

/**
 * What went wrong while the rest still answers: errors about what was asked (they decide the exit code) and gaps beside
 * it (only named). Everything is said on stderr once, after the answer, as kubectl does.
 */
export class Problems {
  readonly #errors: unknown[] = [];
  readonly #gaps = new Map<string, Gap>();
  #isAnswerPart = false;
  #asked = 0;

  /**
   * Says how many things are asked for, each of which can fail on its own.
   * @param count types, or names.
   */
  expect(count: number): void {
    this.#asked += count;
  }

  /** Something that was asked could not be read. */
  addError(error: unknown): void {
    this.#errors.push(error);
  }

  /**
   * Something could not be read.
   * @param isAsked whether it is a part of what was asked, rather than beside it.
   */
  addGap(gap: Gap, isAsked = false): void {
    if (isAsked) this.#isAnswerPart = true;
    this.#gaps.set(`${gap.what}\n${gap.namespace ?? ''}\n${gap.message}`, gap);
  }

  /** Whether nothing went wrong with what was asked. */
  get none(): boolean {
    return this.#errors.length === 0 && !this.#isAnswerPart;
  }

  /** @throws the first error about what was asked. */
  throwFirst(): void {
    const [first] = this.#errors;
    if (this.#errors.length > 0) throw first;
  }

  /**
   * Says everything on stderr.
   * @param answered whether a part of the answer was given all the same.
   * @param trace whether `-v` asks for the server's words on every refusal, and for stack traces.
   * @returns 0 when all that was asked is answered; 1 when a part was answered; else what the worst error means.
   */
  report(io: Pick<Io, 'writeError'>, answered: boolean, trace = false): ExitCode {
    // Beside no answer at all, a gap only repeats the error.
    const gaps = answered || this.#errors.length === 0 ? summarizeGaps([...this.#gaps.values()], trace) : [];
    for (const gap of gaps) io.writeError(`Warning: ${escapeControl(gapText(gap))}\n`);
    let code: ExitCode = this.#isAnswerPart ? 1 : 0;
    const said = new Set<string>();
    for (const error of this.#errors) {
      const text = errorText(error);
      if (!said.has(text)) reportError(error, io, trace);
      said.add(text);
      const meant = exitCodeOf(error);
      if (meant > code) code = meant;
    }
    // What could be read and is empty is an answer, too.
    return code === 3 && (answered || this.#errors.length < this.#asked) ? 1 : code;
  }
}

/** A gap in one line. */
export function gapText({ what, namespace, message, isDuplicate }: Gap): string {
  if (isDuplicate === true) return message;
  return `cannot read ${what}${namespace === undefined ? '' : ` in namespace ${namespace}`}: ${message}`;
}
