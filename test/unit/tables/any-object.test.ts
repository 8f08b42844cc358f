import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as kinds from '../../../src/gateway-api/kinds.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import { apiVersionOf } from '../../../src/model/resource-type.ts';
import { backendTable } from '../../../src/view/tables/backend.ts';
import { conformanceReportTable } from '../../../src/view/tables/conformance-report.ts';
import { policyTable } from '../../../src/view/tables/policy.ts';
import { findTable } from '../../../src/view/tables/registry.ts';
import { anyRouteTable } from '../../../src/view/tables/route.ts';
import { contextOf } from './table-row.ts';

const TYPES = [
  ...kinds.ROUTE_KINDS,
  ...kinds.SPECIFICATION_POLICY_KINDS,
  kinds.GATEWAY_CLASS,
  kinds.GATEWAY,
  kinds.LISTENER_SET,
  kinds.REFERENCE_GRANT,
  kinds.X_BACKEND,
  kinds.X_MESH,
  kinds.NAMESPACE,
  kinds.SERVICE,
];

/** Names of fields that the API has, so that wrong values land where they are read. */
const FIELDS = (
  'parentRefs parentRef hostnames rules backendRefs filters listeners addresses conditions parents ancestors targetRefs ' +
  'targetRef targetSelectors matchLabels from to ports port name kind group namespace type status value number tls ' +
  'certificateRefs profiles observedGeneration lastTransitionTime supportedFeatures requestMirror backendRef ' +
  'endpointSelector parametersRef __proto__ toString valueOf'
).split(' ');

const OTHER_TABLES = [backendTable, conformanceReportTable, anyRouteTable, policyTable(() => 'Unknown')];

const value = fc.letrec((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, 0, -1, 1.5, '', 'text', '2026-01-01T00:00:00Z', 'True'),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...FIELDS), tie('json'), { maxKeys: 4 }),
  ),
})).json;

test('no shape of an object breaks a list: every cell is text', () => {
  fc.assert(
    fc.property(fc.constantFrom(...TYPES), value, value, value, fc.boolean(), (type, spec, status, metadata, wide) => {
      const object: KubernetesObject = {
        apiVersion: apiVersionOf({ group: type.group, version: 'v1' }),
        kind: type.kind,
        metadata: { ...Object(metadata), name: 'any' },
        spec,
        status,
        profiles: spec,
      };
      const context = contextOf({ wide, others: [object] });
      const table = findTable(type);
      assert.ok(table !== undefined);
      for (const { columns } of [table].concat(OTHER_TABLES)) {
        for (const { name, cell } of columns) {
          const result = cell(object, context);
          const text = typeof result === 'string' ? result : result.text;
          assert.ok(typeof text === 'string' && text !== '', `${type.kind} ${name}`);
        }
      }
    }),
    { numRuns: 500, examples: [[kinds.HTTP_ROUTE, { hostnames: [''] }, [], {}, false]] },
  );
});
