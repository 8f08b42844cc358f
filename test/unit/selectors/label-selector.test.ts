import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { UsageError } from '../../../src/model/errors.ts';
import { matchLabelSelector, matchLabelSelectorObject, parseLabelSelector } from '../../../src/model/label-selector.ts';
import { formatLabelSelector } from '../../support/selector-text.ts';

function matches(selector: string, labels: Readonly<Record<string, string>>): boolean {
  return matchLabelSelector(parseLabelSelector(selector), new Map(Object.entries(labels)));
}

describe('parseLabelSelector', () => {
  const normalForms: readonly (readonly [string, string])[] = [
    ['', ''],
    ['  ', ''],
    ['a=b', 'a=b'],
    [' a == b , c != d', 'a==b,c!=d'],
    ['a=', 'a='],
    ['a in (c, b ,b)', 'a in (b,c)'],
    ['a notin ()', 'a notin ()'],
    ['a in (,)', 'a in ()'],
    ['a in (x,,y)', 'a in (,x,y)'],
    ['z,!a', '!a,z'],
    ['in in (in,notin)', 'in in (in,notin)'],
    ['a>1,a<5', 'a>1,a<5'],
    ['example.com/a=B_c.d', 'example.com/a=B_c.d'],
  ];
  for (const [text, normal] of normalForms) {
    it(`reads ${JSON.stringify(text)} as ${JSON.stringify(normal)}, like apimachinery`, () => {
      assert.equal(formatLabelSelector(parseLabelSelector(text)), normal);
    });
  }

  const errors: readonly (readonly [string, string])[] = [
    ['=b', "found '=', expected: !, identifier, or 'end of string'"],
    ['a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    ['a in', "unable to parse requirement: found '' expected: '('"],
    ['a in (', "unable to parse requirement: found '', expected: ',', ')' or identifier"],
    ['a in (b', "unable to parse requirement: found '', expected: ',' or ')'"],
    ['a in (b,', "unable to parse requirement: found '', expected: ',', or identifier"],
    ['a=b c', "found 'c', expected: ',' or 'end of string'"],
    ['a,', "found '', expected: identifier after ','"],
    ['!a=b', "found '=', expected: ',' or 'end of string'"],
    ['!', "unable to parse requirement: found '', expected: identifier"],
    ['a==(', "unable to parse requirement: found '(', expected: identifier"],
    [
      'a>x',
      "unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer",
    ],
    [
      '-a',
      "unable to parse requirement: <nil>: Invalid value: \"-a\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
    ],
    [
      'a=b-',
      "unable to parse requirement: values[0][a]: Invalid value: \"b-\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
    ],
  ];
  for (const [text, message] of errors) {
    it(`refuses ${JSON.stringify(text)} in apimachinery's words`, () => {
      assert.throws(
        () => parseLabelSelector(text),
        (error) => error instanceof UsageError && error.message === message,
      );
    });
  }

  it('names every wrong part of a label key', () => {
    assert.throws(() => parseLabelSelector('A/b'), /prefix part a lowercase RFC 1123 subdomain must consist of/);
    assert.throws(() => parseLabelSelector('/b'), /prefix part must be non-empty/);
    assert.throws(() => parseLabelSelector('a/'), /name part must be non-empty; name part must consist of/);
    assert.throws(() => parseLabelSelector('a/b/c'), /a valid label key must consist of/);
    assert.throws(() => parseLabelSelector('a'.repeat(64)), /name part must be no more than 63 bytes/);
  });
});

describe('matchLabelSelector', () => {
  it('matches by equality', () => {
    assert.equal(matches('a=b', { a: 'b' }), true);
    assert.equal(matches('a=b', { a: 'c' }), false);
    assert.equal(matches('a=b', {}), false);
    assert.equal(matches('a=', { a: '' }), true);
  });
  it('matches an absent label by inequality', () => {
    assert.equal(matches('a!=b', {}), true);
    assert.equal(matches('a notin (b)', {}), true);
    assert.equal(matches('a!=b', { a: 'b' }), false);
  });
  it('matches by presence', () => {
    assert.equal(matches('a', { a: '' }), true);
    assert.equal(matches('!a', { a: '' }), false);
    assert.equal(matches('!a', {}), true);
  });
  it('compares integers of 64 bits and nothing else', () => {
    assert.equal(matches('a>9', { a: '10' }), true);
    assert.equal(matches('a<9', { a: '10' }), false);
    assert.equal(matches('a>1', { a: 'x' }), false);
    assert.equal(matches('a>1', {}), false);
    assert.equal(matches('a<9', { a: '9999999999999999999' }), false);
    assert.equal(matches('a>1', { a: '9223372036854775807' }), true);
  });
  it('does not take a field of Object for a label', () => {
    assert.equal(matches('constructor', {}), false);
  });
});

const word = fc.stringMatching(/^[a-z0-9]([-a-z0-9_.]{0,8}[a-z0-9])?$/);
const requirement = fc.oneof(
  fc.tuple(word, fc.constantFrom('=', '==', '!='), word).map((parts) => parts.join('')),
  fc
    .tuple(word, fc.constantFrom('in', 'notin'), fc.array(word, { minLength: 1, maxLength: 4 }))
    .map(([key, operator, values]) => `${key} ${operator} (${values.join(',')})`),
  word,
  word.map((key) => `!${key}`),
  fc.tuple(word, fc.constantFrom('>', '<'), fc.nat()).map((parts) => parts.join('')),
);
const selectorText = fc.array(requirement, { maxLength: 4 }).map((parts) => parts.join(','));
const labelMap = fc.dictionary(word, word, { maxKeys: 4 }).map((labels) => new Map(Object.entries(labels)));

describe('laws of label selectors', () => {
  it('printing and parsing give the same selector', () => {
    fc.assert(
      fc.property(selectorText, (text) => {
        const selector = parseLabelSelector(text);
        assert.deepEqual(parseLabelSelector(formatLabelSelector(selector)), selector);
      }),
    );
  });
  it('a comma is an intersection', () => {
    fc.assert(
      fc.property(requirement, requirement, labelMap, (a, b, labels) => {
        const both = matchLabelSelector(parseLabelSelector(`${a},${b}`), labels);
        const each = [a, b].map((text) => matchLabelSelector(parseLabelSelector(text), labels));
        assert.equal(both, each.every(Boolean));
      }),
    );
  });
  it('notin is the complement of in, and ! of presence', () => {
    fc.assert(
      fc.property(word, fc.array(word, { minLength: 1, maxLength: 3 }), labelMap, (key, values, labels) => {
        const set = `(${values.join(',')})`;
        const test = (text: string): boolean => matchLabelSelector(parseLabelSelector(text), labels);
        assert.equal(test(`${key} notin ${set}`), !test(`${key} in ${set}`));
        assert.equal(test(`!${key}`), !test(key));
      }),
    );
  });
  it('any text is parsed or refused with a usage error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        try {
          parseLabelSelector(text);
        } catch (error) {
          assert.ok(error instanceof UsageError);
        }
      }),
    );
  });
});

