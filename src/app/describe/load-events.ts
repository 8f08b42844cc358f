import { addTo } from '../../model/add-to.ts';
import { gapOf } from '../../model/gap-of.ts';
import type { Gap } from '../../model/gap.ts';
import { readEvent, sortEvents } from '../../model/event.ts';
import type { ObjectEvent } from '../../model/event.ts';
import { EVENT } from '../../gateway-api/kinds.ts';
import { namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { readString } from '../../model/read.ts';
import { sameGroupKind } from '../../model/ref.ts';
import { qualifiedName } from '../../model/resource-type.ts';
import type { ResourceCatalog, ResourceType } from '../../model/resource-type.ts';
import type { Source } from '../../model/source.ts';

/** Which events are wanted: those of one object by its name, or those of all objects of some kinds. */
export interface EventQuery {
  /** Undefined: all namespaces. */
  readonly namespace: string | undefined;
  readonly kinds: ReadonlySet<string>;
  /** Set where the events of a single object are wanted. */
  readonly name?: string | undefined;
}

/** The events that could be read, by object. */
export interface Events {
  /** Undefined where no events could be read, or files hold none. */
  readonly of: (object: KubernetesObject) => readonly ObjectEvent[] | undefined;
  readonly gap: Gap | undefined;
}

/** No events: they were not asked for. */
export const NO_EVENTS: Events = { of: () => undefined, gap: undefined };

/** Reads events in one list, however many objects they are of, as the core API and events.k8s.io hold them. */
export async function loadEvents(source: Source, catalog: ResourceCatalog, query: EventQuery): Promise<Events> {
  const types = catalog.types.filter(
    (type) => type.kind === EVENT.kind && (type.group === '' || type.group === 'events.k8s.io'),
  );
  // A server holds the same events under both groups.
  const asked = source.kind === 'live' ? types.filter((type) => sameGroupKind(type, EVENT)) : types;
  const byObject = new Map<string, ObjectEvent[]>();
  let count = 0;
  for (const type of asked) {
    try {
      for await (const page of source.list({
        type,
        namespace: query.namespace,
        fieldSelector: fieldSelector(query, type, source),
      })) {
        count += page.length;
        for (const object of page) keep(readEvent(object), query, byObject);
      }
    } catch (error) {
      return { of: () => undefined, gap: gapOf(error, qualifiedName(type), type, query.namespace) };
    }
  }
  // Files that hold no event at all say nothing about events.
  if (asked.length === 0 || (source.kind === 'files' && count === 0)) return NO_EVENTS;
  return {
    of: (object) => sortEvents((byObject.get(keyOf(object)) ?? []).filter((event) => isOf(event, object, source.kind))),
    gap: undefined,
  };
}

/** As kubectl asks, but without the uid, so that events need not wait for the object. */
function fieldSelector({ name, kinds, namespace }: EventQuery, type: ResourceType, source: Source): string | undefined {
  if (name === undefined || source.kind !== 'live' || type.group !== '') return undefined;
  const [kind] = kinds;
  const parts = [`involvedObject.name=${name}`, `involvedObject.kind=${kind ?? ''}`];
  if (namespace !== undefined) parts.push(`involvedObject.namespace=${namespace}`);
  return parts.join(',');
}

function keep(event: ObjectEvent, { kinds }: EventQuery, byObject: Map<string, ObjectEvent[]>): void {
  const { kind, namespace, name } = event.subject;
  if (!kinds.has(kind)) return;
  const key = `${kind}/${namespace ?? ''}/${name}`;
  addTo(byObject, key, event);
}

function keyOf(object: KubernetesObject): string {
  return `${object.kind}/${namespaceOf(object) ?? ''}/${object.metadata.name}`;
}

/** Events of an object of the same name that was there before are not its own; in files either may lack its uid. */
function isOf({ subject }: ObjectEvent, object: KubernetesObject, kind: Source['kind']): boolean {
  const uid = readString(object.metadata['uid']);
  if (uid === undefined || (kind === 'files' && subject.uid === undefined)) return true;
  return subject.uid === uid;
}
