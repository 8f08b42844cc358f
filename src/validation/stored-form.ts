import { groupOf, versionOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { isRecord } from '../model/read.ts';
import { completeValue } from './complete-object.ts';
import { CrdSchemas } from './crd-schemas.ts';

/**
 * Gives objects as an API server stores them: with the defaults of their CRDs, and without fields that those do not know. So a
 * default that is written out, and one that is not, are the same.
 * @param crds CRDs at hand; for others of the Gateway API those of the newest release count.
 */
export function openStoredForm(crds: readonly unknown[]): (object: KubernetesObject) => KubernetesObject {
  const schemas = new CrdSchemas(crds);
  const known = new WeakMap<KubernetesObject, KubernetesObject>();
  const store = (object: KubernetesObject): KubernetesObject => {
    const { schemas: found } = schemas.find(
      { group: groupOf(object.apiVersion), kind: object.kind },
      versionOf(object.apiVersion),
    );
    // The channel that knows the most fields.
    const last = found.at(-1);
    const schema = last?.experimental ?? last?.schema;
    if (schema === undefined) return object;
    const completed = completeValue(schema, { spec: object['spec'] });
    const spec = isRecord(completed) ? completed['spec'] : undefined;
    return spec === undefined ? object : { ...object, spec };
  };
  return (object) => {
    const stored = known.get(object) ?? store(object);
    known.set(object, stored);
    return stored;
  };
}
