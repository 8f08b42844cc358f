import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { makeSchemas, schemaPath } from '../../../scripts/schemas.ts';
import { isRecord } from '../../../src/model/read.ts';
import { root, runLine } from '../../golden/harness.ts';

describe('the published schemas', () => {
  for (const [path, text] of makeSchemas()) {
    it(`${relative(root, path)} is what the types say (node scripts/schemas.ts writes it)`, async () => {
      assert.equal(await readFile(path, 'utf8'), text);
    });
  }
});

describe('every document holds to its schema (design.md section 5)', () => {
  const source = '--from examples/shop -o json';
  const types = 'gatewayclasses,gateways,listenersets,routes,policies,policycrds,services,namespaces,referencegrants';
  for (const [type, line] of [
    ['ResourceDescriptionList', `gwctl describe ${types} -A ${source}`],
    ['EffectivePolicyList', `gwctl effective routes -A ${source}`],
    ['StatusReport', `gwctl status -A ${source}`],
    ['AnalysisReport', `gwctl analyze -A ${source}`],
    ['ResourceTypeList', `gwctl api-resources ${source}`],
    ['VersionDocument', `gwctl version ${source}`],
    ['GraphDocument', `gwctl graph -A ${source}`],
    ['TrafficDiff', 'gwctl diff examples/shop test/fixtures/difference/after -o json'],
  ] as const) {
    it(`${type}: ${line}`, async () => {
      const validate = new Ajv({ allErrors: true, strict: false }).compile(await readSchema(type));
      const { out, err } = await runLine(line);
      const document: unknown = JSON.parse(out);
      assert.ok(validate(document), JSON.stringify(validate.errors?.slice(0, 5)));
      assert.ok(isRecord(document) && Array.isArray(document['gaps']), `no gaps[] in ${type}; stderr: ${err}`);
    });
  }

  it('refuses a document of another kind', async () => {
    const validate = new Ajv({ strict: false }).compile(await readSchema('StatusReport'));
    assert.equal(validate({ apiVersion: 'gwctl.dev/v1alpha1', kind: 'Graph' }), false);
  });
});

async function readSchema(type: string): Promise<object> {
  const schema: unknown = JSON.parse(await readFile(schemaPath(type), 'utf8'));
  assert.ok(isRecord(schema));
  return schema;
}
