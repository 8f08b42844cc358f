import assert from 'node:assert/strict';
import { openFilesSource } from '../../../src/source/files/files-source.ts';
import { resolveType } from '../../../src/gateway-api/resolve-type.ts';
import type { KubernetesObject } from '../../../src/model/object.ts';
import type { ResourceType } from '../../../src/model/resource-type.ts';
import type { ListQuery, Source } from '../../../src/model/source.ts';

/** The clock of the tests. */
export const NOW = Date.parse('2026-01-02T00:00:00Z');

/** Opens paths, and a text as standard input. */
export async function openPaths(
  paths: readonly string[],
  {
    cwd = '/',
    input = '',
    namespace = 'default',
  }: { cwd?: string; input?: string | Uint8Array; namespace?: string } = {},
): Promise<Source> {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  return openFilesSource(paths, {
    namespace,
    cwd,
    now: () => NOW,
    async *readInput() {
      // In small pieces, as pipes give them.
      for (let start = 0; start < bytes.length; start += 7)
        yield await Promise.resolve(bytes.subarray(start, start + 7));
    },
  });
}

/** Opens a text as standard input. */
export async function openText(input: string | Uint8Array, namespace = 'default'): Promise<Source> {
  return openPaths(['-'], { input, namespace });
}

/** The type that a word means in a source. */
export async function typeOf(source: Source, word: string): Promise<ResourceType> {
  const type = resolveType(word, await source.catalog());
  assert.ok(type, `no type ${word}`);
  return type;
}

/** All objects of a type. */
export async function list(
  source: Source,
  word: string,
  query: Omit<ListQuery, 'type'> = {},
): Promise<readonly KubernetesObject[]> {
  const objects: KubernetesObject[] = [];
  for await (const page of source.list({ type: await typeOf(source, word), ...query })) objects.push(...page);
  return objects;
}

/** `namespace/name` of all objects of a type. */
export async function names(
  source: Source,
  word: string,
  query: Omit<ListQuery, 'type'> = {},
): Promise<readonly string[]> {
  const objects = await list(source, word, query);
  return objects.map(({ metadata }) =>
    typeof metadata['namespace'] === 'string' ? `${metadata['namespace']}/${metadata.name}` : metadata.name,
  );
}

/** `place: message` of each gap. */
export function gapTexts(source: Source): readonly string[] {
  return source.gaps().map(({ what, message }) => `${what}: ${message}`);
}
