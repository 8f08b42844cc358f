import type { NamedObject } from './named-object.ts';
import type { Share } from './share.ts';

/** A backend that a test names, with the share that it is to get. */
export interface ExpectedBackend {
  readonly backend: NamedObject;
  readonly text: string;
  readonly share: Share | undefined;
}

/** A header: its name in lower case, and its value; null where there is to be none. */
export interface ExpectedHeader {
  readonly name: string;
  readonly value: string | null;
}

/** One thing that a test says of an answer. */
export type Claim =
  | { readonly key: 'backend' | 'backends' | 'mirrors'; readonly backends: readonly ExpectedBackend[] }
  | { readonly key: 'status'; readonly status: number | 'refused' | 'rejected' }
  | { readonly key: 'grpcStatus'; readonly status: number }
  | { readonly key: 'redirect' | 'path' | 'host' | 'listener'; readonly text: string }
  | { readonly key: 'requestHeaders' | 'responseHeaders'; readonly headers: readonly ExpectedHeader[] }
  | { readonly key: 'route'; readonly route: NamedObject; readonly text: string }
  | { readonly key: 'rule'; readonly rule: number | string }
  | { readonly key: 'match'; readonly match: number }
  | { readonly key: 'policy'; readonly kinds: readonly string[] };

/** What a test expects. */
export interface Expectation {
  /** All of them are to hold. */
  readonly always: readonly Claim[];
  /** `not`: none of them may hold, and of a list none of its entries. */
  readonly never: readonly Claim[];
}
