import { GATEWAY, SERVICE } from '../../gateway-api/kinds.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { unreadKinds } from '../../model/unread-kinds.ts';

/** Where the way of a request begins. */
const BEGINNINGS = [GATEWAY, SERVICE] as const;

/** Whether no request could be followed at all: the Gateways, or Services of a mesh, could not be read, and none is known. */
export function couldNotBegin(snapshot: Snapshot): boolean {
  return (
    unreadKinds(snapshot, BEGINNINGS, undefined).length > 0 &&
    BEGINNINGS.every((kind) => snapshot.list(kind).length === 0)
  );
}
