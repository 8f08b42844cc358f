import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import { isRecord } from '../../../src/model/read.ts';

/** The schema of SARIF 2.1.0 as a function that checks a log. */
export async function sarifSchema(): Promise<ValidateFunction> {
  const path = new URL(import.meta.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));
  const { $schema, id, ...schema } = await readRecord(path);
  assert.ok(typeof $schema === 'string' && typeof id === 'string');
  return new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false }).compile({ ...schema, $id: id });
}

async function readRecord(path: URL): Promise<Record<string, unknown>> {
  const value: unknown = JSON.parse(await readFile(path, 'utf8'));
  assert.ok(isRecord(value));
  return { ...value };
}
