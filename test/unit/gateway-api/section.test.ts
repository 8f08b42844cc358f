import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { GATEWAY, HTTP_ROUTE, LISTENER_SET, NAMESPACE, SERVICE } from '../../../src/gateway-api/kinds.ts';
import { portOf, portSection, ruleIndexOf, ruleSection, sectionKindOf } from '../../../src/gateway-api/section.ts';

describe('how sections are spelt', () => {
  test('what is written is read back', () => {
    for (const number of [0, 7, 65_535]) {
      assert.equal(ruleIndexOf(ruleSection(number)), number);
      assert.equal(portOf(portSection(number)), number);
    }
  });

  test('a name is neither the place of a rule nor the number of a port', () => {
    for (const name of ['web', '', 'rules[x]', 'rules[1', ' 1', '1 ', '-1', '1e3', '0x1']) {
      assert.deepEqual([ruleIndexOf(name), portOf(name)], [undefined, undefined]);
    }
  });

  test('what a section is hangs on the kind that it is of', () => {
    const kinds = [GATEWAY, LISTENER_SET, HTTP_ROUTE, SERVICE, NAMESPACE];
    assert.deepEqual(kinds.map(sectionKindOf), ['listener', 'listener', 'rule', 'port', undefined]);
  });
});
