import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isRecord, readRecords, readString } from '../../../src/model/read.ts';
import bundled from '../../../src/validation/bundled-schemas.json' with { type: 'json' };
import { openPatterns } from '../../../src/validation/patterns.ts';
import { openRuleEngine } from '../../../src/validation/rule-engine.ts';

/** Every rule below a schema. */
function* rulesOf(schema: unknown): Generator<string> {
  if (Array.isArray(schema)) for (const entry of schema) yield* rulesOf(entry);
  if (!isRecord(schema)) return;
  for (const rule of readRecords(schema['x-kubernetes-validations'])) yield readString(rule['rule']) ?? '';
  for (const child of Object.values(schema)) yield* rulesOf(child);
}

const engine = openRuleEngine(openPatterns());

/** A value of CEL with these fields. */
function fields(record: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(record));
}

describe('rules of CRDs', () => {
  it('knows every function that the bundled rules call', () => {
    const rules = new Set(rulesOf(bundled));
    assert.ok(rules.size > 100, `${rules.size} rules`);
    const unknown = [...rules].filter(
      (rule) => !/\boldSelf\b/.test(rule) && engine.holds(rule, fields({})) === undefined,
    );
    assert.deepEqual(unknown, []);
  });

  it('leaves a rule alone that calls what it does not know, or compares with the object before', () => {
    assert.equal(engine.holds('quantity(self).isGreaterThan(quantity("1"))', 'x'), undefined);
    assert.equal(engine.holds('self == oldSelf', 'x'), undefined);
    assert.equal(engine.holds('self ==', 'x'), undefined);
  });

  it('takes a rule that fails to evaluate for broken, as the API server does', () => {
    assert.equal(engine.holds('self.absent == 1', fields({})), false);
  });

  const cases: readonly (readonly [string, unknown, boolean])[] = [
    ['has(self.a[0].b)', fields({ a: [fields({ b: 'x' })] }), true],
    ['has(self.a[0].b)', fields({ a: [fields({})] }), false],
    [`self.matches('^a+$')`, 'aaa', true],
    [`self.matches('a') && self == '.matches('`, '.matches(', true],
    [`self.matches(r"""^(?i)\\.?[a-z]+$""")`, '.ABC', true],
    ['isIP(self)', '::1', true],
    ['isIP(self)', '1.2.3', false],
    ['format.dns1123Subdomain().validate(self).hasValue()', 'a.example', false],
    ['format.dns1123Subdomain().validate(self).hasValue()', 'A.example', true],
    ['format.qualifiedName().validate(self).hasValue()', 'example.com/Name_1', false],
    ['format.qualifiedName().validate(self).hasValue()', 'a/b/c', true],
    [`duration(self) > duration('1s')`, '2s', true],
    ['self.__namespace__ == "a"', fields({ __namespace__: 'a' }), true],
    ['self.port == 80', fields({ port: 80n }), true],
  ];
  for (const [rule, self, expected] of cases) {
    it(`${rule} of ${typeof self === 'string' ? self : 'an object'} is ${expected}`, () => {
      assert.equal(engine.holds(rule, self), expected);
    });
  }

  it('matches in time linear in the text', () => {
    assert.equal(engine.holds(`self.matches('^(a+)+$')`, `${'a'.repeat(20_000)}b`), false);
  });
});
