import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isRecord, readRecords, readString } from '../../../src/model/read.ts';
import { BUNDLED_RELEASES, bundledCrds, CHANNELS } from '../../../src/validation/bundled-crds.ts';
import { openPatterns } from '../../../src/validation/patterns.ts';
import { openBudget } from '../../../src/validation/rule-cost.ts';
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
    const crds = BUNDLED_RELEASES.flatMap((release) => CHANNELS.flatMap((channel) => bundledCrds(release, channel)));
    const rules = new Set(rulesOf(crds));
    assert.ok(rules.size > 120, `${rules.size} rules`);
    const unknown = [...rules].flatMap((rule) => {
      const result = engine.judge(rule, fields({}));
      return typeof result === 'object' ? [{ rule, result }] : [];
    });
    assert.deepEqual(unknown, []);
  });

  it('says of a rule that calls what it does not know which functions those are', () => {
    assert.deepEqual(engine.judge('quantity(self).isGreaterThan(quantity("1"))', 'x'), {
      code: 'unknownFunctions',
      names: ['isGreaterThan', 'quantity'],
    });
    assert.deepEqual(engine.judge('self ==', 'x'), { code: 'unreadableRule' });
  });

  it('leaves a rule alone that compares with the object before', () => {
    assert.equal(engine.judge('self == oldSelf', 'x'), 'ofChanges');
  });

  it('takes a rule that fails to evaluate for broken, as the API server does', () => {
    assert.equal(engine.judge('self.absent == 1', fields({})), 'broken');
  });

  it('does not begin what would take too long', () => {
    const list = Array.from({ length: 3000 }, (_, index) => BigInt(index));
    const rule = 'self.all(x, self.all(y, self.all(z, x + y != z || true)))';
    assert.deepEqual(engine.judge(rule, list, openBudget()), { code: 'costlyRule' });
    assert.equal(engine.judge('self.all(x, x >= 0)', list, openBudget()), 'holds');
    // A text can be split into as many entries as it has characters.
    const split = `self.split('').all(x, self.split('').all(y, x == y))`;
    assert.deepEqual(engine.judge(split, 'a'.repeat(10_000), openBudget()), { code: 'costlyRule' });
    assert.equal(engine.judge(split, 'aaa', openBudget()), 'holds');
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
    // The server answers an optional, which is never null: v1.6 refuses every name of a port (XBackend).
    ['format.dns1123Label().validate(self) == null', 'web', false],
    ['format.dns1123Label().validate(self).hasValue()', 'web', false],
    ['format.dns1123Label().validate(self).hasValue()', 'a.web', true],
    ['format.dns1035Label().validate(self).hasValue()', '1web', true],
    ['format.labelValue().validate(self).hasValue()', '', false],
    [`duration(self) > duration('1s')`, '2s', true],
    ['self.__namespace__ == "a"', fields({ __namespace__: 'a' }), true],
    ['self.port == 80', fields({ port: 80n }), true],
  ];
  for (const [rule, self, expected] of cases) {
    it(`${rule} of ${typeof self === 'string' ? self : 'an object'} is ${expected}`, () => {
      assert.equal(engine.judge(rule, self), expected ? 'holds' : 'broken');
    });
  }

  it('matches in time linear in the text', () => {
    assert.equal(engine.judge(`self.matches('^(a+)+$')`, `${'a'.repeat(20_000)}b`), 'broken');
  });
});
