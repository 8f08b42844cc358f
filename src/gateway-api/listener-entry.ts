import { groupKindOf } from '../model/ref.ts';
import { readPath, readRecords } from '../model/read.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readListeners } from './gateway.ts';
import type { Listener } from './gateway.ts';

/** A listener with the Gateway or ListenerSet that holds it. */
export interface ListenerEntry {
  readonly holder: KubernetesObject;
  readonly listener: Listener;
}

const entries = new WeakMap<KubernetesObject, ListenerEntry>();

/**
 * The listeners of a Gateway or ListenerSet, each as a document (`src/documents/listener.ts`) that lists can print, select
 * and sort like an object. It is no object of Kubernetes: its name is `HOLDER#LISTENER`, as sections are named elsewhere;
 * namespace, labels and age are those of its holder; spec and status are as they stand there.
 */
export function listenerDocuments(holder: KubernetesObject): readonly KubernetesObject[] {
  const { name, namespace, labels, creationTimestamp } = holder.metadata;
  const statuses = new Map(
    readRecords(readPath(holder, 'status', 'listeners')).map((status) => [status['name'], status]),
  );
  return readListeners(holder).map((listener) => {
    const status = statuses.get(listener.name);
    const document: KubernetesObject = {
      apiVersion: 'gwctl.dev/v1alpha1',
      kind: 'Listener',
      metadata: {
        name: `${name}#${listener.name}`,
        ...(namespace === undefined ? {} : { namespace }),
        ...(labels === undefined ? {} : { labels }),
        ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
      },
      parent: { ...groupKindOf(holder), name },
      spec: listener.source,
      ...(status === undefined ? {} : { status }),
    };
    entries.set(document, { holder, listener });
    return document;
  });
}

/** What a document of `listenerDocuments` was made of; undefined for objects. */
export function listenerEntryOf(document: KubernetesObject): ListenerEntry | undefined {
  return entries.get(document);
}
