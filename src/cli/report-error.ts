import { AnswerError, CannotRunError, ServerError, UsageError } from '../model/errors.ts';
import { describeServerError } from '../model/server-error-text.ts';
import { escapeLines } from '../text/escape.ts';
import type { ExitCode, Io } from './io.ts';

/**
 * Prints an error in kubectl's words on stderr: the one place where errors become text.
 * @param trace whether a bug's stack is shown (`-v`).
 * @returns the exit code that the error means.
 */
export function reportError(error: unknown, io: Pick<Io, 'writeError'>, trace = false): ExitCode {
  io.writeError(`${escapeLines(errorText(error))}\n`);
  if (trace && error instanceof Error && error.stack !== undefined) io.writeError(`${escapeLines(error.stack)}\n`);
  return exitCodeOf(error);
}

/** The exit code that an error means (design.md section 5). */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return 2;
  if (error instanceof AnswerError) return 1;
  if (error instanceof CannotRunError) return 3;
  if (error instanceof ServerError) return error.reason === 'NotFound' ? 1 : 3;
  return isStackOverflow(error) || isTooLong(error) ? 3 : 70;
}

/** What is printed for an error, not yet escaped. */
export function errorText(error: unknown): string {
  if (error instanceof UsageError || error instanceof AnswerError) return `error: ${error.message}`;
  if (error instanceof CannotRunError) return error.message;
  if (error instanceof ServerError) return describeServerError(error);
  if (isStackOverflow(error)) return 'error: an object is nested too deeply';
  if (isTooLong(error)) return 'error: the answer is too long to be written: ask for less';
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `error: a bug in gwctl: ${what}\nRun again with -v=1 for the stack trace, and please report it.`;
}

/** Nothing here recurses but into untrusted data, which may be as deep as the API server takes (10,000 levels). */
function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}

/** A text cannot have more than some 500 million characters. */
function isTooLong(error: unknown): boolean {
  return error instanceof RangeError && error.message === 'Invalid string length';
}
