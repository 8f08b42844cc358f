import type { KubernetesObject } from '../../../src/model/object.ts';
import type { RequestParts } from '../../../src/routing/make-request.ts';
import { gateway, madeOn, route } from '../../support/world.ts';

/** A source of numbers that is the same in every run. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A number from 0 up to, not including, a limit (mulberry32). */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  /** One of some. */
  of<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }

  /** Some of them, perhaps none, each once. */
  some<Item>(items: readonly Item[], most: number): readonly Item[] {
    const count = this.below(most + 1);
    return [...new Set(Array.from({ length: count }, () => this.of(items)))];
  }
}

// Few words, so that ties, wildcards, equal prefixes and hostnames that overlap are common.
const HOSTNAMES = ['a.com', 'b.a.com', 'c.b.a.com', '*.a.com', '*.b.a.com', '*.com'];
const HOSTS = ['a.com', 'b.a.com', 'c.b.a.com', 'd.a.com', 'd.b.a.com', 'e.com', '', '10.0.0.1', 'A.com:80'];
const PATHS = ['/', '/a', '/a/', '/a/b', '/ab', '/a/b/c', '/b'];
const ASKED = ['/', '/a', '/a/', '/a/b', '/ab', '/a/b/c', '/a/b/c/d', '/b', '/B', '/abc', '/a/bc'];
const METHODS = ['GET', 'POST'];
const NAMES = ['x-a', 'X-A', 'x-b'];
const VALUES = ['1', '2'];
const QUERIES = ['q', 'Q', 'r'];
const SERVICES = ['s.A', 's.AB', 't.A'];
const CALLS = ['Get', 'GetAll', 'Put'];

/** A Gateway with listeners of overlapping hostnames on one port, and routes of one kind at it. */
export function randomTable(dice: Dice, kind: 'HTTPRoute' | 'GRPCRoute'): readonly KubernetesObject[] {
  const hostnames = new Set([undefined, ...dice.some(HOSTNAMES, 2)]);
  const listeners = [...hostnames].map((hostname, index) => ({
    name: `l${index}`,
    port: 80,
    protocol: 'HTTP',
    ...(hostname === undefined ? {} : { hostname }),
  }));
  const routes = Array.from({ length: 1 + dice.below(5) }, (_, index) => {
    const parent = dice.below(3) === 0 ? { name: 'web', sectionName: dice.of(listeners).name } : 'web';
    const spec = { hostnames: dice.some(HOSTNAMES, 2), rules: randomRules(dice, kind) };
    // Some are of one age, some were not created yet.
    const day = dice.below(3);
    const more = day === 2 ? {} : { metadata: madeOn(day) };
    return route(kind, `${dice.of(['r', 's'])}${index}`, [parent], spec, more);
  });
  return [gateway('web', listeners), ...routes];
}

function randomRules(dice: Dice, kind: 'HTTPRoute' | 'GRPCRoute'): readonly unknown[] {
  return Array.from({ length: 1 + dice.below(3) }, () => {
    const matches = Array.from({ length: dice.below(3) }, () =>
      kind === 'HTTPRoute' ? randomMatch(dice) : randomCall(dice),
    );
    return { ...(matches.length === 0 ? {} : { matches }), backendRefs: [{ name: 'x', port: 80 }] };
  });
}

function randomFields(dice: Dice, names: readonly string[]): readonly unknown[] {
  return dice.some(names, 2).map((name) => ({ name, value: dice.of(VALUES) }));
}

function randomMatch(dice: Dice): unknown {
  const path = { type: dice.of(['Exact', 'PathPrefix', 'PathPrefix']), value: dice.of(PATHS) };
  return {
    ...(dice.below(4) === 0 ? {} : { path }),
    ...(dice.below(3) === 0 ? { method: dice.of(METHODS) } : {}),
    ...(dice.below(2) === 0 ? { headers: randomFields(dice, NAMES) } : {}),
    ...(dice.below(2) === 0 ? { queryParams: randomFields(dice, QUERIES) } : {}),
  };
}

function randomCall(dice: Dice): unknown {
  const method = {
    ...(dice.below(3) === 0 ? {} : { service: dice.of(SERVICES) }),
    ...(dice.below(3) === 0 ? {} : { method: dice.of(CALLS) }),
  };
  return {
    ...(Object.keys(method).length === 0 ? {} : { method }),
    ...(dice.below(2) === 0 ? { headers: randomFields(dice, NAMES) } : {}),
  };
}

/** A request that may match. */
export function randomRequest(dice: Dice, kind: 'HTTPRoute' | 'GRPCRoute'): RequestParts {
  const headers = dice.some(NAMES, 3).map((name) => [name, dice.of(VALUES)] as const);
  const host = dice.of(HOSTS);
  if (kind === 'GRPCRoute') {
    return { protocol: 'GRPC', host, port: 80, headers, grpc: { service: dice.of(SERVICES), method: dice.of(CALLS) } };
  }
  const query = dice.some(QUERIES, 2).map((name) => `${name}=${dice.of(VALUES)}`);
  const path = dice.of(ASKED) + (query.length === 0 ? '' : `?${query.join('&')}`);
  return { protocol: 'HTTP', host, port: 80, method: dice.of([...METHODS, 'PUT']), path, headers };
}
