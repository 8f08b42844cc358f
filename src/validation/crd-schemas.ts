import { readPath, readRecord, readRecords, readString } from '../model/read.ts';
import { groupKindKey } from '../model/ref.ts';
import type { GroupKind } from '../model/ref.ts';
import bundled from './bundled-schemas.json' with { type: 'json' };
import { readSchema } from './structural-schema.ts';
import type { StructuralSchema } from './structural-schema.ts';

/** Where an object would be created: the schemas that a server may have for its type and version. */
export interface ServedSchemas {
  /** The versions that the type's own CRD serves; undefined where no CRD is at hand. */
  readonly served: readonly string[] | undefined;
  /** One a channel where the channel is not known. Empty where the schema is not known. */
  readonly schemas: readonly StructuralSchema[];
  /** The release that they are of; undefined where they are those of the CRD at hand. */
  readonly release: string | undefined;
}

const CHANNEL_ANNOTATION = 'gateway.networking.k8s.io/channel';

/** What rules may ask of an object's metadata, which a CRD's schema leaves open. */
const METADATA = { type: 'object', properties: { name: { type: 'string' }, generateName: { type: 'string' } } };

/** Looks schemas up: those of the CRDs at hand, else those of the bundled release of the Gateway API, read when they are asked for. */
export class CrdSchemas {
  readonly #crds: ReadonlyMap<string, unknown>;
  readonly #read = new Map<string, ServedSchemas>();

  /** @param crds CustomResourceDefinitions with their schemas. */
  constructor(crds: readonly unknown[]) {
    this.#crds = new Map(
      crds.map((crd) => {
        const group = readString(readPath(crd, 'spec', 'group')) ?? '';
        const kind = readString(readPath(crd, 'spec', 'names', 'kind')) ?? '';
        return [groupKindKey({ group, kind }), crd];
      }),
    );
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
    if (crd === undefined) return ofRelease(undefined, bundledSchemas(type, version, undefined));
    const versions = readRecords(readPath(crd, 'spec', 'versions')).filter(({ served }) => served !== false);
    const served = versions.flatMap(({ name }) => readString(name) ?? []);
    const own = readPath(
      versions.find(({ name }) => name === version),
      'schema',
      'openAPIV3Schema',
    );
    // A CRD that was cut down to its names says nothing of its fields.
    if (readPath(own, 'properties', 'spec') !== undefined) {
      return { served, schemas: [readWhole(own)], release: undefined };
    }
    const channel = readString(readPath(crd, 'metadata', 'annotations', CHANNEL_ANNOTATION));
    return ofRelease(served, bundledSchemas(type, version, channel));
  }
}

function ofRelease(served: ServedSchemas['served'], schemas: readonly StructuralSchema[]): ServedSchemas {
  return { served, schemas, release: bundled.release };
}

function bundledSchemas(type: GroupKind, version: string, channel: string | undefined): readonly StructuralSchema[] {
  const { standard, experimental } = bundled;
  const channels =
    channel === 'standard' ? [standard] : channel === 'experimental' ? [experimental] : [standard, experimental];
  return channels.flatMap((kinds) => {
    const schema = readPath(kinds, groupKindKey(type), version);
    return schema === undefined ? [] : [readWhole(schema)];
  });
}

function readWhole(schema: unknown): StructuralSchema {
  const record = readRecord(schema);
  return readSchema({ ...record, properties: { ...readRecord(record['properties']), metadata: METADATA } });
}
