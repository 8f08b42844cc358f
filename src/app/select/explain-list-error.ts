import { FilesError, ServerError } from '../../model/errors.ts';
import type { ResourceType } from '../../model/resource-type.ts';

/** The selectors that a list was asked with. */
interface ListSelectors {
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
}

/**
 * A refused list with what was asked in front, as kubectl says it (cli-runtime `EnhanceListError`): the server's own words
 * do not tell which type or which selector it means. Other errors come back as they are.
 */
export function explainListError(error: unknown, type: ResourceType, selectors: ListSelectors): unknown {
  if (!(error instanceof ServerError)) return error;
  if (error.reason !== 'BadRequest' && error.reason !== 'NotFound') return error;
  const subject = `"${type.group}/${type.version}, Resource=${type.plural}"`;
  const { labelSelector = '', fieldSelector = '' } = selectors;
  const asked =
    labelSelector === '' && fieldSelector === ''
      ? `Unable to list ${subject}`
      : `Unable to find ${subject} that match label selector ${JSON.stringify(labelSelector)}, field selector ${JSON.stringify(fieldSelector)}`;
  if (error instanceof FilesError) return new FilesError(error.code, error.reason, `${asked}: ${error.message}`);
  return new ServerError(error.code, error.reason, `${asked}: ${error.message}`, { cause: error });
}
