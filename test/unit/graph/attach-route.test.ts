import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { GATEWAY } from '../../../src/gateway-api/kinds.ts';
import { refOf } from '../../../src/model/ref.ts';
import {
  attachmentOf,
  edgeText,
  everyEdge,
  gateway,
  graphOf,
  http,
  listenerOf,
  route,
  verdict,
} from '../../support/world.ts';

const https = { name: 'https', port: 443, protocol: 'HTTPS', hostname: '*.example.com', tls: {} };
const tcp = { name: 'tcp', port: 9000, protocol: 'TCP' };
const main = gateway('main', [http, https, tcp]);

const LISTENERS = { first: ['http', 'https', 'tcp'], more: 0 };
const takes = (listener: string, protocol: string, kinds: readonly string[]) => ({
  code: 'kindNotTaken',
  listener,
  protocol,
  kinds,
  kind: 'UDPRoute',
});

describe('which listeners a parentRef means (semantics.md 2.2, 2.9)', () => {
  for (const [name, kind, parent, hostnames, expected, listeners] of [
    ['all that take its kind', 'HTTPRoute', {}, undefined, 'True', ['http', 'https']],
    ['by sectionName', 'HTTPRoute', { sectionName: 'https' }, undefined, 'True', ['https']],
    ['by port', 'HTTPRoute', { port: 80 }, undefined, 'True', ['http']],
    ['by both', 'HTTPRoute', { sectionName: 'http', port: 80 }, undefined, 'True', ['http']],
    [
      'by both where they contradict',
      'HTTPRoute',
      { sectionName: 'http', port: 443 },
      undefined,
      'False NoMatchingParent',
      [],
    ],
    ['by a section that is not there', 'HTTPRoute', { sectionName: 'htpp' }, undefined, 'False NoMatchingParent', []],
    ['by a port that is not there', 'HTTPRoute', { port: 8080 }, undefined, 'False NoMatchingParent', []],
    ['another kind', 'TCPRoute', {}, undefined, 'True', ['tcp']],
    ['a kind that no listener takes', 'UDPRoute', {}, undefined, 'False NotAllowedByListeners', []],
    [
      'a kind that the section does not take',
      'HTTPRoute',
      { sectionName: 'tcp' },
      undefined,
      'False NotAllowedByListeners',
      [],
    ],
    ['a hostname that one listener shares', 'HTTPRoute', {}, ['shop.example.org'], 'True', ['http']],
    [
      'a hostname that the section does not share',
      'HTTPRoute',
      { sectionName: 'https' },
      ['shop.example.org'],
      'False NoMatchingListenerHostname',
      [],
    ],
    [
      'kind and namespace are judged before hostnames',
      'HTTPRoute',
      { sectionName: 'tcp' },
      ['a.org'],
      'False NotAllowedByListeners',
      [],
    ],
  ] as const) {
    test(name, () => {
      const spec = hostnames === undefined ? {} : { hostnames };
      const { accepted, listeners: attached } = attachmentOf(route(kind, 'web', [{ name: 'main', ...parent }], spec), [
        main,
      ]);
      assert.equal(verdict(accepted), expected);
      assert.deepEqual(
        attached.map((listener) => listener.name),
        listeners,
      );
    });
  }

  test('each listener is told with the hostnames that are served there', () => {
    const web = route('HTTPRoute', 'web', ['main'], { hostnames: ['a.example.com', 'b.org'] });
    const none = { taken: [], exceptions: [] };
    assert.deepEqual(attachmentOf(web, [main]).listeners, [
      { name: 'http', port: 80, protocol: 'HTTP', hostnames: ['a.example.com', 'b.org'], ...none },
      { name: 'https', port: 443, protocol: 'HTTPS', hostnames: ['a.example.com'], ...none },
    ]);
  });

  test('hostnames play no part for TCP', () => {
    const stream = route('TCPRoute', 'stream', ['main'], { hostnames: ['a.org'] });
    assert.deepEqual(
      attachmentOf(stream, [main]).listeners.map(({ hostnames }) => hostnames),
      [['*']],
    );
  });

  for (const [name, parent, because] of [
    [
      'a near section',
      { sectionName: 'htp' },
      {
        code: 'listenerMissing',
        parent: refOf(main),
        listener: 'htp',
        near: 'http',
        known: LISTENERS,
        holder: undefined,
      },
    ],
    [
      'a far section',
      { sectionName: 'grpc-internal' },
      {
        code: 'listenerMissing',
        parent: refOf(main),
        listener: 'grpc-internal',
        near: undefined,
        known: LISTENERS,
        holder: undefined,
      },
    ],
    [
      'a port',
      { port: 8080 },
      { code: 'noListenerOnPort', parent: refOf(main), port: 8080, ports: { first: [80, 443, 9000], more: 0 } },
    ],
    [
      'a section on another port',
      { sectionName: 'http', port: 443 },
      { code: 'listenerOnOtherPort', parent: refOf(main), listener: 'http', port: 80, wanted: 443 },
    ],
  ] as const) {
    test(`says what is there instead of ${name}`, () => {
      const web = route('HTTPRoute', 'web', [{ name: 'main', ...parent }]);
      assert.deepEqual(attachmentOf(web, [main]).accepted.because, because);
    });
  }

  test('explains every listener that refuses, up to three', () => {
    const udp = route('UDPRoute', 'u', ['main']);
    const refusals = [
      takes('http', 'HTTP', ['HTTPRoute', 'GRPCRoute']),
      takes('https', 'HTTPS', ['HTTPRoute', 'GRPCRoute']),
      takes('tcp', 'TCP', ['TCPRoute']),
    ];
    assert.deepEqual(attachmentOf(udp, [main]).accepted.because, {
      code: 'noListenerTakes',
      parent: refOf(main),
      refusals: { first: refusals, more: 0 },
    });
    const four = gateway('main', [http, https, tcp, { ...tcp, name: 'more', port: 9001 }]);
    assert.deepEqual(attachmentOf(udp, [four]).accepted.because, {
      code: 'noListenerTakes',
      parent: refOf(four),
      refusals: { first: refusals, more: 1 },
    });
  });

  test('says which kinds and hostnames are taken', () => {
    const udp = attachmentOf(route('UDPRoute', 'u', [{ name: 'main', sectionName: 'tcp' }]), [main]);
    assert.deepEqual(udp.accepted.because, takes('tcp', 'TCP', ['TCPRoute']));
    const web = attachmentOf(
      route('HTTPRoute', 'w', [{ name: 'main', sectionName: 'https' }], { hostnames: ['a.org'] }),
      [main],
    );
    assert.deepEqual(web.accepted.because, {
      code: 'noHostnameShared',
      listeners: { first: [{ listener: 'https', hostname: '*.example.com' }], more: 0 },
      hostnames: { first: ['a.org'], more: 0 },
    });
  });
});

