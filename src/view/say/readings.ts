import { GATEWAY, isListenerSetKind } from '../../gateway-api/kinds.ts';
import type { ReadingFacts } from '../../model/fact.ts';
import { nearGrantText } from './near-grant-text.ts';
import { enumerate, nameOf, otherNames } from './names.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Sentences } from './sentence.ts';

/** What could not be read. */
export const READINGS = {
  gap: ({ gap }) => gap.message,
  kindNotRead: ({ kind }) => `${kind} was not read`,
  notAmongFiles: ({ ref, elsewhere, maker }) => {
    const named = `${nameOf(ref)} is not among the files`;
    if (maker !== undefined) return `${named}: ${makerText(maker)}`;
    return elsewhere === undefined ? named : `${named}; there is one in namespace ${elsewhere}`;
  },
  grantNotAmongFiles: ({ from, to, near }) =>
    `no ReferenceGrant among the files permits the reference to ${nameOf(to)} from ${from.kind} in namespace ${from.namespace ?? ''}${near === undefined ? '' : `; ${nearGrantText(near)}`}`,
  noneAmongFiles: ({ because }, say) => `${say(because)} among the files`,
  mayBeUnread: ({ kind }) => `this ${kind} may be in a file that could not be read`,
  grantsNotRead: ({ namespace }) => `the ReferenceGrants of namespace ${namespace} could not be read`,
  listenerSetsNotRead: () => 'not all ListenerSets could be read, and an older one may conflict',
  labelsNotKnown: ({ namespace, because }, say) =>
    `the labels of namespace ${namespace} are unknown: ${because === undefined ? 'it does not exist' : say(because)}`,
  namespacesNotRead: () => 'the labels of the namespaces are unknown',
  objectsNotRead: ({ kind }) => `${kind} objects could not be read`,
  namespaceNotInFiles: ({ namespace, near, known }) =>
    `no object in the files is in namespace ${namespace}${near === undefined && known.first.length > 0 ? `; they have ${enumerate(known)}` : otherNames(near, known)}`,
} satisfies Sentences<keyof ReadingFacts>;

/** Who makes what is not there: of a Gateway or ListenerSet cert-manager, which its annotation asks. */
function makerText(maker: ObjectRef): string {
  const isAsked = sameGroupKind(maker, GATEWAY) || isListenerSetKind(maker);
  return isAsked ? `cert-manager makes it for ${nameOf(maker)}` : `${nameOf(maker)} makes it`;
}
