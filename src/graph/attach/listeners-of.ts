import { readListeners } from '../../gateway-api/gateway.ts';
import type { Listener } from '../../gateway-api/gateway.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { rememberEach } from '../remember.ts';
import { supportedKindsOf } from './supported-kinds.ts';

/** The listeners of a Gateway or the entries of a ListenerSet, read once. */
export const listenersOf = rememberEach((_snapshot: Snapshot, holder: KubernetesObject): readonly Listener[] =>
  readListeners(holder),
);

/** The kinds of routes that a listener takes, worked out once. */
export const kindsOf = rememberEach((_snapshot: Snapshot, listener: Listener) => supportedKindsOf(listener));
