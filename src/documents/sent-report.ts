/** What a request that was sent for real met. */
export interface SentReport {
  /** Where the request was sent: `203.0.113.10:443`. */
  readonly address: string;
  /** The status code that came back; absent where nothing did. */
  readonly statusCode?: number | undefined;
  /** Of gRPC: the status that came back. */
  readonly grpcStatus?: number | undefined;
  /** The Location header of the answer. */
  readonly location?: string | undefined;
  /** The `server` header of the answer. */
  readonly server?: string | undefined;
  /** Why nothing came back; absent where something did. */
  readonly failure?: string | undefined;
  /** Where the answer is otherwise than predicted. */
  readonly findings: readonly SentFinding[];
}

/** A difference between the prediction and the answer. */
export interface SentFinding {
  /** What differs: `answer`, `status`, `location`, `header` or `backend`. */
  readonly what: string;
  /** What was predicted. */
  readonly predicted: string;
  /** What came back. */
  readonly got: string;
}
