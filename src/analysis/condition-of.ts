import type { Relation } from '../gateway-api/relation.ts';
import type { Because } from './verdict.ts';

/** The relations that an object's Accepted depends on; what else it refers to is about ResolvedRefs. */
const FOR_ACCEPTED: ReadonlySet<Relation> = new Set(['class', 'parameters', 'parent', 'target']);

/** The type of the condition that a reason is about; empty where it is about none. */
export function conditionOf(because: Because): string {
  if (because.code === 'computed') return because.type;
  if (because.code === 'reference') return FOR_ACCEPTED.has(because.edge.relation) ? 'Accepted' : 'ResolvedRefs';
  const isWord = because.code === 'reported' || because.code === 'stale' || because.code === 'pending';
  return isWord ? because.condition.type : '';
}
