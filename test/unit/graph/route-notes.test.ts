import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Attachment } from '../../../src/graph/graph.ts';
import { refOf } from '../../../src/model/ref.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { say } from '../../../src/view/say/say.ts';
import { attachmentOf, born, gateway, graphOf, listenerSet, namespace, route } from '../../support/world.ts';

const star = { name: 'star', port: 443, protocol: 'HTTPS', hostname: '*.dev.test', tls: {} };
const api = { ...star, name: 'api', hostname: 'api.dev.test' };
const web = gateway('web', [star, api]);
const atStar = { name: 'web', sectionName: 'star' };

const notesOf = (attachment: Attachment): readonly string[] => attachment.notes.map(say);

/** `star: api.dev.test -> web#api` for each hostname that a listener loses whole, `star: - api.dev.test` in part. */
function lostAt({ listeners }: Attachment): readonly string[] {
  return listeners.flatMap(({ name, taken, exceptions }) => [
    ...taken.map(({ hostname, by }) => `${name}: ${hostname} -> ${by.name}#${by.section ?? ''}`),
    ...exceptions.map(({ hostname }) => `${name}: - ${hostname}`),
  ]);
}

describe('listener isolation (type docs of Gateway spec.listeners: at most one listener handles a request)', () => {
  const http = { name: 'http', port: 80, protocol: 'HTTP' };
  const allowed = { allowedListeners: { namespaces: { from: 'Same' } } };
  const entry = { name: 'own', port: 443, protocol: 'HTTPS', hostname: 'own.dev.test', tls: {} };
  const set = listenerSet('set', { name: 'web' }, [entry]);
  const cases: readonly [string, KubernetesObject, readonly KubernetesObject[], readonly string[]][] = [
    [
      'the more specific listener takes the hostname',
      route('HTTPRoute', 'r', [atStar], { hostnames: ['api.dev.test', 'www.dev.test'] }),
      [web],
      ['star: api.dev.test -> web#api'],
    ],
    [
      'of a wildcard and of no hostname it takes a part',
      route('HTTPRoute', 'r', [atStar]),
      [web],
      ['star: - api.dev.test'],
    ],
    [
      'a listener without hostname loses to all others',
      route('GRPCRoute', 'r', [{ name: 'web', sectionName: 'http' }], { hostnames: ['a.test', 'b.test'] }),
      [gateway('web', [http, { ...http, name: 'a', hostname: 'a.test' }])],
      ['http: a.test -> web#a'],
    ],
    [
      'the longest wildcard takes it, and a wildcard as a whole',
      route('HTTPRoute', 'r', [{ name: 'web', sectionName: 'http' }], { hostnames: ['x.b.test', '*.b.test'] }),
      [
        gateway('web', [
          http,
          { ...http, name: 'test', hostname: '*.test' },
          { ...http, name: 'b', hostname: '*.b.test' },
        ]),
      ],
      ['http: x.b.test -> web#b', 'http: *.b.test -> web#b'],
    ],
    [
      'TLS and HTTPS choose by SNI alike',
      route('HTTPRoute', 'r', [atStar], { hostnames: ['api.dev.test'] }),
      [gateway('web', [star, { ...api, protocol: 'TLS', tls: { mode: 'Passthrough' } }])],
      ['star: api.dev.test -> web#api'],
    ],
    [
      'a ListenerSet that is admitted takes it',
      route('HTTPRoute', 'r', [atStar], { hostnames: ['own.dev.test'] }),
      [gateway('web', [star], allowed), set],
      ['star: own.dev.test -> set#own'],
    ],
    [
      'and loses to the Gateway',
      route('HTTPRoute', 'r', [{ kind: 'ListenerSet', name: 'set' }], { hostnames: ['api.dev.test'] }),
      [gateway('web', [api], allowed), listenerSet('set', { name: 'web' }, [{ ...star, name: 'any' }])],
      ['any: api.dev.test -> web#api'],
    ],
    [
      'one that is not admitted does not',
      route('HTTPRoute', 'r', [atStar], { hostnames: ['own.dev.test'] }),
      [gateway('web', [star]), set],
      [],
    ],
    [
      'another port, and HTTP beside HTTPS, do not',
      route('HTTPRoute', 'r', [atStar], { hostnames: ['api.dev.test'] }),
      [gateway('web', [star, { ...api, port: 8443 }, { ...http, port: 444, hostname: 'api.dev.test' }])],
      [],
    ],
    [
      'listeners that conflict with each other do not',
      route('HTTPRoute', 'r', [atStar], { hostnames: ['api.dev.test'] }),
      [gateway('web', [star, api, { ...api, name: 'twin' }])],
      [],
    ],
  ];
  for (const [name, object, others, expected] of cases) {
    test(name, () => {
      const attachment = attachmentOf(object, others);
      assert.equal(attachment.accepted.status, 'True');
      assert.deepEqual(lostAt(attachment), expected);
    });
  }

  test('what a route loses is noted, unless it is attached to the listener that takes it', () => {
    const hostnames = ['api.dev.test'];
    assert.deepEqual(notesOf(attachmentOf(route('HTTPRoute', 'r', [atStar], { hostnames }), [web])), [
      'requests for api.dev.test go to listener api, which is more specific than listener star: attach the route to it',
    ]);
    assert.deepEqual(notesOf(attachmentOf(route('HTTPRoute', 'r', ['web'], { hostnames }), [web])), []);
    const both = route('HTTPRoute', 'r', [atStar, { name: 'web', sectionName: 'api' }], { hostnames });
    assert.deepEqual(notesOf(attachmentOf(both, [web])), []);
    const byPort = route('HTTPRoute', 'r', [atStar, { name: 'web', sectionName: 'api' }]);
    assert.deepEqual(lostAt(attachmentOf(byPort, [web])), []);
  });

  test('a part of a wildcard is no loss', () => {
    assert.deepEqual(notesOf(attachmentOf(route('HTTPRoute', 'r', [atStar]), [web])), []);
  });
});

