import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { groupOf } from '../../../src/model/object.ts';
import { openAdmission } from '../../../src/validation/admission.ts';
import { bundledCrd } from '../../../src/validation/bundled-crds.ts';
import { validationCases } from '../../support/validation-cases.ts';

const RELEASE = 'v1.7.0';

// That an API server agrees on each of them is held by test/cluster/validation.test.ts.
describe('what is refused of manifests, and what is taken', () => {
  for (const channel of ['standard', 'experimental'] as const) {
    for (const [file, least] of [
      ['refused', 60],
      ['taken', 80],
    ] as const) {
      it(`by the ${channel} channel: ${file}`, async () => {
        const admission = openAdmission([], { choice: { release: RELEASE, channel } });
        const cases = (await validationCases(file)).filter(({ channel: only = channel, object }) => {
          const type = { group: groupOf(object.apiVersion), kind: object.kind };
          return only === channel && bundledCrd(RELEASE, channel, type) !== undefined;
        });
        assert.ok(cases.length >= least, `${cases.length}`);
        const wrong = cases.filter(({ object }) => admission.violationsOf(object).length > 0 !== (file === 'refused'));
        assert.deepEqual(
          wrong.map(({ title }) => title),
          [],
        );
      });
    }
  }
});
