/** Why an API server would refuse an object. */
export interface Violation {
  /** The field: `spec.listeners[0].tls`; empty for the object as a whole. */
  readonly path: string;
  /** What is wrong there, in the words of the API server or of the CRD's rule. */
  readonly message: string;
  /** The release of the Gateway API whose rules refuse it; absent where the object's own CRD does. */
  readonly release?: string | undefined;
}
