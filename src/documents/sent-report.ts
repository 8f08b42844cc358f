/** What a request that was sent for real met. */
export interface SentReport {
  /** `203.0.113.10:443` */
  readonly address: string;
  readonly statusCode?: number | undefined;
  readonly grpcStatus?: number | undefined;
  readonly location?: string | undefined;
  /** The `server` header. */
  readonly server?: string | undefined;
  /** Why nothing came back. */
  readonly failure?: string | undefined;
  /** Where the answer is otherwise than predicted. */
  readonly findings: readonly SentFinding[];
}

/** A difference between the prediction and the answer. */
export interface SentFinding {
  /** `answer`, `status`, `location`, `header` or `backend`. */
  readonly what: string;
  readonly predicted: string;
  readonly got: string;
}
