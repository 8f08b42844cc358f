import { isRecord, readPath, readRecords } from '../../src/model/read.ts';
import type { JsonRecord } from '../../src/model/read.ts';
import { applyManifests } from './manifests.ts';
import type { Cluster } from './cluster.ts';

const LATER = 'parity/later';

/** Applies objects to the cluster, those with the label `parity/later` behind the others, so that the younger ones are known. */
export async function applyInOrder(cluster: Cluster, objects: readonly JsonRecord[]): Promise<void> {
  await applyManifests(
    cluster,
    objects.filter((object) => !isLater(object)),
  );
  await applyManifests(cluster, objects.filter(isLater));
}

function isLater(object: JsonRecord): boolean {
  return readPath(object, 'metadata', 'labels', LATER) === 'true';
}

/**
 * What makes answers of two sources comparable, though they were read from different places:
 * - ages, and times of creation, which only the server knows, become `AGE`;
 * - the object itself, its events and the list of what could not be read (kinds that a server serves, files do not hold)
 *   are left out of documents: a server adds its defaults to objects;
 * - a command to go on with does not say which source it reads.
 */
export function comparable(text: string): string {
  const json = parse(text);
  if (json === undefined) return comparableRows(text);
  return JSON.stringify(withoutSource(json), undefined, 1);
}

function parse(text: string): unknown {
  if (!/^[[{]/.test(text)) return undefined;
  return JSON.parse(text);
}

const LEFT_OUT = new Set(['object', 'events', 'gaps', 'age']);

function withoutSource(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSource);
  if (typeof value === 'string') return value.replace(/ --from \S+ --complete/g, '');
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field]) => !LEFT_OUT.has(field))
      .map(([field, inner]) => [field, withoutSource(inner)]),
  );
}

/**
 * What a server knows and manifests do not say, beyond `comparable`: statuses that the CRDs fill in until a controller
 * comes (`Pending`), that no controller has reported, which object is older, and the addresses of Services.
 */
export function withoutServersWords(text: string): string {
  if (!/^[[{]/.test(text))
    return text.replaceAll(/\bPending\b/g, 'Unknown').replaceAll(/ 10\.0\.\d+\.\d+ /g, ' <none> ');
  return JSON.stringify(withoutReports(JSON.parse(text)), undefined, 1);
}

function withoutReports(value: unknown): unknown {
  if (value === 'Pending') return 'Unknown';
  // Of two policies that say the same thing the older wins; where ages are unknown the name decides, here alike.
  if (value === 'older') return 'name';
  if (typeof value === 'string') return value.replace('because it is older', 'by its name');
  if (Array.isArray(value)) return value.filter((entry) => !isServersWord(entry)).map(withoutReports);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field]) => field !== 'problemCount')
      .map(([field, inner]) => [field, withoutReports(inner)]),
  );
}

/** A drift `noStatus`, a problem `Pending`, or a report of nothing but the CRD's defaults. */
function isServersWord(entry: unknown): boolean {
  if (!isRecord(entry)) return false;
  if (entry['kind'] === 'noStatus' || entry['reason'] === 'Pending') return true;
  const conditions = readRecords(entry['conditions']);
  return conditions.length > 0 && conditions.every(({ reason }) => reason === 'Pending');
}

/** Columns stand where the widest cell lets them: runs of blanks count as one. */
function comparableRows(text: string): string {
  return text
    .replaceAll(/ +$/gm, '')
    .replaceAll(/ +/g, ' ')
    .replaceAll(/(?<= )(?:<unknown>|(?:\d+[smhdy]){1,2})(?= |$)/gm, 'AGE')
    .replaceAll(/ --from \S+ --complete/g, '');
}

/** Every listable kind of the cluster, as `kubectl get` takes them in one list; events tell nothing that is compared. */
export function listableKinds(apiResources: string): string {
  return apiResources
    .split('\n')
    .filter((name) => name !== '' && !/^(events|componentstatuses)(\.|$)/.test(name))
    .join(',');
}
