import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { refOf } from '../../../src/model/ref.ts';
import type { ObjectRef } from '../../../src/model/ref.ts';
import { CATALOGUE } from '../../../src/policy/catalogue/index.ts';
import { effectivePolicies } from '../../../src/policy/effective.ts';
import type { PolicyIndex } from '../../../src/policy/policy-index.ts';
import { scopeOf } from '../../../src/policy/scope.ts';
import * as support from '../../support/world.ts';
import { index, policyKind, targetRef } from './world.ts';

const KINDS = ['security.istio.io/AuthorizationPolicy', 'gateway.envoyproxy.io/BackendTrafficPolicy'].map((key) => {
  const entry = CATALOGUE.get(key);
  assert.ok(entry !== undefined);
  const { group, kind, targets } = entry;
  return policyKind(kind, { group, class: entry.class, targets, entry });
});

const hbone = { name: 'mesh', port: 15008, protocol: 'HBONE' };
const meshClass = { ...support.gatewayClass('istio-waypoint'), spec: { controllerName: 'istio.io/mesh-controller' } };

/** A waypoint. */
function waypoint(name: string, from = 'Same', labels = {}): KubernetesObject {
  const listeners = [{ ...hbone, allowedRoutes: { namespaces: { from } } }];
  return support.gateway(name, listeners, { gatewayClassName: 'istio-waypoint' }, { metadata: { labels } });
}

function serviceWith(name: string, labels: Readonly<Record<string, string>> = {}): KubernetesObject {
  return support.make('v1', 'Service', name, { metadata: { labels }, spec: { ports: [{ port: 80 }] } });
}

const deny = (target = 'Gateway/way'): KubernetesObject =>
  support.make('security.istio.io/v1', 'AuthorizationPolicy', 'deny', { spec: { targetRefs: [targetRef(target)] } });

const worldOf = (...objects: readonly KubernetesObject[]): PolicyIndex => index([meshClass, ...objects], KINDS);

/** The policies that act on an object, with the Gateway of each path. */
const actingOn = (world: PolicyIndex, object: ObjectRef): readonly string[] =>
  effectivePolicies(world, { object }).flatMap(({ path, inputs }) =>
    inputs.map(({ policy }) => `${path.gateway?.name ?? '-'} ${policy.ref.name}`),
  );

describe('what is bound to a waypoint gets its policies', () => {
  const use = { 'istio.io/use-waypoint': 'way' };

  test('a Service by its label', () => {
    const cart = serviceWith('cart', use);
    assert.deepEqual(actingOn(worldOf(waypoint('way'), cart, deny()), refOf(cart)), ['way deny']);
  });

  test('a Namespace and its Services, but those that opt out', () => {
    const own = support.namespace('shop', use);
    const [cart, out] = [serviceWith('cart'), serviceWith('out', { 'istio.io/use-waypoint': 'none' })];
    const world = worldOf(own, waypoint('way'), cart, out, deny());
    assert.deepEqual(actingOn(world, refOf(own)), ['way deny']);
    assert.deepEqual(actingOn(world, refOf(cart)), ['way deny']);
    assert.deepEqual(actingOn(world, refOf(out)), []);
    const [policy] = world.policies();
    assert.ok(policy !== undefined);
    assert.deepEqual(
      scopeOf(world, policy).backends.map(({ name }) => name),
      ['cart'],
    );
  });

  test('of another namespace only where the listener lets it in', () => {
    const pay = serviceWith('pay/pay', { ...use, 'istio.io/use-waypoint-namespace': 'shop' });
    assert.deepEqual(actingOn(worldOf(waypoint('way', 'All'), pay, deny()), refOf(pay)), ['way deny']);
    assert.deepEqual(actingOn(worldOf(waypoint('way', 'Same'), pay, deny()), refOf(pay)), []);
  });

  test('not of a waypoint for workloads, nor of one that is not there', () => {
    const cart = serviceWith('cart', use);
    const workloads = waypoint('way', 'Same', { 'istio.io/waypoint-for': 'workload' });
    assert.deepEqual(actingOn(worldOf(workloads, cart, deny()), refOf(cart)), []);
    assert.deepEqual(actingOn(worldOf(cart, deny()), refOf(cart)), []);
  });

  test('a route of a mesh through the waypoint of its Service', () => {
    const cart = serviceWith('cart', use);
    const web = support.route('HTTPRoute', 'web', [{ group: '', kind: 'Service', name: 'cart' }], support.to());
    assert.deepEqual(actingOn(worldOf(waypoint('way'), cart, web, deny()), refOf(web)), ['way deny']);
  });

  test('not by kinds whose controllers have no waypoints', () => {
    const cart = serviceWith('cart', use);
    const policy = support.make('gateway.envoyproxy.io/v1alpha1', 'BackendTrafficPolicy', 'p', {
      spec: { targetRefs: [targetRef('Gateway/way')], retry: {} },
    });
    assert.deepEqual(actingOn(worldOf(waypoint('way'), cart, policy), refOf(cart)), []);
  });
});

/** The listeners of a Gateway as computed. */
const listenersOf = (gateway: KubernetesObject, ...more: readonly KubernetesObject[]) =>
  support.graphOf([gateway, ...more]).parent(refOf(gateway))?.listeners ?? [];

describe('HBONE is a protocol of listeners', () => {
  test('a waypoint is fine and takes no routes itself', () => {
    const [listener] = listenersOf(waypoint('way'), meshClass);
    assert.deepEqual([listener?.accepted.status, listener?.accepted.choice], ['True', undefined]);
    assert.deepEqual(listener?.supportedKinds, []);
    const web = support.route('HTTPRoute', 'web', ['way'], support.to());
    assert.equal(support.attachmentOf(web, [waypoint('way'), meshClass]).accepted.reason, 'NotAllowedByListeners');
  });

  test('a controller that serves no waypoints may refuse it', () => {
    const [listener] = listenersOf(support.gateway('web', [hbone]));
    assert.deepEqual([listener?.accepted.status, listener?.accepted.choice?.code], ['True', 'hboneIsOfMeshes']);
  });
});