describe('hostnames that no listener serves (type docs of spec.hostnames: they are ignored)', () => {
  const ignored = 'dev.test is ignored: no listener that the route attaches to serves it';
  const hostnames = ['dev.test', 'www.dev.test'];

  test('are named once, at the first parent that takes the route', () => {
    const object = route('HTTPRoute', 'r', ['gone', 'web', 'other'], { hostnames });
    const other = gateway('other', [star]);
    const at = (index: number): readonly string[] => notesOf(attachmentOf(object, [web, other], {}, index));
    assert.deepEqual([at(0), at(1), at(2)], [[], [ignored], []]);
  });

  for (const [name, object, others] of [
    [
      'another parent serves them',
      route('HTTPRoute', 'r', ['web', 'apex'], { hostnames }),
      [gateway('apex', [{ ...star, hostname: 'dev.test' }])],
    ],
    [
      'another parent is not known',
      route('HTTPRoute', 'r', ['web', { kind: 'Foreign', name: 'x' }], { hostnames }),
      [],
    ],
    ['none matches: that is why the route is refused', route('HTTPRoute', 'r', ['web'], { hostnames: ['a.b'] }), []],
    ['the kind knows no hostnames', route('TCPRoute', 'r', ['web'], { hostnames }), []],
  ] as const) {
    test(`nothing is said where ${name}`, () => {
      assert.deepEqual(notesOf(attachmentOf(object, [web, ...others])), []);
    });
  }

  test('nothing is said where it is not known whether another listener takes the route', () => {
    const from = { allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels: { a: 'b' } } } } };
    const some = gateway('web', [star, { ...star, name: 'apex', hostname: 'dev.test', ...from }]);
    const object = route('HTTPRoute', 'r', ['web'], { hostnames });
    const gap = {
      what: 'namespaces',
      reason: 'forbidden',
      message: 'forbidden',
      group: '',
      kind: 'Namespace',
    } as const;
    assert.deepEqual(notesOf(attachmentOf(object, [some, namespace('shop')])), [ignored]);
    assert.deepEqual(notesOf(attachmentOf(object, [some], { origin: 'live', gaps: [gap] })), []);
  });
});

const said = (first: string, why: string, listener: string, kind = 'TCPRoute'): string =>
  `${kind} shop/${first} ${why} and gets all the traffic of listener ${listener}: attach only one ${kind} to it`;

describe('several TCPRoutes or UDPRoutes on a listener: one gets all (GEP-2644)', () => {
  const one = { name: 'one', port: 9000, protocol: 'TCP' };
  const l4 = gateway('l4', [one, { ...one, name: 'two', port: 9001 }, { ...one, name: 'dns', protocol: 'UDP' }]);
  function notes(objects: readonly KubernetesObject[]): Readonly<Record<string, readonly string[]>> {
    const graph = graphOf([l4, ...objects]);
    return Object.fromEntries(
      objects.map((object) => [object.metadata.name, graph.attachments(refOf(object)).flatMap(notesOf)]),
    );
  }

  test('the oldest', () => {
    const late = route('TCPRoute', 'a', [{ name: 'l4', sectionName: 'one' }], {}, born(2));
    const early = route('TCPRoute', 'b', ['l4'], {}, born(1));
    assert.deepEqual(notes([late, early]), { a: [said('b', 'is older', 'one')], b: [] });
  });

  test('files without timestamps know no age: by name', () => {
    const [a, b] = ['a', 'b'].map((name) => route('UDPRoute', name, ['l4']));
    assert.ok(a !== undefined && b !== undefined);
    assert.deepEqual(notes([b, a]), { a: [], b: [said('a', 'comes first by name', 'dns', 'UDPRoute')] });
  });

  test('what exists already comes before what does not yet', () => {
    const old = route('TCPRoute', 'z', [{ name: 'l4', sectionName: 'one' }], {}, born(1));
    const planned = route('TCPRoute', 'a', [{ name: 'l4', sectionName: 'one' }]);
    assert.deepEqual(notes([old, planned]), { a: [said('z', 'is older', 'one')], z: [] });
  });

  test('a refused route takes nothing, and other listeners are free', () => {
    const refused = route('TCPRoute', 'a', [{ name: 'l4', sectionName: 'dns' }]);
    const other = route('TCPRoute', 'b', [{ name: 'l4', sectionName: 'two' }]);
    const own = route('TCPRoute', 'c', [{ name: 'l4', sectionName: 'one' }]);
    assert.deepEqual(notes([refused, other, own]), { a: [], b: [], c: [] });
  });
});
