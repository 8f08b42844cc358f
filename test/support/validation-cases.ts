import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import { GATEWAY_API_TYPES } from '../../src/gateway-api/kinds.ts';
import type { KubernetesObject } from '../../src/model/object.ts';
import { isRecord, readNumber, readPath, readRecord, readRecords, readString, readList } from '../../src/model/read.ts';
import { changed, valueAt } from './mutants.ts';

/** An object that an API server takes or refuses. */
export interface ValidationCase {
  readonly title: string;
  readonly object: KubernetesObject;
  /** A part of what the server says; undefined where it takes the object. */
  readonly says: string | undefined;
  /** The only channel in which that is so; undefined where it is so in every one that has the kind. */
  readonly channel: 'standard' | 'experimental' | undefined;
}

/** The cases of test/fixtures/validation. */
export async function validationCases(file: 'refused' | 'taken'): Promise<readonly ValidationCase[]> {
  const text = await readFile(new URL(`../fixtures/validation/${file}.yaml`, import.meta.url), 'utf8');
  return Object.entries(readRecord(load(text))).flatMap(([kind, cases]) =>
    readRecords(cases).map((one, index): ValidationCase => {
      const type = GATEWAY_API_TYPES.find((candidate) => candidate.kind === kind);
      if (type === undefined) throw new Error(`no kind ${kind}`);
      const channel = readString(one['channel']);
      const says = readString(one['says']);
      const plain = {
        apiVersion: `${type.group}/${type.versions[0] ?? ''}`,
        kind,
        metadata: { name: 'case' },
        spec: one['spec'],
      };
      return {
        title: `${kind} ${index + 1}: ${says ?? JSON.stringify(one['spec']).slice(0, 80)}`,
        object: enlarged(plain, one),
        says,
        channel: channel === 'standard' || channel === 'experimental' ? channel : undefined,
      };
    }),
  );
}

/** With the first entries of lists repeated, and with long keys. */
function enlarged(plain: KubernetesObject, one: Readonly<Record<string, unknown>>): KubernetesObject {
  let object: unknown = plain;
  for (const repeat of readRecords(one['repeat'])) {
    const path = stepsOf(repeat['at']);
    const [first] = readList(valueAt(object, path));
    const times = readNumber(repeat['times']) ?? 1;
    object = changed(
      object,
      path,
      Array.from({ length: times }, () => first),
    );
  }
  const long = stepsOf(one['long']);
  if (long.length > 0) object = changed(object, long, { [`${'a.'.repeat(130)}a/b`]: 'c' });
  return { ...plain, spec: isRecord(object) ? readPath(object, 'spec') : undefined };
}

function stepsOf(value: unknown): readonly (string | number)[] {
  return readList(value).filter(
    (step): step is string | number => typeof step === 'string' || typeof step === 'number',
  );
}
