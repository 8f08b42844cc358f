import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServerError } from '../../../src/model/errors.ts';
import { describeServerError } from '../../../src/model/server-error-text.ts';

const DETAILS = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web', causes: [] };
const cause = (field: string, message: string): { reason: string; field: string; message: string } => ({
  reason: 'FieldValueInvalid',
  field,
  message,
});

test("the server's refusals in kubectl's words", () => {
  const cases: readonly (readonly [ServerError, string])[] = [
    [
      new ServerError(404, 'NotFound', 'gateways "x" not found'),
      'Error from server (NotFound): gateways "x" not found',
    ],
    [new ServerError(401, 'Unauthorized', 'Unauthorized'), 'error: You must be logged in to the server (Unauthorized)'],
    [new ServerError(418, '', 'tea'), 'Error from server: tea'],
    [new ServerError(422, 'Invalid', 'no'), 'The request is invalid: no'],
    [new ServerError(422, 'Invalid', ''), 'The request is invalid'],
    [new ServerError(422, 'Invalid', 'no', { details: DETAILS }), 'The Gateway "web" is invalid'],
    [
      new ServerError(422, 'Invalid', 'no', { details: { ...DETAILS, kind: '', name: '' } }),
      'The request is invalid: no',
    ],
    [
      new ServerError(422, 'Invalid', 'no', {
        details: { ...DETAILS, causes: [cause('spec.x', 'bad'), cause('spec.x', 'bad')] },
      }),
      'The Gateway "web" is invalid: spec.x: bad',
    ],
    [
      new ServerError(422, 'Invalid', 'no', { details: { ...DETAILS, causes: [cause('a', '1'), cause('b', '2')] } }),
      'The Gateway "web" is invalid: \n* a: 1\n* b: 2',
    ],
  ];
  for (const [error, text] of cases) assert.equal(describeServerError(error), text);
});
