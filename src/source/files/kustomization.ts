import { readRecords, readString, readStrings } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';

/** Fields of which any says that a document without a type is a Kustomization. */
const FIELDS = ['resources', 'patches', 'configMapGenerator', 'secretGenerator', 'namePrefix', 'components'];

/** Whether a document is a Kustomization or Component; `kustomization.yaml` may leave out its type. */
export function isKustomization(value: JsonRecord): boolean {
  if (readString(value['apiVersion'])?.startsWith('kustomize.config.k8s.io/') === true) return true;
  if (value['kind'] !== undefined || Object.hasOwn(value, 'metadata')) return false;
  return FIELDS.some((field) => Object.hasOwn(value, field));
}

/**
 * The files that a Kustomization applies to objects, relative to its own: they look like objects, and hold parts of them only
 * (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/).
 */
export function patchFilesOf(kustomization: JsonRecord): readonly string[] {
  const named = [...readRecords(kustomization['patches']), ...readRecords(kustomization['patchesJson6902'])];
  const inlineOrFile = readStrings(kustomization['patchesStrategicMerge']);
  return [
    ...named.flatMap(({ path }) => readString(path) ?? []),
    ...inlineOrFile.filter((text) => !text.includes('\n')),
  ];
}
