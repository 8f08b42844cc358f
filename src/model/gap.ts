/**
 * Something that could not be read while everything else still answers. A gap beside what was asked is named on stderr;
 * what lies in a gap is `unknown`, never `missing`.
 */
export interface Gap {
  /** What is missing, as a user would type it: `httproutes.gateway.networking.k8s.io`, or `file.yaml:12`. */
  readonly what: string;
  readonly group?: string | undefined;
  readonly kind?: string | undefined;
  /** The namespace that could not be read; absent when it concerns the whole cluster. */
  readonly namespace?: string | undefined;
  /** The one object that it is about; absent where any object of the kind may be hidden by it. */
  readonly name?: string | undefined;
  /** Set where that object was read all the same, but for fields that are not what they should be. */
  readonly isRead?: true | undefined;
  /** Set where that object was read twice, and differs: the answer is whole, but may be of the wrong one. */
  readonly isDuplicate?: true | undefined;
  readonly reason: 'forbidden' | 'absent' | 'failed';
  /** One sentence in kubectl's words: why. */
  readonly message: string;
}
