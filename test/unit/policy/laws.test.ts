import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { load } from 'js-yaml';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { isRecord } from '../../../src/model/read.ts';
import { effectivePolicies } from '../../../src/policy/effective.ts';
import type { EffectivePolicy } from '../../../src/policy/effective.ts';
import { applyMergePatch } from '../../../src/policy/merge/json-merge-patch.ts';
import { makeTree, treeValue } from '../../../src/policy/merge/tree.ts';
import { effectiveBlocks } from '../../../src/view/effective-page.ts';
import { effectiveDocument } from '../../../src/view/effective.ts';
import { formatEffective } from '../../../src/print/effective.ts';
import { born, gateway, index, policy, policyKind, ref, route, service } from './world.ts';

const topology = [gateway('g', ['http', 'https']), route('r', ['g'], [{ name: 'one', backends: ['b'] }]), service('b')];
const TARGETS = ['Namespace/shop', 'Gateway/g', 'Gateway/g#https', 'HTTPRoute/r', 'HTTPRoute/r#one', 'Service/b'];

/** Keys that collide on purpose, with those that hurt careless code. */
const key = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', 'x/y', 'x~y', 'strategy');
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom<unknown>(null, true, 0, 1, 'text', ''),
    fc.array(fc.constantFrom(1, 'two', null), { maxLength: 2 }),
    tie('object'),
  ),
  object: fc.array(fc.tuple(key, tie('json')), { maxLength: 3 }).map((entries) => Object.fromEntries(entries)),
}));
const object = fc.array(fc.tuple(key, json), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));

const spec = fc.oneof(
  object,
  object.map((value) => ({ defaults: value })),
  object.map((value) => ({ overrides: value })),
  object.map((value) => ({ strategy: 'patch', defaults: value })),
  object.map((value) => ({ strategy: 'patch', overrides: value })),
  fc.tuple(object, object).map(([one, two]) => ({ default: one, override: two })),
);

const policies = fc
  .array(fc.tuple(fc.constantFrom(...TARGETS), spec, fc.integer({ min: 0, max: 3 })), { minLength: 1, maxLength: 6 })
  .map((rows) => rows.map(([target, value, day], place) => policy('P', `p${place}`, target, value, born(day))));

const classes = fc.constantFrom('Direct' as const, 'Inherited' as const, 'Unknown' as const);

function answer(
  objects: readonly KubernetesObject[],
  kindClass: 'Direct' | 'Inherited' | 'Unknown',
): readonly EffectivePolicy[] {
  const world = index([...topology, ...objects], [policyKind('P', { class: kindClass })]);
  return [ref.gateway('g'), ref.route('r'), ref.service('b')].flatMap((asked) =>
    effectivePolicies(world, { object: asked }),
  );
}

/** The leaves of a value: scalars, lists, and objects without fields. */
function leaves(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (!isRecord(value)) return [path];
  const keys = Object.keys(value);
  if (keys.length === 0) return path.length === 0 ? [] : [path];
  return keys.flatMap((name) => leaves(value[name], [...path, name]));
}

function at(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const step of path) {
    assert.ok(isRecord(current) && Object.hasOwn(current, step), `nothing at ${path.join('/')}`);
    current = current[step];
  }
  return current;
}

/** An answer as scripts get it. */
function show(answers: readonly EffectivePolicy[]): unknown {
  return effectiveDocument({ policies: answers, settings: [] }, []).items;
}

/** RFC 7386 as its pseudo-code has it. */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  const result = new Map(isRecord(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) result.delete(name);
    else result.set(name, mergePatch(result.get(name), value));
  }
  return Object.fromEntries(result);
}

describe('semantics.md 5.4, 5.5: laws of effective policies', () => {
  test('patching is RFC 7386', () => {
    fc.assert(
      fc.property(json, json, (target, patch) => {
        const merged = applyMergePatch(makeTree(target, 'target', []), makeTree(patch, 'patch', []), []);
        assert.deepEqual(treeValue(merged), mergePatch(target, patch));
      }),
    );
  });

  test('the order of the input does not matter', () => {
    fc.assert(
      fc.property(policies, classes, fc.infiniteStream(fc.nat()), (objects, kindClass, order) => {
        const shuffled = objects
          .map((one) => ({ one, place: order.next().value }))
          .toSorted((a, b) => Number(a.place) - Number(b.place))
          .map(({ one }) => one);
        assert.deepEqual(show(answer(shuffled, kindClass)), show(answer(objects, kindClass)));
      }),
    );
  });

  test('the sources cover exactly the leaves', () => {
    fc.assert(
      fc.property(policies, classes, (objects, kindClass) => {
        for (const { spec: result, sources } of answer(objects, kindClass)) {
          assert.deepEqual(
            sources.map(({ path }) => path),
            leaves(result),
          );
        }
      }),
    );
  });

  test('each leaf is what the named layer of the named policy says there, and so replaying the sources gives the spec', () => {
    fc.assert(
      fc.property(policies, classes, (objects, kindClass) => {
        for (const { spec: result, sources } of answer(objects, kindClass)) {
          for (const { path, value, placement, layer } of sources) {
            assert.deepEqual(at(result, path), value);
            const written = placement.policy.object['spec'];
            const names = layer === 'spec' ? [] : [`${layer}s`, layer];
            const block =
              names.map((name) => (isRecord(written) ? written[name] : undefined)).find(isRecord) ?? written;
            // An object that a null has emptied keeps its maker, who wrote more.
            if (isRecord(value) && Object.keys(value).length === 0) assert.ok(isRecord(at(block, path)));
            else assert.deepEqual(at(block, path), value);
          }
        }
      }),
    );
  });

  test('every policy of a path sets something, removes something, is empty, or is listed without effect', () => {
    fc.assert(
      fc.property(policies, classes, (objects, kindClass) => {
        for (const { inputs, sources, ineffective } of answer(objects, kindClass)) {
          const setting = new Set(sources.map(({ placement }) => placement.policy));
          const lost = new Set(ineffective.map(({ placement }) => placement.policy));
          for (const one of lost) assert.ok(!setting.has(one), 'without effect and yet a source');
          assert.ok(lost.size < new Set(inputs.map(({ policy: own }) => own)).size || sources.length === 0);
        }
      }),
    );
  });

  test('the text reads back as the specs: whatever else it says is a comment', () => {
    fc.assert(
      fc.property(policies, classes, (objects, kindClass) => {
        const answers = answer(objects, kindClass);
        const distinct = new Map(answers.map((one) => [JSON.stringify(effectiveBlocks([one], false)[0]?.head), one]));
        for (const one of distinct.values()) {
          const text = formatEffective(effectiveBlocks([one], true), (line) => line);
          assert.deepEqual(load(text), one.spec, text);
        }
      }),
    );
  });
});
