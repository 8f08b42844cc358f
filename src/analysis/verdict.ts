import type { Graph, GraphEdge, Reported } from '../graph/graph.ts';
import type { EndpointCount } from '../graph/resolve/count-endpoints.ts';
import type { ReportedCondition } from '../graph/status/own-word.ts';
import type { ComputedCondition } from '../model/computed-condition.ts';
import type { Fact, Note } from '../model/fact.ts';
import type { ObjectRef } from '../model/ref.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Violation } from '../model/violation.ts';

/** What was read, and how it connects. */
export interface JudgedWorld {
  readonly snapshot: Snapshot;
  readonly graph: Graph;
}

/** Whether something works as intended: `warning` if only a part of it does, `unknown` if that could not be determined. */
export type VerdictState = 'ok' | 'warning' | 'broken' | 'unknown';

/** The conditions that a verdict rests on. */
export type JudgedCondition = 'Accepted' | 'Conflicted' | 'Programmed' | 'ResolvedRefs';

/** One reason why something is not ok; a sentence is made of it where it is shown. */
export type Because =
  /** The rules of the specification say so. */
  | { readonly code: 'computed'; readonly type: JudgedCondition; readonly condition: ComputedCondition }
  /** The object's own controller says so. */
  | { readonly code: 'reported'; readonly controllerName: string; readonly condition: ReportedCondition }
  /** The controller spoke of an older generation only. */
  | {
      readonly code: 'stale';
      readonly controllerName: string;
      readonly condition: ReportedCondition;
      /** That of the object now, where it is known. */
      readonly generation?: number | undefined;
    }
  /** Only the default of the CRD is there. */
  | { readonly code: 'pending'; readonly condition: ReportedCondition }
  /** The controller that should have reported has not, for all that is known without a cause of its own. */
  | { readonly code: 'unreported'; readonly fact: Fact }
  /** A reference that it holds leads nowhere, or might. */
  | { readonly code: 'reference'; readonly edge: GraphEdge }
  /** No API server would take it as it is written. `more` rules than this one refuse it. */
  | { readonly code: 'inadmissible'; readonly violation: Violation; readonly more: number }
  /** It does not exist, or could not be read; the edge names it. */
  | { readonly code: 'missing' | 'unread'; readonly edge: GraphEdge | undefined }
  /** A route that attaches only to listeners that pass nothing: one of them, or its parent, and what is wrong with that. */
  | { readonly code: 'waits'; readonly on: ObjectRef; readonly because: Because }
  /** A backend to which every connection fails by the BackendTLSPolicy that governs it. */
  | { readonly code: 'tlsFails'; readonly policy: ObjectRef; readonly condition: ComputedCondition }
  /** A Service none of whose endpoints takes traffic. */
  | { readonly code: 'noEndpoints'; readonly endpoints: EndpointCount }
  /** A route without parents. */
  | { readonly code: 'noParents' }
  /** It works, but not as it is written. */
  | { readonly code: 'noted'; readonly note: Note };

/** What one controller reported, and whether its word counts. */
export interface ReportedWord extends Reported {
  readonly own: boolean;
}

/**
 * The one answer to "is it all right?" that every view shows. Its own controller's refusal counts whatever is computed; a
 * computed refusal counts whatever is reported; where nothing can be computed its own controller's admission counts. What
 * other controllers write, and what is about an older generation, is shown and decides nothing (semantics.md 6.2).
 */
export interface Verdict {
  readonly state: VerdictState;
  /** What the rules of the specification say, by the type of the condition; empty where they say nothing. */
  readonly computed: Readonly<Partial<Record<JudgedCondition, ComputedCondition>>>;
  /** What controllers said. */
  readonly reported: readonly ReportedWord[];
  /** Why it is not ok, the worst first; empty where it is. */
  readonly because: readonly Because[];
}

/** A verdict with nothing to complain of. */
export const FINE: Verdict = { state: 'ok', computed: {}, reported: [], because: [] };

/** Whether a route with this verdict has its place at the parent, whatever its references come to. */
export function isAttached({ state, because }: Verdict): boolean {
  if (state === 'broken' || because.some(isAdmissionDoubt)) return false;
  const [worst] = because;
  return state !== 'unknown' || (worst?.code === 'computed' && worst.type === 'ResolvedRefs');
}

/** Whether nobody could say if it is accepted. */
function isAdmissionDoubt(because: Because): boolean {
  return because.code === 'computed' && because.type === 'Accepted' && because.condition.status !== 'True';
}

/** The API's word for a reason, or ours; empty where there is none. */
export function reasonOf(because: Because): string {
  switch (because.code) {
    case 'computed':
    case 'reported':
    case 'pending':
    case 'tlsFails':
      return because.condition.reason;
    case 'stale':
      return 'Stale';
    case 'unreported':
      return 'NotReported';
    case 'reference':
      return because.edge.reason;
    case 'inadmissible':
      return 'Invalid';
    case 'missing':
      return because.edge?.reason ?? '';
    case 'waits':
      return because.on.section === undefined ? 'ParentNotReady' : 'ListenerNotReady';
    case 'unread':
    case 'noEndpoints':
    case 'noParents':
      return '';
    case 'noted':
      return NOTED[because.note.code];
  }
}

/** Our own reasons for what the API knows no condition of. */
const NOTED: Readonly<Record<Note['code'], string>> = {
  hostnamesTaken: 'HostnamesTaken',
  hostnamesIgnored: 'HostnamesIgnored',
  listenerTaken: 'ListenerTaken',
  portOfOtherProtocol: 'ProtocolMismatch',
  coreIsWritten: 'CoreGroup',
};

/** The reason that weighs most; empty where all is well. */
export function worstReason({ because: [worst] }: Pick<Verdict, 'because'>): string {
  return worst === undefined ? '' : reasonOf(worst);
}

/** Whether it, or a part of it, is known to be wrong. */
export function isFlawed({ state }: Verdict): boolean {
  return state === 'broken' || state === 'warning';
}

/** What several parts come to: broken where all are, a warning where some are. */
export function sumVerdicts(verdicts: readonly Verdict[]): Verdict {
  const broken = verdicts.find(({ state }) => state === 'broken');
  if (broken !== undefined) {
    return verdicts.every(({ state }) => state === 'broken') ? broken : { ...broken, state: 'warning' };
  }
  return verdicts.find(({ state }) => state === 'warning') ?? verdicts.find(({ state }) => state === 'unknown') ?? FINE;
}
