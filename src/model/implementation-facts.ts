import type { Fact } from './fact.ts';
import type { ObjectRef } from './ref.ts';

/** What controllers are known to do otherwise than the specification: what one answers, and each thing that makes it so. */
export interface ImplementationFacts {
  /** `because`: one of the facts below. */
  answersOtherwise: {
    statusCode: number | undefined;
    grpcStatus: number | undefined;
    backends: readonly { readonly ref: ObjectRef; readonly port: number | undefined; readonly share: number }[];
    location: string | undefined;
    because: Fact;
  };
  /** `hostname`: the most specific one that covers the host. */
  hostDoesNotFallThrough: { hostname: string };
  hostFallsThrough: object;
  hostComparedNarrowed: object;
  /** `by`: the first key of its order that decides. */
  orderDiffers: { by: string };
  pathChosenAlone: object;
  expressionNotWhole: { what: 'path' | 'header'; anchor: 'start' | 'none' };
  prefixSlashCounts: { value: string };
  prefixByCharacters: object;
  exactHasWildcards: object;
  pathNormalised: { path: string };
  headersOneByOne: { how: 'any' | 'split' };
  queryNotDecoded: object;
  queryOccurrence: { which: 'last' | 'any' };
  serviceAloneNeverMatches: { isRefused: boolean };
  redirectGuarded: { scheme: string };
  /** `what`: the filter for which no rule of the route is served. */
  routeNotServed: { what: string; route: ObjectRef };
  listenersNotIsolated: object;
  portsShareRoutes: object;
  misdirectedServed: object;
  misdirectedNotFound: object;
  backendsMerged: { with: ObjectRef };
  sharesRedistributed: object;
  sharesUnavailable: object;
  noBackendStatus: { statusCode: number };
  zeroWeightsServed: object;
  zeroWeightsStatus: { statusCode: number };
  ruleWithoutBackendsSkipped: object;
  mirrorFailsRule: object;
  filterNotSupported: { type: string };
  filterSkipped: { type: string };
  grpcStatusOther: { status: number | undefined };
  redirectWithoutPort: object;
  redirectPathOnly: object;
}
