import type { KubernetesObject } from './object.ts';
import { readNumber, readPath, readRecord, readString } from './read.ts';

/** The object that an event is about; fields that the event leaves out are undefined. */
interface EventSubject {
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly uid: string | undefined;
}

/** An event of the core API or of events.k8s.io, read into one shape. Times are milliseconds since 1970. */
export interface ObjectEvent {
  readonly subject: EventSubject;
  /** Normal, Warning or whatever was written. */
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  /** The component that reported it. */
  readonly from: string;
  readonly count: number;
  readonly firstSeen: number | undefined;
  readonly lastSeen: number | undefined;
  /** `lastTimestamp`, which events of events.k8s.io leave empty: kubectl sorts by it alone. */
  readonly lastTimestamp: number | undefined;
  /** Whether it stands for several occurrences: kubectl then writes `2m (x5 over 10m)`. */
  readonly repeated: boolean;
}

/**
 * Reads an event of either API as kubectl's describe does (k8s.io/kubectl/pkg/describe `DescribeEvents`): `eventTime`
 * before `firstTimestamp`, a series before a count, the component before the reporting controller.
 */
export function readEvent(object: KubernetesObject): ObjectEvent {
  const subject = readRecord(object['involvedObject'] ?? object['regarding']);
  const series = readRecord(object['series']);
  const seriesCount = readNumber(series['count']);
  const counted = readNumber(object['count']) ?? readNumber(object['deprecatedCount']) ?? 0;
  const eventTime = readTime(object['eventTime']);
  const lastTimestamp = readTime(object['lastTimestamp'] ?? object['deprecatedLastTimestamp']);
  const inSeries = object['series'] !== undefined && object['series'] !== null;
  const firstSeen = eventTime ?? readTime(object['firstTimestamp'] ?? object['deprecatedFirstTimestamp']);
  const repeated = inSeries || counted > 1;
  const lastOfMany = inSeries ? readTime(series['lastObservedTime']) : lastTimestamp;
  return {
    subject: {
      kind: readString(subject['kind']) ?? '',
      namespace: readString(subject['namespace']),
      name: readString(subject['name']) ?? '',
      uid: readString(subject['uid']),
    },
    type: readString(object['type']) ?? '',
    reason: readString(object['reason']) ?? '',
    message: (readString(object['message']) ?? readString(object['note']) ?? '').trim(),
    from:
      readString(readPath(object, 'source', 'component')) ??
      readString(readPath(object, 'deprecatedSource', 'component')) ??
      readString(object['reportingComponent']) ??
      readString(object['reportingController']) ??
      '',
    count: inSeries ? (seriesCount ?? 0) : Math.max(counted, 1),
    firstSeen,
    lastSeen: repeated ? lastOfMany : (lastTimestamp ?? firstSeen),
    lastTimestamp,
    repeated,
  };
}

function readTime(value: unknown): number | undefined {
  const text = readString(value);
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/**
 * Events in the order in which kubectl's describe prints them (k8s.io/kubectl/pkg/util/event `SortableEvents`): by
 * `lastTimestamp`, those without one first.
 */
export function sortEvents(events: readonly ObjectEvent[]): readonly ObjectEvent[] {
  return events.toSorted((a, b) => (a.lastTimestamp ?? 0) - (b.lastTimestamp ?? 0));
}
