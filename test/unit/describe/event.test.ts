import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEvent, sortEvents } from '../../../src/model/event.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';

function event(fields: Readonly<Record<string, unknown>>): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Event', metadata: { name: 'e' }, ...fields };
}

test('an event of the core API is read with its count and component', () => {
  const read = readEvent(
    event({
      involvedObject: { kind: 'Gateway', namespace: 'shop', name: 'web', uid: 'u1' },
      type: 'Warning',
      reason: 'Failed',
      message: ' no address \n',
      source: { component: 'acme' },
      count: 5,
      firstTimestamp: '2026-11-25T11:00:00Z',
      lastTimestamp: '2026-11-25T11:58:00Z',
    }),
  );
  assert.deepEqual(read, {
    subject: { kind: 'Gateway', namespace: 'shop', name: 'web', uid: 'u1' },
    type: 'Warning',
    reason: 'Failed',
    message: 'no address',
    from: 'acme',
    count: 5,
    firstSeen: Date.parse('2026-11-25T11:00:00Z'),
    lastSeen: Date.parse('2026-11-25T11:58:00Z'),
    lastTimestamp: Date.parse('2026-11-25T11:58:00Z'),
    repeated: true,
  });
});

test('an event of events.k8s.io is read from its own fields, its series before everything', () => {
  const read = readEvent(
    event({
      apiVersion: 'events.k8s.io/v1',
      regarding: { kind: 'HTTPRoute', namespace: 'shop', name: 'cart' },
      type: 'Normal',
      reason: 'Synced',
      note: 'done',
      reportingController: 'acme.io/x',
      eventTime: '2026-11-25T10:00:00.000000Z',
      series: { count: 3, lastObservedTime: '2026-11-25T11:00:00.000000Z' },
    }),
  );
  assert.equal(read.from, 'acme.io/x');
  assert.equal(read.message, 'done');
  assert.equal(read.count, 3);
  assert.equal(read.repeated, true);
  assert.equal(read.lastSeen, Date.parse('2026-11-25T11:00:00Z'));
});

test('a reporting component stands in for a missing source', () => {
  assert.equal(readEvent(event({ source: {}, reportingComponent: 'kubelet' })).from, 'kubelet');
});

test('a broken event has empty fields and no time', () => {
  const read = readEvent(event({ involvedObject: 'text', count: 'many', firstTimestamp: 7, series: null }));
  assert.equal(read.firstSeen, undefined);
  assert.equal(read.repeated, false);
  assert.equal(read.subject.name, '');
});

function at(lastTimestamp: string | null): ReturnType<typeof readEvent> {
  return readEvent(event({ reason: lastTimestamp ?? 'none', lastTimestamp }));
}

test('events stand in the order of kubectl: by lastTimestamp, those without one first', () => {
  const sorted = sortEvents([at('2026-11-25T11:00:00Z'), at(null), at('2026-11-25T10:00:00Z')]);
  assert.deepEqual(
    sorted.map(({ reason }) => reason),
    ['none', '2026-11-25T10:00:00Z', '2026-11-25T11:00:00Z'],
  );
});
