import type { TraceProtocol } from '../documents/trace-result.ts';
import type { FieldPath } from '../model/field-reader.ts';
import type { Expectation } from './expectation.ts';
import type { HeaderFields } from './read-headers.ts';

/** A request as a test puts it; what is left out follows from the URL and from where it comes in. */
export interface TestedRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: HeaderFields;
  readonly sni?: string | undefined;
  /** `SERVICE/METHOD` */
  readonly grpc?: string | undefined;
  /** `[NAMESPACE/]NAME` */
  readonly gateway?: string | undefined;
  readonly listener?: string | undefined;
  /** `[NAMESPACE/]SERVICE[:PORT]` */
  readonly mesh?: string | undefined;
  readonly clientNamespace?: string | undefined;
  readonly port?: number | undefined;
  readonly protocol?: TraceProtocol | undefined;
  /** The arguments of curl, without its name; they say what the other fields do not. */
  readonly curl?: readonly string[] | undefined;
  /** What the backend answers with. */
  readonly backendResponseHeaders?: HeaderFields | undefined;
}

/** One test of a file. */
export interface RoutingTestCase {
  readonly name: string;
  readonly request: TestedRequest;
  readonly expectation: Expectation;
  /** Leads to it from the file's root. */
  readonly path: FieldPath;
}
