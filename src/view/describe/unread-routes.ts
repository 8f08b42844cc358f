import { ROUTE_KINDS } from '../../gateway-api/kinds.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Block } from '../description.ts';
import { field } from './blocks.ts';

/** Says which kinds of routes could not be read everywhere: some of them may lead here. */
export function unreadRouteBlocks(ref: ObjectRef, { snapshot }: { readonly snapshot: Snapshot }): readonly Block[] {
  const unread = ROUTE_KINDS.filter((kind) => !snapshot.knowsReferrers(kind, ref)).map(({ kind }) => kind);
  if (unread.length === 0) return [];
  const kinds = unread.length === ROUTE_KINDS.length ? 'routes' : unread.join(', ');
  return field('Other Routes', { text: `unknown (${kinds} of all namespaces could not be read)`, tone: 'muted' });
}
