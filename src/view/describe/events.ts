import type { ObjectEvent } from '../../model/event.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { humanDuration } from '../../text/age.ts';
import type { Block } from '../description.ts';
import type { DescribedEvent } from '../../documents/resource-description-list.ts';
import type { DescribeContext } from './context.ts';
import { MOST_ROWS, field } from './blocks.ts';

const COLUMNS = ['Type', 'Reason', 'Age', 'From', 'Message'];
/** As kubectl draws it: four dashes below Age. */
const UNDERLINE = ['----', '------', '----', '----', '-------'];

/** The events of an object as kubectl's describe prints them, the latest last; nothing where they were not asked for. */
export function eventBlocks(object: KubernetesObject, context: DescribeContext): readonly Block[] {
  const events = context.eventsOf(object);
  if (events === undefined) return [];
  if (events.length === 0) return field('Events', '<none>');
  const shown = events.slice(-MOST_ROWS);
  const left = events.length - shown.length;
  return [
    {
      type: 'table',
      label: 'Events',
      columns: COLUMNS,
      underline: UNDERLINE,
      rows: shown.map((event) => [event.type, event.reason, ageText(event, context.now), event.from, event.message]),
      more:
        left === 0
          ? undefined
          : `${left} earlier: kubectl events --for ${object.kind.toLowerCase()}/${object.metadata.name}`,
    },
  ];
}

/** The same as data. */
export function describedEvents(object: KubernetesObject, context: DescribeContext): readonly DescribedEvent[] {
  return (context.eventsOf(object) ?? []).map((event) => ({
    type: event.type,
    reason: event.reason,
    age: ageText(event, context.now),
    from: event.from,
    message: event.message,
    count: event.count,
    firstSeen: timeText(event.firstSeen),
    lastSeen: timeText(event.lastSeen),
  }));
}

/** `2m`, for a repeated event `2m (x5 over 10m)`. */
function ageText({ repeated, count, firstSeen, lastSeen }: ObjectEvent, now: number): string {
  const first = sinceText(firstSeen, now);
  return repeated ? `${sinceText(lastSeen, now)} (x${count} over ${first})` : first;
}

function sinceText(time: number | undefined, now: number): string {
  return time === undefined ? '<unknown>' : humanDuration(now - time);
}

function timeText(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
