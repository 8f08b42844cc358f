import type { ObjectRef } from '../model/ref.ts';

/** Something that a reader of an effective policy or setting should know: a code and what it is about, as data. */
export type Note = NoteOf;

/** The codes of notes. */
export type NoteCode = keyof NoteArguments;

/** The notes of some codes. */
export type NoteOf<Code extends NoteCode = NoteCode> = {
  [One in Code]: { readonly code: One } & Readonly<NoteArguments[One]>;
}[Code];

/** A note without arguments. */
type Nothing = object;

/** What each note is about. */
interface NoteArguments {
  /** How policies combine. */
  guessedStrategy: { kind: string };
  oldestWins: Nothing;
  listsMayMerge: Nothing;
  fieldsBesideBlock: { policy: ObjectRef };
  unknownChoice: { policy: ObjectRef; field: string; value: string };
  /** Which parents accept a route. */
  parentNotKnown: { parent: { readonly kind: string; readonly name: string } };
  inheritsNothing: Nothing;
  /** TLS to backends. */
  policyNotAccepted: { reason: string };
  noTlsOnUdp: Nothing;
  tlsOnTcpOnly: Nothing;
  /** Tracing. */
  tracingByController: Nothing;
  /** Share of the requests in percent. */
  sampled: { percent: number };
  /** Session persistence. */
  deprecatedField: { field: string };
  besideXBackend: Nothing;
  oldFields: { fields: readonly string[] };
  headerNameMissing: Nothing;
  lifetimeMissing: Nothing;
  emptySession: Nothing;
  weightsBeforeSession: Nothing;
  partlyPersistent: Nothing;
  sharedCookieName: Nothing;
  clientIpAffinity: Nothing;
}
