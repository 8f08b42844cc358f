import assert from 'node:assert/strict';
import { test } from 'node:test';
import { precedenceReason } from '../../../src/graph/precedence.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';

function created(creationTimestamp?: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'X', metadata: { name: 'x', creationTimestamp } };
}

test('no age is claimed of objects that do not say when they were created', () => {
  const [early, late] = [created('2026-01-01T00:00:00Z'), created('2026-01-02T00:00:00Z')];
  assert.equal(precedenceReason(early, late), 'older');
  assert.equal(precedenceReason(early, created('2026-01-01T00:00:00Z')), 'name');
  assert.equal(precedenceReason(created(), created()), 'notCreated');
  assert.equal(precedenceReason(early, created()), 'older');
});
