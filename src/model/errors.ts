/** Errors by whose fault they are; `src/cli/report-error.ts` alone turns them into text and an exit code. */

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The arguments are wrong: `error: …`, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The answer is no (unknown resource type, nothing to compare …): `error: …`, exit code 1. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
}

/**
 * The program could not run: kubeconfig, network, TLS, unreadable file, credential plugin. The message stands alone,
 * in kubectl's words, its `error: ` prefix included where kubectl prints one; exit code 3.
 */
export class CannotRunError extends Error {
  override readonly name = 'CannotRunError';
}

/** One reason of a refused request: the field it concerns and why. */
export interface ErrorCause {
  /** `FieldValueInvalid`, `FieldManagerConflict` … */
  readonly reason: string;
  readonly field: string;
  readonly message: string;
}

/** What a Status of the API says beyond its message. */
export interface ServerErrorDetails {
  readonly group: string;
  /** The kind as the server names it there: for most errors the plural (`gateways`). */
  readonly kind: string;
  readonly name: string;
  readonly causes: readonly ErrorCause[];
  /** With reason Expired: a token that continues the list, though no longer at one point in time. */
  readonly continueToken?: string | undefined;
}

/** What the API server answered instead of an object: a `Status` of the API. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  /** HTTP status code: 404, 403 … */
  readonly code: number;
  /** `reason` of the Status: NotFound, Forbidden, Unauthorized, Expired … ; empty when the server gave none. */
  readonly reason: string;
  /** Field causes and the like; undefined when the server gave none. */
  readonly details: ServerErrorDetails | undefined;

  /**
   * @param code HTTP status code.
   * @param reason `reason` of the Status, or an empty string.
   * @param message `message` of the Status.
   */
  constructor(
    code: number,
    reason: string,
    message: string,
    options?: ErrorOptions & { readonly details?: ServerErrorDetails | undefined },
  ) {
    super(message, options);
    this.code = code;
    this.reason = reason;
    this.details = options?.details;
  }
}

/** What files answer in the API server's place: with its codes and reasons, but no server said it. */
export class FilesError extends ServerError {
  /** Where an object that was not found is: `gateway web is in infra`. */
  readonly elsewhere: string | undefined;

  constructor(code: number, reason: string, message: string, elsewhere?: string) {
    super(code, reason, elsewhere === undefined ? message : `${message}: ${elsewhere}`);
    this.elsewhere = elsewhere;
  }
}
