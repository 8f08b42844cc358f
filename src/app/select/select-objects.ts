import { ServerError } from '../../model/errors.ts';
import type { KubernetesObject } from '../../model/object.ts';
import type { ResourceType } from '../../model/resource-type.ts';
import type { ListQuery, Source } from '../../model/source.ts';
import type { Problems } from '../write/problems.ts';
import { explainListError } from './explain-list-error.ts';
import { readAhead } from '../read-ahead.ts';

/** Which objects of the requested types are wanted. */
export interface Selection extends Pick<ListQuery, 'labelSelector' | 'fieldSelector' | 'chunkSize' | 'metadataOnly'> {
  /** Undefined: all namespaces. */
  readonly namespace: string | undefined;
  /** Empty: all. */
  readonly names: readonly string[];
  readonly subresource?: string | undefined;
}

/** A page of objects of one type. */
export interface ObjectPage {
  readonly type: ResourceType;
  readonly objects: readonly KubernetesObject[];
}

/**
 * Reads the selected objects of several types: lists start together and are given out in the order of the types; names
 * are read one by one, all at the same time. What cannot be read goes to `problems`, the rest is answered.
 */
export async function* selectObjects(
  source: Source,
  types: readonly ResourceType[],
  selection: Selection,
  problems: Pick<Problems, 'addError'>,
): AsyncGenerator<ObjectPage> {
  const parts = types.map((type) =>
    readAhead(
      selection.names.length > 0 ? readNames(source, type, selection, problems) : listPages(source, type, selection),
    ),
  );
  for (const [index, part] of parts.entries()) {
    const type = types[index];
    if (type === undefined) continue;
    try {
      for await (const objects of part) if (objects.length > 0) yield { type, objects };
    } catch (error) {
      problems.addError(selection.names.length > 0 ? error : explainListError(error, type, selection));
    }
  }
}

/** The pages of one type's list; a cluster-scoped type has no namespace. */
function listPages(
  source: Source,
  type: ResourceType,
  selection: Selection,
): AsyncIterable<readonly KubernetesObject[]> {
  return source.list({
    type,
    namespace: type.namespaced ? selection.namespace : undefined,
    labelSelector: selection.labelSelector,
    fieldSelector: selection.fieldSelector,
    chunkSize: selection.chunkSize,
    metadataOnly: selection.metadataOnly,
    withImplied: true,
  });
}

async function* readNames(
  source: Source,
  type: ResourceType,
  selection: Selection,
  problems: Pick<Problems, 'addError'>,
): AsyncGenerator<readonly KubernetesObject[]> {
  const namespace = type.namespaced ? selection.namespace : undefined;
  const answers = selection.names.map((name) =>
    source.get({ type, namespace, name, subresource: selection.subresource, withImplied: true }).then(
      (object) => ({ object }),
      (error: unknown) => ({ error }),
    ),
  );
  for (const answer of answers) {
    const result = await answer;
    if ('object' in result) yield [result.object];
    else problems.addError(result.error);
  }
}

/** Whether an error only says that a named object does not exist. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ServerError && error.reason === 'NotFound';
}
