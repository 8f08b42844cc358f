import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { makeSchemas, schemaPath } from '../../../scripts/schemas.ts';
import { isRecord, readList, readPath, readRecord } from '../../../src/model/read.ts';
import type { JsonRecord } from '../../../src/model/read.ts';
import { root, runLine } from '../../golden/harness.ts';

describe('the published schemas', () => {
  for (const [path, text] of makeSchemas()) {
    it(`${relative(root, path)} is what the types say (node scripts/schemas.ts writes it)`, async () => {
      assert.equal(await readFile(path, 'utf8'), text);
    });
  }
});

describe('the published schemas stand by themselves', () => {
  for (const [path, text] of makeSchemas()) {
    it(`${relative(root, path)} says what it, each definition and each field is`, () => {
      const schema = readRecord(JSON.parse(text));
      assert.equal(schema['$id'], `https://gwctl.dev/v1alpha1/${relative(root, path)}`);
      assert.deepEqual(undescribed(schema, basename(path)), []);
    });
  }

  it('and are told apart by their identifiers', () => {
    const ids = [...makeSchemas().values()].map((text) => readRecord(JSON.parse(text))['$id']);
    assert.equal(new Set(ids).size, ids.length);
    const all = new Ajv({ strict: false });
    for (const text of makeSchemas().values()) all.addSchema(readRecord(JSON.parse(text)));
    assert.ok(all.getSchema('https://gwctl.dev/v1alpha1/schemas/graph.json'));
  });
});

/** The schema's definitions and fields, itself among them, that have no title or no description. */
function undescribed(schema: JsonRecord, where: string): readonly string[] {
  const definitions = Object.entries(readRecord(schema['definitions']));
  return [
    ...[[where, schema] as const, ...definitions].flatMap(([name, definition]) =>
      ['title', 'description'].flatMap((key) => (isText(readPath(definition, key)) ? [] : [`${name}: ${key}`])),
    ),
    ...[[where, schema] as const, ...definitions].flatMap(([name, definition]) => undescribedFields(definition, name)),
  ];
}

function undescribedFields(schema: unknown, where: string): readonly string[] {
  if (!isRecord(schema)) return [];
  const { properties, items, additionalProperties, anyOf, allOf, oneOf } = schema;
  const alternatives = [anyOf, allOf, oneOf].flatMap(readList);
  return [
    ...Object.entries(readRecord(properties)).flatMap(([name, field]) => [
      ...(isText(readPath(field, 'description')) ? [] : [`${where}.${name}`]),
      ...undescribedFields(field, `${where}.${name}`),
    ]),
    ...[items, additionalProperties].flatMap((each) => undescribedFields(each, `${where}[]`)),
    ...alternatives.flatMap((each) => undescribedFields(each, where)),
  ];
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

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
