import { ServerError, messageOf } from './errors.ts';
import type { Gap } from './gap.ts';
import type { GroupKind } from './ref.ts';

/**
 * The gap that a failed reading leaves: forbidden for 401 and 403, absent for a kind that is not served, failed for
 * everything else.
 * @param what what was read, as a user would type it: `secrets`, `httproutes.gateway.networking.k8s.io`.
 */
export function gapOf(error: unknown, what: string, type?: GroupKind, namespace?: string): Gap {
  return {
    what,
    group: type?.group,
    kind: type?.kind,
    namespace,
    reason: reasonOf(error),
    message: wordsOf(error),
  };
}

function reasonOf(error: unknown): Gap['reason'] {
  if (!(error instanceof ServerError)) return 'failed';
  if (error.code === 401 || error.code === 403) return 'forbidden';
  return error.code === 404 ? 'absent' : 'failed';
}

/** A gap is printed after what could not be read: `error:` would stand in the middle of a line. */
function wordsOf(error: unknown): string {
  return messageOf(error).replace(/^error: /, '');
}
