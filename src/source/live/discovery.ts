import { CannotRunError, ServerError, messageOf } from '../../model/errors.ts';
import { isRecord, readPath, readRecords, readString, readStrings } from '../../model/read.ts';
import type { ResourceCatalog } from '../../model/resource-type.ts';
import type { ApiAnswer, ApiClient } from './api-client.ts';
import { makeCatalog, readAggregated, readResourceList } from './group-versions.ts';
import type { GroupVersion } from './group-versions.ts';

const AGGREGATED = ['v2', 'v2beta1'].map(
  (version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
);
const ACCEPT = [...AGGREGATED, 'application/json'].join(',');
/** Discovery has a limit of its own where the user set none (client-go: 32 seconds). */
const LIMIT = 32_000;

/**
 * Asks the server for all its resource types: two requests where it knows aggregated discovery (Kubernetes 1.26 and newer),
 * else one for each group version. A group that does not answer becomes a gap.
 * @param timeout the user's limit for a request, 0 for none.
 * @throws ServerError or CannotRunError when the server does not answer at all, or answers something else.
 */
export async function discover(client: ApiClient, timeout: number): Promise<ResourceCatalog> {
  const limit = timeout > 0 ? timeout : LIMIT;
  const [core, named] = await Promise.all([
    askRoot(client, '/api', limit).catch(tolerateAbsent),
    askRoot(client, '/apis', limit),
  ]);
  const parts = await Promise.all([
    core === undefined ? [] : readRoot(client, core, limit),
    readRoot(client, named, limit),
  ]);
  return makeCatalog(parts.flat());
}

function askRoot(client: ApiClient, path: string, timeout: number): Promise<ApiAnswer> {
  return client.read({ path, accept: ACCEPT, subject: { verb: 'get' }, timeout });
}

/** A server of aggregated APIs only has no /api. */
function tolerateAbsent(error: unknown): undefined {
  if (error instanceof ServerError && error.code === 404) return undefined;
  throw error;
}

/** The answer says by its kind which discovery it is: a proxy may have dropped the content type's parameters. */
async function readRoot(client: ApiClient, { value }: ApiAnswer, timeout: number): Promise<readonly GroupVersion[]> {
  if (readString(readPath(value, 'kind')) === 'APIGroupDiscoveryList') return readAggregated(value);
  requireRoot(value);
  const errors: unknown[] = [];
  const versions = await Promise.all(
    legacyVersions(value).map(async ({ group, version }): Promise<GroupVersion> => {
      const path = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
      try {
        const answer = await client.read({ path, accept: 'application/json', subject: { verb: 'get' }, timeout });
        requireResources(answer.value);
        return { group, version, resources: readResourceList(answer.value) };
      } catch (error) {
        // Whatever is in front of one group, an aggregated API for instance, hides that group only.
        if (!(error instanceof ServerError || error instanceof CannotRunError)) throw error;
        errors.push(error);
        return { group, version, resources: [], failed: messageOf(error).replace(/^error: /, '') };
      }
    }),
  );
  if (errors.length > 0 && errors.length === versions.length) throw errors[0];
  return versions;
}

/**
 * JSON that lists no resources must not read as a group that serves nothing.
 * @throws CannotRunError when it does not.
 */
function requireResources(value: unknown): void {
  if (isRecord(value) && Object.hasOwn(value, 'resources')) return;
  throw new CannotRunError("error: the server's response lists no resources");
}

/**
 * JSON that is no discovery must not read as a server that serves nothing.
 * @throws CannotRunError when it is none.
 */
function requireRoot(value: unknown): void {
  if (isRecord(value) && (Object.hasOwn(value, 'versions') || Object.hasOwn(value, 'groups'))) return;
  throw new CannotRunError("error: the server's response lists no API groups: it is not an API server");
}

/** Group versions of an `APIVersions` (/api) or an `APIGroupList` (/apis), each group's preferred version first. */
function legacyVersions(value: unknown): readonly { readonly group: string; readonly version: string }[] {
  const core = readStrings(readPath(value, 'versions')).map((version) => ({ group: '', version }));
  const named = readRecords(readPath(value, 'groups')).flatMap((item) => {
    const group = readString(item['name']);
    if (group === undefined) return [];
    const preferred = readString(readPath(item, 'preferredVersion', 'version'));
    const versions = readRecords(item['versions']).flatMap(({ version }) => readString(version) ?? []);
    if (preferred !== undefined && versions.includes(preferred)) {
      versions.sort((a, b) => Number(b === preferred) - Number(a === preferred));
    }
    return versions.map((version) => ({ group, version }));
  });
  return isRecord(value) ? [...core, ...named] : [];
}