function expression(operator: string, values?: readonly string[]): object {
  return { matchExpressions: [{ key: 'team', operator, values }] };
}

describe('matchLabelSelectorObject', () => {
  const labels = new Map([['team', 'shop']]);
  it('selects nothing when absent and everything when empty', () => {
    assert.equal(matchLabelSelectorObject(undefined, labels), false);
    assert.equal(matchLabelSelectorObject(null, labels), false);
    assert.equal(matchLabelSelectorObject({}, labels), true);
    assert.equal(matchLabelSelectorObject({ matchLabels: {}, matchExpressions: [] }, new Map()), true);
  });
  it('needs all labels and all expressions', () => {
    assert.equal(matchLabelSelectorObject({ matchLabels: { team: 'shop' } }, labels), true);
    assert.equal(matchLabelSelectorObject({ matchLabels: { team: 'cart' } }, labels), false);
    assert.equal(matchLabelSelectorObject(expression('In', ['shop', 'cart']), labels), true);
    assert.equal(matchLabelSelectorObject(expression('NotIn', ['shop']), labels), false);
    assert.equal(matchLabelSelectorObject(expression('Exists'), labels), true);
    assert.equal(matchLabelSelectorObject(expression('DoesNotExist'), labels), false);
    assert.equal(
      matchLabelSelectorObject({ matchLabels: { team: 'shop' }, ...expression('DoesNotExist') }, labels),
      false,
    );
  });
  const invalid: readonly unknown[] = [
    'team=shop',
    [],
    { matchLabels: { team: 1 } },
    { matchLabels: 'x' },
    { matchLabels: { '-x': 'a' } },
    { matchLabels: { a: 'not a value' } },
    { matchExpressions: 'x' },
    { matchExpressions: ['x'] },
    { matchExpressions: [{ key: 'a', operator: 'Is', values: ['b'] }] },
    { matchExpressions: [{ key: 'a', operator: 'In', values: [] }] },
    { matchExpressions: [{ key: 'a', operator: 'In' }] },
    { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] },
    { matchExpressions: [{ operator: 'Exists' }] },
    { matchExpressions: [{ key: 'a', operator: 'In', values: [1] }] },
  ];
  for (const value of invalid) {
    it(`cannot tell of the invalid ${JSON.stringify(value)}`, () => {
      assert.equal(matchLabelSelectorObject(value, labels), undefined);
    });
  }
  it('agrees with the text form', () => {
    fc.assert(
      fc.property(fc.dictionary(word, word, { maxKeys: 3 }), labelMap, (wanted, actual) => {
        const text = Object.entries(wanted)
          .map(([key, value]) => `${key}=${value}`)
          .join(',');
        const byText = matchLabelSelector(parseLabelSelector(text), actual);
        assert.equal(matchLabelSelectorObject({ matchLabels: wanted }, actual), byText);
      }),
    );
  });
});
