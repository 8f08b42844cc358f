import type { VersionStanding } from '../model/judgement.ts';
import type { Channel, ReleaseChoice } from '../model/release-choice.ts';
import { readPath, readRecord, readRecords, readString } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import { groupKindKey } from '../model/ref.ts';
import type { GroupKind } from '../model/ref.ts';
import { BUNDLED_RELEASES, bundledCrd, bundledRelease, CHANNELS, NEWEST_RELEASE } from './bundled-crds.ts';
import { readSchema } from './structural-schema.ts';
import type { StructuralSchema } from './structural-schema.ts';

/** Where an object would be created: the schemas that a server may have for its type and version. */
export interface ServedSchemas {
  /** The versions that the type's CRD serves; undefined where no CRD says so. */
  readonly served: readonly string[] | undefined;
  /** One a channel where the channel is not known, the standard one first. Empty where the schema is not known. */
  readonly schemas: readonly ChannelSchema[];
  /** The release that they are of; undefined where they are those of the CRD at hand. */
  readonly release: string | undefined;
  /** The release and channel that a server has, as its CRDs or a choice say; undefined where only the newest is meant. */
  readonly installed: ReleaseChoice | undefined;
  readonly version: VersionStanding | undefined;
}

/** A schema, and what the channel that knows more fields has in its place. */
export interface ChannelSchema {
  readonly schema: StructuralSchema;
  /** Of a CRD of the standard channel: the schema of the experimental one of the same release. */
  readonly experimental: StructuralSchema | undefined;
}

const VERSION_ANNOTATION = 'gateway.networking.k8s.io/bundle-version';
const CHANNEL_ANNOTATION = 'gateway.networking.k8s.io/channel';

/** What rules may ask of an object's metadata, which a CRD's schema leaves open. */
const METADATA = { type: 'object', properties: { name: { type: 'string' }, generateName: { type: 'string' } } };

const UNKNOWN: ServedSchemas = {
  served: undefined,
  schemas: [],
  release: undefined,
  installed: undefined,
  version: undefined,
};

/**
 * Looks schemas up: those of the CRDs at hand; else those of the release that they name; else those of the release that was
 * chosen; else those of the newest release that is bundled. They are read when they are asked for.
 */
export class CrdSchemas {
  readonly #crds: ReadonlyMap<string, unknown>;
  readonly #choice: ReleaseChoice | undefined;
  /** What the CRDs of the Gateway API at hand name with one voice. */
  readonly #named: NamedRelease | undefined;
  readonly #read = new Map<string, ServedSchemas>();

  /**
   * @param crds CustomResourceDefinitions, with their schemas or without.
   * @param choice the release that counts where no CRD says which.
   */
  constructor(crds: readonly unknown[], choice?: ReleaseChoice) {
    this.#choice = choice;
    this.#crds = new Map(
      crds.map((crd) => {
        const group = readString(readPath(crd, 'spec', 'group')) ?? '';
        const kind = readString(readPath(crd, 'spec', 'names', 'kind')) ?? '';
        return [groupKindKey({ group, kind }), crd];
      }),
    );
    this.#named = oneVoice(crds);
  }

  /** What a server may have for a type in one of its versions. */
  find(type: GroupKind, version: string): ServedSchemas {
    const key = `${groupKindKey(type)}/${version}`;
    const known = this.#read.get(key) ?? this.#look(type, version);
    this.#read.set(key, known);
    return known;
  }

  #look(type: GroupKind, version: string): ServedSchemas {
    const crd = this.#crds.get(groupKindKey(type));
    if (crd === undefined) return this.#lookWithoutCrd(type, version);
    const served = servedBy(crd);
    const own = schemaIn(crd, version);
    const { release, channel } = releaseOf(crd);
    const installed = release === undefined || release === 'unknown' ? undefined : { release, channel };
    const standing = deprecation([crd], version, undefined);
    // A CRD that was cut down to its names says nothing of its fields.
    if (readPath(own, 'properties', 'spec') !== undefined) {
      const experimental = channel === 'standard' ? bundledSchema(release, 'experimental', type, version) : undefined;
      const schemas = [{ schema: readWhole(own), experimental }];
      return { served, schemas, release: undefined, installed, version: standing };
    }
    const said = { served: served.length === 0 ? undefined : served, installed, version: standing };
    // A release that is not bundled may have anything.
    if (release === 'unknown') return { ...UNKNOWN, ...said };
    const chosen = release ?? this.#choice?.release ?? NEWEST_RELEASE;
    const schemas = bundledSchemas(chosen, channel ?? this.#choice?.channel, type, version);
    return { ...said, schemas, release: chosen };
  }

  #lookWithoutCrd(type: GroupKind, version: string): ServedSchemas {
    const { release = NEWEST_RELEASE, channel } = this.#named ?? this.#choice ?? {};
    if (release === 'unknown') return UNKNOWN;
    const schemas = bundledSchemas(release, channel, type, version);
    const crds = channelsOf(channel).flatMap((one) => bundledCrd(release, one, type) ?? []);
    const isChosen = this.#named === undefined && this.#choice !== undefined;
    // Who names a release means that its CRDs are there, all of them.
    const served = isChosen && crds.length > 0 ? [...new Set(crds.flatMap(servedBy))] : undefined;
    const installed = this.#named === undefined && this.#choice === undefined ? undefined : { release, channel };
    const standing =
      deprecation(crds, version, release) ?? (installed === undefined ? retirement(type, version, crds) : undefined);
    return { served, schemas, release, installed, version: standing };
  }
}

