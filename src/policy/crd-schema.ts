import type { KubernetesObject } from '../model/object.ts';
import { isRecord, readList, readPath, readRecords, readStrings } from '../model/read.ts';
import type { JsonRecord } from '../model/read.ts';
import type { GroupKind } from '../model/ref.ts';

/** What the schema of a CRD says of targets. */
export interface SchemaShape {
  /**
   * `policy`: `spec.targetRef` or `spec.targetRefs` with group, kind and name. `some`: a target field of another shape, or
   * a schema that leaves fields open. `none`: provably no target field.
   */
  readonly targets: 'policy' | 'some' | 'none';
  /** The kinds that the schema allows as targets, where it enumerates a single group. */
  readonly targetKinds: readonly GroupKind[];
}

const TARGET_FIELDS = ['targetRef', 'targetRefs', 'targetSelector', 'targetSelectors'];

/** The shape of a CRD's schema over all its versions; undefined where the CRD carries none (metadata alone). */
export function schemaShape(crd: KubernetesObject): SchemaShape | undefined {
  let shape: SchemaShape | undefined;
  for (const version of readRecords(readPath(crd, 'spec', 'versions'))) {
    const schema = readPath(version, 'schema', 'openAPIV3Schema');
    if (!isRecord(schema)) continue;
    const found = shapeOf(schema);
    if (shape === undefined || RANK[found.targets] > RANK[shape.targets]) shape = found;
  }
  return shape;
}

/** Whether an object names targets as policies do: by group, kind and name, or by the labels of a kind. */
export function hasPolicyShape(object: KubernetesObject): boolean {
  const refs = [readPath(object, 'spec', 'targetRef'), ...readList(readPath(object, 'spec', 'targetRefs'))];
  const selectors = readList(readPath(object, 'spec', 'targetSelectors'));
  return (
    refs.some((ref) => ['group', 'kind', 'name'].every((field) => typeof readPath(ref, field) === 'string')) ||
    selectors.some((selector) => typeof readPath(selector, 'kind') === 'string')
  );
}

const RANK = { none: 0, some: 1, policy: 2 };

function shapeOf(schema: JsonRecord): SchemaShape {
  const spec = readPath(schema, 'properties', 'spec');
  const properties = readPath(spec, 'properties');
  if (!isRecord(properties)) {
    // A spec without described fields takes anything; a schema that has other fields and no spec takes no target.
    const closed = spec === undefined && isRecord(readPath(schema, 'properties')) && !isOpen(schema);
    return { targets: closed ? 'none' : 'some', targetKinds: [] };
  }
  for (const ref of [readPath(properties, 'targetRefs', 'items'), readPath(properties, 'targetRef')]) {
    const fields = readPath(ref, 'properties');
    if (!isRecord(fields)) continue;
    const isTarget = ['group', 'kind', 'name'].every((field) => Object.hasOwn(fields, field));
    if (isTarget) return { targets: 'policy', targetKinds: readTargetKinds(fields) };
  }
  const some = isOpen(spec) || TARGET_FIELDS.some((field) => Object.hasOwn(properties, field));
  return { targets: some ? 'some' : 'none', targetKinds: [] };
}

function isOpen(schema: unknown): boolean {
  return readPath(schema, 'x-kubernetes-preserve-unknown-fields') === true;
}

/** Kinds that `enum` lists, when `group` is an enumeration of one value; several groups leave the pairing open. */
function readTargetKinds(fields: JsonRecord): readonly GroupKind[] {
  const groups = readStrings(readPath(fields, 'group', 'enum'));
  const [group] = groups;
  if (group === undefined || groups.length !== 1) return [];
  return readStrings(readPath(fields, 'kind', 'enum')).map((kind) => ({ group, kind }));
}
