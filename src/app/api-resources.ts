import type { ApiResourcesFlags } from '../../commands/api-resources.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import { relevantTypes, resourceTypeList } from '../answers/api-resources.ts';
import type { KnownTypes } from '../answers/api-resources.ts';
import { UsageError } from '../model/errors.ts';
import { gapOf } from '../model/gap-of.ts';
import type { Gap } from '../model/gap.ts';
import { CUSTOM_RESOURCE_DEFINITION } from '../gateway-api/kinds.ts';
import type { KubernetesObject } from '../model/object.ts';
import { readBoolean, readPath, readRecords, readString } from '../model/read.ts';
import { qualifiedName } from '../model/resource-type.ts';
import type { ResourceCatalog, ResourceType } from '../model/resource-type.ts';
import type { Source } from '../model/source.ts';
import type { ResourceTypeEntry } from '../documents/resource-type-list.ts';
import { Problems } from './write/problems.ts';
import { learnFrom } from './policy-catalogue.ts';
import { readPolicyKinds } from '../world/policy-kinds.ts';
import type { LearnEntries } from './policy-catalogue.ts';
import { crdType } from '../world/read-crds.ts';
import { openSource } from './scope.ts';
import { checkOutput, writeDocument } from './write/structured-output.ts';

/**
 * `gwctl api-resources`: the Gateway API and policy kinds that this cluster or these files hold, with their served and
 * stored versions, channel and bundle version.
 */
export async function apiResources(
  words: readonly string[],
  flags: ApiResourcesFlags,
  io: Io,
  open: typeof openSource = openSource,
): Promise<ExitCode> {
  if (words.length > 0) throw new UsageError(`unexpected arguments: [${words.join(' ')}]`);
  const format = checkOutput(flags.output, ['wide', 'name', 'json', 'yaml']);
  const problems = new Problems();
  const source = await open(flags, io);
  try {
    const known = await readTypes(source, learnFrom(flags, io));
    for (const gap of known.gaps) problems.addGap(gap);
    const list = resourceTypeList(known);
    const { items: entries } = list;
    if (entries.length === 0 && format !== 'json' && format !== 'yaml') {
      io.writeError('No Gateway API resources or policies found\n');
    } else if (format === 'name') {
      await io.writeOut(
        entries.map((entry) => `${qualifiedName({ plural: entry.name, group: entry.group })}\n`).join(''),
      );
    } else if (format === 'json' || format === 'yaml') {
      await writeDocument(list, format, io);
    } else {
      await printTable(entries, format === 'wide', flags.noHeaders !== true, io);
    }
    return problems.report(io, true);
  } finally {
    source.close();
  }
}

/** Reads what is known of the types of a source. */
export async function readTypes(source: Source, learn: LearnEntries): Promise<KnownTypes> {
  const catalog = await source.catalog({ refresh: true });
  const { kinds: policyKinds, crds, gaps: unread } = await readPolicyKinds(source, catalog, await learn());
  const gaps: Gap[] = [...catalog.gaps, ...unread];
  const types = relevantTypes({ catalog, policyKinds });
  const storage = await readStorageVersions(source, catalog, crds, types, gaps);
  return { catalog, policyKinds, crds, storage, gaps };
}

/** The stored version stands in the whole CRD only, so each relevant CRD is read by name, all at the same time. */
async function readStorageVersions(
  source: Source,
  catalog: ResourceCatalog,
  crds: readonly KubernetesObject[] | undefined,
  types: readonly ResourceType[],
  gaps: Gap[],
): Promise<ReadonlyMap<string, string>> {
  const versions = new Map<string, string>();
  const type = crdType(catalog);
  if (crds === undefined || type === undefined) return versions;
  const known = new Set(crds.map((crd) => crd.metadata.name));
  const names = types.map(qualifiedName).filter((name) => known.has(name));
  await Promise.all(
    names.map(async (name) => {
      try {
        const version = storageVersionOf(await source.get({ type, name }));
        if (version !== undefined) versions.set(name, version);
      } catch (error) {
        gaps.push(gapOf(error, `${qualifiedName(type)} "${name}"`, CUSTOM_RESOURCE_DEFINITION));
      }
    }),
  );
  return versions;
}

function storageVersionOf(crd: KubernetesObject): string | undefined {
  const stored = readRecords(readPath(crd, 'spec', 'versions')).find((entry) => readBoolean(entry['storage']) === true);
  return stored === undefined ? undefined : readString(stored['name']);
}

async function printTable(
  entries: readonly ResourceTypeEntry[],
  wide: boolean,
  header: boolean,
  io: Io,
): Promise<void> {
  const { formatTable } = await import('../print/table.ts');
  const columns = ['NAME', 'SHORTNAMES', 'APIGROUP', 'NAMESPACED', 'KIND', 'VERSIONS', 'STORAGE', 'CHANNEL', 'BUNDLE'];
  if (wide) columns.push('POLICY TYPE');
  const rows = entries.map((entry) => {
    const row = [
      entry.name,
      entry.shortNames.join(','),
      entry.group,
      String(entry.namespaced),
      entry.kind,
      entry.versions.join(','),
      entry.storageVersion ?? '<unknown>',
      // Only a CRD that was read can be without a channel.
      entry.channel ?? (entry.storageVersion === undefined ? '<unknown>' : '<none>'),
      entry.bundleVersion ?? (entry.storageVersion === undefined ? '<unknown>' : '<none>'),
    ];
    if (wide) row.push(entry.policyClass ?? '<none>');
    return row;
  });
  await io.writeOut(formatTable({ columns, rows }, { header, color: false }));
}
