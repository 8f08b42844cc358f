import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';
import type { Schema } from 'ts-json-schema-generator';
import { readPath, readRecord, readString } from '../src/model/read.ts';

/** The documents that scripts may rely on: the kind, and where its type stands. */
const DOCUMENTS = {
  AnalysisReport: 'src/documents/analysis-report.ts',
  ResourceDescriptionList: 'src/documents/resource-description-list.ts',
  EffectivePolicyList: 'src/documents/effective-policy-list.ts',
  StatusReport: 'src/documents/status-report.ts',
  ResourceTypeList: 'src/documents/resource-type-list.ts',
  VersionDocument: 'src/documents/version.ts',
  GraphDocument: 'src/documents/graph.ts',
  ListenerDocument: 'src/documents/listener.ts',
  RouteTable: 'src/documents/route-table.ts',
  TraceResult: 'src/documents/trace-result.ts',
  TraceResultList: 'src/documents/trace-result.ts',
  TestReport: 'src/documents/test-report.ts',
  TrafficDiff: 'src/documents/traffic-diff.ts',
  RuleList: 'src/documents/rule-list.ts',
  CheckReport: 'src/documents/check-report.ts',
  RoutingTest: 'src/documents/routing-test.ts',
} as const;

/** What people write: a key that is not known is a mistake, which an editor should show. */
const WRITTEN: ReadonlySet<string> = new Set(['RoutingTest']);

/** Below it every schema has its identifier: the group and version that documents carry as their apiVersion. */
const IDS = 'https://gwctl.dev/v1alpha1/schemas/';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where a schema is published: `schemas/resource-description-list.json`. */
export function schemaPath(type: string): string {
  return `${root}schemas/${fileName(type)}`;
}

function fileName(type: string): string {
  const words = type.replace(/Document$/, '').replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-');
  return `${words.toLowerCase()}.json`;
}

/** The schemas of all documents as text, by the file that each is published in. */
export function makeSchemas(): ReadonlyMap<string, string> {
  const schemas = new Map<string, string>();
  for (const [type, path] of Object.entries(DOCUMENTS)) {
    const generator = createGenerator({
      path: `${root}${path}`,
      tsconfig: `${root}tsconfig.json`,
      type,
      // The type checker has its own step; fields may be added later, so none of what is written for others is forbidden.
      skipTypeCheck: true,
      additionalProperties: !WRITTEN.has(type),
      topRef: false,
    });
    schemas.set(schemaPath(type), `${JSON.stringify(named(type, generator.createSchema(type)), undefined, 2)}\n`);
  }
  return schemas;
}

/** A schema that says which one it is; its definitions are called as the types are. */
function named(type: string, { $schema, description, definitions = {}, ...schema }: Schema): object {
  return {
    $schema,
    $id: IDS + fileName(type),
    title: readString(readPath(schema, 'properties', 'kind', 'const')) ?? type,
    description,
    ...schema,
    definitions: Object.fromEntries(
      Object.entries(definitions).map(([name, definition]) => [name, { title: name, ...readRecord(definition) }]),
    ),
  };
}

/** `node scripts/schemas.ts` writes the files. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await mkdir(`${root}schemas`, { recursive: true });
  for (const [path, text] of makeSchemas()) await writeFile(path, text);
}
