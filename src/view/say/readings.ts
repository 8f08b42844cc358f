import type { ReadingFacts } from '../../model/fact.ts';
import { enumerate, otherNames } from './names.ts';
import type { Sentences } from './sentence.ts';

/** What could not be read. */
export const READINGS = {
  gap: ({ gap }) => gap.message,
  kindNotRead: ({ kind }) => `${kind} was not read`,
  notAmongFiles: ({ kind }) => `this ${kind} is not in the files, but the cluster may have it`,
  grantsNotRead: ({ namespace }) => `the ReferenceGrants of namespace ${namespace} could not be read`,
  listenerSetsNotRead: () => 'not all ListenerSets could be read, and an older one may conflict',
  labelsNotKnown: ({ namespace, because }, say) =>
    `the labels of namespace ${namespace} are unknown: ${because === undefined ? 'it does not exist' : say(because)}`,
  namespacesNotRead: () => 'the labels of the namespaces are unknown',
  objectsNotRead: ({ kind }) => `${kind} objects could not be read`,
  namespaceNotInFiles: ({ namespace, near, known }) =>
    `no object of the files lies in namespace ${namespace}${near === undefined && known.first.length > 0 ? `; they have ${enumerate(known)}` : otherNames(near, known)}`,
} satisfies Sentences<keyof ReadingFacts>;
