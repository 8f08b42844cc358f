import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { makeRequest } from '../../../src/routing/make-request.ts';
import type { RequestParts } from '../../../src/routing/make-request.ts';
import { traceRequest } from '../../../src/routing/trace-request.ts';
import { say } from '../../../src/view/say/say.ts';
import { gateway, route, service, to } from '../../support/world.ts';
import { routingOf } from './trace-of.ts';

const http = { name: 'http', port: 80, protocol: 'HTTP' };
const other = { name: 'other', port: 8080, protocol: 'HTTP' };

function reachedAt(...values: readonly string[]): Readonly<Record<string, unknown>> {
  return { status: { addresses: values.map((value) => ({ value })) } };
}

const objects = [
  gateway('web', [http], {}, reachedAt('192.0.2.1', '2001:db8::1')),
  gateway('edge', [http, other], {}, reachedAt('lb.example.net')),
  route('HTTPRoute', 'r', ['web'], to({ name: 's', port: 80 })),
  route('HTTPRoute', 'e', ['edge'], to({ name: 's', port: 80 })),
  service('s'),
];

/** What a request without a parent comes to: each Gateway that is asked, with its route; then what is worth knowing. */
function answers(parts: RequestParts, address?: string, world = objects): readonly string[] {
  const request = makeRequest(parts);
  const traces = traceRequest(routingOf(world), { request, parent: undefined, address }, { looked: 100, told: 5 });
  return traces.map(({ parent, outcome, route: by, notes }) =>
    [
      parent?.name ?? 'none',
      by?.name ?? (outcome.reason === undefined ? '' : say(outcome.reason)),
      ...notes.map((note) => say(note)),
    ].join(' | '),
  );
}

suite('the address that a client connects to', () => {
  test('chooses the Gateway that has it', () => {
    assert.deepEqual(answers({ host: 'a.com' }, '192.0.2.1'), ['web | r']);
    assert.deepEqual(answers({ host: 'a.com' }, '2001:db8::1'), ['web | r']);
  });

  test('leads to no other Gateway where that one does not listen', () => {
    assert.deepEqual(answers({ host: 'a.com', port: 8080 }, 'lb.example.net'), ['edge | e']);
    const [answer = ''] = answers({ host: 'a.com', port: 8080 }, '192.0.2.1');
    assert.match(answer, /^none \| no listener serves HTTP on port 8080/);
    assert.doesNotMatch(answer, /edge/);
  });

  test('is the host where a Gateway is reached by a name', () => {
    assert.deepEqual(answers({ host: 'lb.example.net' }), ['edge | e']);
  });

  test('that no Gateway has is named, and answered all the same', () => {
    const note = 'no Gateway has the address 192.0.2.9: answered as if it led to them';
    assert.deepEqual(answers({ host: 'a.com' }, '192.0.2.9'), [`edge | e | ${note}`, `web | r | ${note}`]);
    assert.match(
      answers({ host: 'a.com', port: 81 }, '192.0.2.9').join('\n'),
      /no listener serves HTTP on port 81;.*192\.0\.2\.9/,
    );
  });

  test('is not judged where no Gateway has reported one', () => {
    const bare = [gateway('web', [http]), ...objects.slice(2)];
    assert.deepEqual(answers({ host: 'a.com' }, '192.0.2.9', bare), ['web | r']);
  });
});
