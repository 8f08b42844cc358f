import type { ReadingFacts } from '../../model/fact.ts';
import type { Sentences } from './sentence.ts';

/** What could not be read. */
export const READINGS = {
  gap: ({ gap }) => gap.message,
  kindNotRead: ({ kind }) => `${kind} was not read`,
  notAmongFiles: ({ kind }) => `the files hold no such ${kind}, which the cluster may have`,
  grantsNotRead: ({ namespace }) => `the ReferenceGrants of namespace ${namespace} could not be read`,
  listenerSetsNotRead: () => 'not all ListenerSets could be read, and an older one may conflict',
  labelsNotKnown: ({ namespace, because }, say) =>
    `the labels of namespace ${namespace} are not known: ${because === undefined ? 'it does not exist' : say(because)}`,
  namespacesNotRead: () => 'the labels of the namespaces are not known',
  objectsNotRead: ({ kind }) => `${kind} objects could not be read`,
} satisfies Sentences<keyof ReadingFacts>;
