import { GATEWAY, GATEWAY_CLASS, LISTENER_SET, X_LISTENER_SET } from '../../gateway-api/kinds.ts';
import type { GroupKind } from '../../model/ref.ts';

/** The kinds that say whose word counts on a route or policy: parents and their classes. */
export const WORD_GIVERS: readonly GroupKind[] = [GATEWAY, LISTENER_SET, X_LISTENER_SET, GATEWAY_CLASS];
