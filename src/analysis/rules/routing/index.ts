import type { Rule } from '../rule.ts';
import { corsAnyOriginWithCredentials } from './cors-any-origin-with-credentials.ts';
import { expressionDialect } from './expression-dialect.ts';
import { expressionNeverMatches } from './expression-never-matches.ts';
import { headerChangedTwice } from './header-changed-twice.ts';
import { headerMatchedTwice } from './header-matched-twice.ts';
import { hostAsHeader } from './host-as-header.ts';
import { mirrorOfNothing } from './mirror-of-nothing.ts';
import { mirrorToOwnBackend } from './mirror-to-own-backend.ts';
import { noBackends } from './no-backends.ts';
import { overlappingRoutes } from './overlapping-routes.ts';
import { redirectLoop } from './redirect-loop.ts';
import { redirectToNothing } from './redirect-to-nothing.ts';
import { retriesOutlastTimeout } from './retries-outlast-timeout.ts';
import { sessionOutlastsLifetime } from './session-outlasts-lifetime.ts';
import { unreachableRule } from './unreachable-rule.ts';
import { zeroWeights } from './zero-weights.ts';

/** Routing: GW4. */
export const ROUTING: readonly Rule[] = [
  unreachableRule,
  overlappingRoutes,
  zeroWeights,
  noBackends,
  expressionDialect,
  expressionNeverMatches,
  mirrorToOwnBackend,
  mirrorOfNothing,
  headerMatchedTwice,
  redirectLoop,
  redirectToNothing,
  headerChangedTwice,
  corsAnyOriginWithCredentials,
  hostAsHeader,
  retriesOutlastTimeout,
  sessionOutlastsLifetime,
];
