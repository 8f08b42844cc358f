import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summarizeGaps } from '../../../src/app/write/summarize-gaps.ts';
import type { Gap } from '../../../src/model/gap.ts';

function gap(what: string, namespace: string | undefined, message: string, reason: Gap['reason'] = 'forbidden'): Gap {
  return { what, namespace, reason, message };
}

test('with -v, many refusals of one kind in one place are one line in the words of the server', () => {
  assert.deepEqual(summarizeGaps([gap('services', 'shop', 'no a'), gap('services', 'shop', 'no b')], true), [
    { what: 'services', namespace: 'shop', reason: 'forbidden', message: 'no a (and 1 more like it)' },
  ]);
});

const REFUSED = { reason: 'forbidden', message: "forbidden; -v=1 shows the server's words" };

test('what is forbidden is one short line, whether much or little', () => {
  const one = [gap('services', 'shop', 'services is forbidden: User "dev" cannot list resource "services"')];
  assert.deepEqual(summarizeGaps(one), [{ what: 'services in namespace shop', ...REFUSED }]);
  const routes = [
    gap('httproutes.gateway.networking.k8s.io', 'shop', '1'),
    gap('grpcroutes.gateway.networking.k8s.io', 'shop', '2'),
  ];
  assert.deepEqual(summarizeGaps(routes), [{ what: 'grpcroutes, httproutes in namespace shop', ...REFUSED }]);
});

test('a resource keeps its group where another is called the same', () => {
  const gaps = ['gateways.gateway.networking.k8s.io', 'gateways.networking.istio.io', 'services'];
  assert.deepEqual(summarizeGaps(gaps.map((what) => gap(what, undefined, 'no'))), [
    {
      what: 'gateways.gateway.networking.k8s.io, gateways.networking.istio.io, services',
      ...REFUSED,
    },
  ]);
});

test('a kind that is not served is no gap to tell of', () => {
  assert.deepEqual(summarizeGaps([gap('x', undefined, 'none', 'absent')]), []);
});

test('where much is forbidden, one line names it all', () => {
  const gaps = [
    gap('services', 'shop', '1'),
    gap('services', 'infra', '2'),
    gap('secrets', 'shop', '3'),
    gap('namespaces', undefined, '4'),
    gap('gateways', undefined, 'timeout', 'failed'),
  ];
  assert.deepEqual(summarizeGaps(gaps), [
    { what: 'gateways', namespace: undefined, reason: 'failed', message: 'timeout' },
    { what: 'namespaces; services in namespaces infra, shop; secrets in namespace shop', ...REFUSED },
  ]);
});

function silent(group: string): Gap {
  return { what: `${group}/v1beta1`, group, reason: 'failed', message: 'unavailable' };
}

test('an API group of metrics that does not answer is beside every question', () => {
  const groups = ['metrics.k8s.io', 'custom.metrics.k8s.io', 'policies.acme.example'];
  assert.deepEqual(
    summarizeGaps(groups.map(silent)).map(({ what }) => what),
    ['policies.acme.example/v1beta1'],
  );
});