describe('parents (semantics.md 2.1, 2.2)', () => {
  test('a missing parent is named with what is nearly so, and has no status by design', () => {
    const { accepted, drift } = attachmentOf(route('HTTPRoute', 'web', ['maim']), [main]);
    assert.equal(accepted.reason, 'ParentNotFound');
    const ref = { ...refOf(main), name: 'maim' };
    assert.deepEqual(accepted.because, {
      code: 'objectMissing',
      ref,
      near: 'main',
      elsewhere: undefined,
      otherKind: undefined,
    });
    assert.deepEqual(drift, []);
  });

  test('a parent of the name in another namespace is named', () => {
    const { accepted } = attachmentOf(route('HTTPRoute', 'cart/web', ['main']), [main]);
    const ref = { ...refOf(main), namespace: 'cart' };
    assert.deepEqual(accepted.because, {
      code: 'objectMissing',
      ref,
      near: undefined,
      elsewhere: 'shop',
      otherKind: undefined,
    });
  });

  test('a parent that could not be read is unknown, never missing', () => {
    const gaps = [{ what: 'gateways', ...GATEWAY, reason: 'forbidden', message: 'gateways is forbidden' } as const];
    const web = route('HTTPRoute', 'web', ['other']);
    assert.equal(verdict(attachmentOf(web, [main], { gaps }).accepted), 'Unknown');
    assert.deepEqual(attachmentOf(web, [main], { gaps }).accepted.because, { code: 'gap', gap: gaps[0] });
  });

  test('a kind of parent that the API does not know is not evaluated', () => {
    const web = route('HTTPRoute', 'web', [{ group: 'acme.example', kind: 'Proxy', name: 'main' }]);
    assert.equal(verdict(attachmentOf(web, [main]).accepted), 'Unknown');
  });

  test('a second parentRef never changes the outcome of the first', () => {
    const graph = graphOf([main, route('HTTPRoute', 'web', ['main', 'gone'])]);
    const [first, second] = graph.attachments(refOf(route('HTTPRoute', 'web', [])));
    assert.deepEqual([verdict(first?.accepted), verdict(second?.accepted)], ['True', 'False ParentNotFound']);
  });

  test('the edges tell the parent with its state and each listener', () => {
    const graph = graphOf([
      main,
      route('HTTPRoute', 'web', [{ name: 'main', sectionName: 'http' }, { name: 'main', port: 9 }, 'gone']),
    ]);
    const edges = everyEdge(graph).filter(({ relation }) => relation === 'parent' || relation === 'attachment');
    assert.deepEqual(edges.map(edgeText), [
      'parent HTTPRoute/web -> Gateway/main: resolved',
      'attachment HTTPRoute/web -> Gateway/main#http: resolved',
      'parent HTTPRoute/web -> Gateway/main: missing NoMatchingParent',
      'parent HTTPRoute/web -> Gateway/gone: missing ParentNotFound',
    ]);
  });
});

describe('attachedRoutes (semantics.md 2.2, 6.3)', () => {
  test('each listener counts the routes that attach to it, each once', () => {
    const graph = graphOf([
      main,
      route('HTTPRoute', 'both', ['main', { name: 'main', sectionName: 'http' }]),
      route('HTTPRoute', 'org', ['main'], { hostnames: ['a.org'] }),
      route('HTTPRoute', 'refused', [{ name: 'main', sectionName: 'https' }], { hostnames: ['a.org'] }),
      route('TCPRoute', 'stream', ['main']),
    ]);
    const counts = ['http', 'https', 'tcp'].map((name) => listenerOf(graph, main, name).attachedRoutes);
    assert.deepEqual(counts, [2, 1, 1]);
  });

  test('a listener that is not accepted counts all the same', () => {
    const twice = gateway('twice', [http, { ...http, name: 'again' }]);
    const graph = graphOf([twice, route('HTTPRoute', 'web', ['twice'])]);
    const listener = listenerOf(graph, twice, 'again');
    assert.equal(verdict(listener.accepted), 'False HostnameConflict');
    assert.equal(listener.attachedRoutes, 1);
  });

  test('routes that could not be read make the count unknown', () => {
    const gap = {
      what: 'grpcroutes',
      group: GATEWAY.group,
      kind: 'GRPCRoute',
      reason: 'forbidden',
      message: 'no',
    } as const;
    const graph = graphOf([main], { gaps: [gap] });
    assert.equal(listenerOf(graph, main, 'http').attachedRoutes, undefined);
    assert.equal(listenerOf(graph, main, 'tcp').attachedRoutes, 0);
  });
});
