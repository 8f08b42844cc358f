import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { isSelecting, readSelectors } from '../../../src/app/select/read-selectors.ts';
import { UsageError } from '../../../src/model/errors.ts';
import { parseFieldSelector } from '../../../src/model/field-selector.ts';
import { parseLabelSelector } from '../../../src/model/label-selector.ts';
import { runMain } from '../../support/run-main.ts';

/** What selectors are made of, and what looks like nothing. */
const piece = fc.constantFrom(
  'a',
  'b.c/d',
  '=',
  '==',
  '!=',
  '!',
  ',',
  ' ',
  '\t',
  "'",
  '"',
  '(',
  ')',
  'in',
  '<',
  '\\',
  '',
);
const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));

describe('readSelectors', () => {
  it('takes an empty text for no selector, as kubectl does', () => {
    const none = readSelectors({ selector: '', fieldSelector: '' });
    assert.deepEqual(none, readSelectors({}));
    assert.equal(isSelecting(none), false);
  });

  it('drops blanks around a selector, as kubectl does', () => {
    assert.deepEqual(readSelectors({ selector: ' a=b\n', fieldSelector: ' metadata.name=x ' }), {
      labelSelector: 'a=b',
      fieldSelector: 'metadata.name=x',
    });
  });

  it('never lets a selector through that requires nothing', () => {
    fc.assert(
      fc.property(text, text, (selector, fieldSelector) => {
        try {
          const selectors = readSelectors({ selector, fieldSelector });
          assert.equal(selectors.labelSelector === undefined, selector === '');
          assert.equal(selectors.fieldSelector === undefined, fieldSelector === '');
          if (selector !== '') {
            assert.ok(parseLabelSelector(selectors.labelSelector ?? '').requirements.length > 0);
          }
          if (fieldSelector !== '') assert.ok(parseFieldSelector(selectors.fieldSelector ?? '').length > 0);
        } catch (error) {
          assert.ok(error instanceof UsageError, String(error));
        }
      }),
    );
  });

  const lines: readonly (readonly string[])[] = [
    ['get', 'gateways', '-l', ' '],
    ['get', 'gateways', '--field-selector', ','],
    ['get', 'gateways', '--field-selector', '='],
    ['describe', 'gateways', '-l', '\t'],
    ['graph', 'gateways', '-l', ' '],
    ['effective', 'gateways', '-l', ' '],
    ['apply', '-f', '-', '-l', ' '],
    ['delete', 'gateways', '-l', '  '],
    ['delete', 'gateways', '-l', ' ', '--all'],
    ['delete', 'gateways', '--field-selector', ',,'],
    ['delete', '-f', '-', '-l', ' '],
  ];
  for (const line of lines) {
    it(`refuses ${JSON.stringify(line.join(' '))} before anything is read`, async () => {
      const { out, err, code } = await runMain(line);
      assert.deepEqual([out, code], ['', 2]);
      assert.match(err, /^error: the (label|field) selector ".*" has no requirements: it would select every object\n$/);
    });
  }
});
