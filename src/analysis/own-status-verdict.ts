import { generationOf, readObjectConditions } from '../gateway-api/gateway.ts';
import { reportConditions } from '../graph/status/drift.ts';
import type { ObjectRef } from '../model/ref.ts';
import { judge, outdated } from './judge.ts';
import { FINE } from './verdict.ts';
import type { JudgedWorld, Verdict } from './verdict.ts';

/**
 * What the controller of an object says in the object's own conditions: of a GatewayClass or XMesh, of policies and other
 * kinds of implementations. Kubernetes' own kinds are not judged by theirs: they are no matter of Gateways.
 */
export function ownStatusVerdict({ snapshot }: JudgedWorld, ref: ObjectRef): Verdict {
  if (ref.group === '') return FINE;
  const lookup = snapshot.find(ref);
  const conditions = lookup.state === 'found' ? readObjectConditions(lookup.object) : [];
  if (lookup.state !== 'found' || conditions.length === 0) return FINE;
  const reported = [reportConditions('', conditions, generationOf(lookup.object))];
  const verdict = judge({ computed: {}, reported, controller: undefined });
  const pending = outdated(verdict, ['Accepted']).filter(({ code }) => code === 'pending');
  return verdict.state === 'ok' && pending.length > 0 ? { ...verdict, state: 'unknown', because: pending } : verdict;
}
