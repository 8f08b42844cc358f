import type { Outcome, Trace } from './trace.ts';

/** What the controller of a Gateway is known to do otherwise than the specification says. */
export interface Deviation {
  readonly controllerName: string;
  /** `Envoy Gateway` */
  readonly implementation: string;
  /** The version that this is known of. */
  readonly version: string;
  readonly text: string;
  /** `inferred` was concluded, neither seen nor read. */
  readonly confidence: 'live' | 'code' | 'documented' | 'inferred';
  readonly source: string;
  /** What it answers; undefined where that does not differ, or is not known. */
  readonly outcome: Outcome | undefined;
}

/** Where the controller is known to answer a request otherwise: by what the trace says of the choices on its way. */
export function deviationsOf({ controller }: Trace): readonly Deviation[] {
  return controller === undefined ? [] : NONE_KNOWN;
}

const NONE_KNOWN: readonly Deviation[] = [];