/** Whether every CRD that serves a version calls it deprecated. */
function deprecation(
  crds: readonly unknown[],
  version: string,
  release: string | undefined,
): VersionStanding | undefined {
  const entries = crds.flatMap(versionsOf).filter(({ name, served }) => name === version && served !== false);
  if (entries.length === 0 || !entries.every(({ deprecated }) => deprecated === true)) return undefined;
  return { state: 'deprecated', instead: recommended(crds), release };
}

/** Whether the newest release has the kind no longer in a version that an older one had, or not at all. */
function retirement(type: GroupKind, version: string, crds: readonly unknown[]): VersionStanding | undefined {
  if (crds.some((crd) => servedBy(crd).includes(version))) return undefined;
  const wasServed = BUNDLED_RELEASES.some((release) =>
    CHANNELS.some((channel) => servedBy(bundledCrd(release, channel, type)).includes(version)),
  );
  if (!wasServed) return undefined;
  const state = crds.length === 0 ? 'kindRetired' : 'retired';
  return { state, instead: recommended(crds), release: NEWEST_RELEASE };
}

/** The version to write: `v1` where it is served, else the one that is stored. */
function recommended(crds: readonly unknown[]): string | undefined {
  const served = crds.flatMap(versionsOf).filter(({ served: isServed }) => isServed !== false);
  const best = served.find(({ name }) => name === 'v1') ?? served.find(({ storage }) => storage === true);
  return readString(best?.['name']);
}

/** What a CRD says of itself; `unknown` is a release that is not bundled, newer or built from a branch. */
interface NamedRelease {
  readonly release: string | undefined;
  readonly channel: Channel | undefined;
}

function releaseOf(crd: unknown): NamedRelease {
  const version = readString(readPath(crd, 'metadata', 'annotations', VERSION_ANNOTATION));
  const channel = readString(readPath(crd, 'metadata', 'annotations', CHANNEL_ANNOTATION));
  return {
    release: version === undefined ? undefined : (bundledRelease(version) ?? 'unknown'),
    channel: CHANNELS.find((one) => one === channel),
  };
}

function oneVoice(crds: readonly unknown[]): NamedRelease | undefined {
  const named = crds.map(releaseOf).filter(({ release }) => release !== undefined);
  const [first] = named;
  const isOne = named.every(({ release, channel }) => release === first?.release && channel === first?.channel);
  return isOne ? first : undefined;
}

function versionsOf(crd: unknown): readonly JsonRecord[] {
  return readRecords(readPath(crd, 'spec', 'versions'));
}

function servedBy(crd: unknown): readonly string[] {
  return versionsOf(crd).flatMap(({ name, served }) => (served === false ? [] : (readString(name) ?? [])));
}

/** The schemas that the releases before one have of a type in a version, the newest first. */
export function* schemasBefore(
  release: string,
  type: GroupKind,
  version: string,
): Generator<{ readonly release: string; readonly schema: StructuralSchema }> {
  for (const older of BUNDLED_RELEASES.slice(0, Math.max(0, BUNDLED_RELEASES.indexOf(release))).toReversed()) {
    const schema = bundledSchema(older, 'experimental', type, version);
    if (schema !== undefined) yield { release: older, schema };
  }
}

function schemaIn(crd: unknown, version: string): unknown {
  const found = versionsOf(crd).find(({ name, served }) => name === version && served !== false);
  return readPath(found, 'schema', 'openAPIV3Schema');
}

function channelsOf(channel: Channel | undefined): readonly Channel[] {
  return channel === undefined ? CHANNELS : [channel];
}

function bundledSchemas(
  release: string,
  channel: Channel | undefined,
  type: GroupKind,
  version: string,
): readonly ChannelSchema[] {
  return channelsOf(channel).flatMap((one) => {
    const schema = bundledSchema(release, one, type, version);
    if (schema === undefined) return [];
    const isStandard = one === 'standard';
    return [{ schema, experimental: isStandard ? bundledSchema(release, 'experimental', type, version) : undefined }];
  });
}

function bundledSchema(
  release: string | undefined,
  channel: Channel,
  type: GroupKind,
  version: string,
): StructuralSchema | undefined {
  if (release === undefined) return undefined;
  const schema = schemaIn(bundledCrd(release, channel, type), version);
  if (schema === undefined) return undefined;
  const key = `${release} ${channel} ${groupKindKey(type)} ${version}`;
  const known = READ.get(key) ?? readWhole(schema);
  READ.set(key, known);
  return known;
}

const READ = new Map<string, StructuralSchema>();

function readWhole(schema: unknown): StructuralSchema {
  const record = readRecord(schema);
  return readSchema({ ...record, properties: { ...readRecord(record['properties']), metadata: METADATA } });
}
