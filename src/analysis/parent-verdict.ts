import type { ComputedListener, ComputedParent } from '../graph/graph.ts';
import { judge, judgeAdmission } from './judge.ts';
import type { Verdict } from './verdict.ts';

/** A listener of a Gateway, or an entry of a ListenerSet: what is reported of it is reported by its own controller. */
export function listenerVerdict({ accepted, conflicted, resolvedRefs, reported }: ComputedListener): Verdict {
  const computed = { Accepted: accepted, Conflicted: conflicted, ResolvedRefs: resolvedRefs };
  return judge({ computed, reported, controller: undefined });
}

/** A Gateway or ListenerSet as such. Some of its listeners may still fail: then the API says `ListenersNotValid`. */
export function parentVerdict({ accepted, resolvedRefs, reported }: ComputedParent): Verdict {
  const computed = { Accepted: accepted, ...(resolvedRefs === undefined ? {} : { ResolvedRefs: resolvedRefs }) };
  return judgeAdmission({ computed, reported, controller: undefined });
}
