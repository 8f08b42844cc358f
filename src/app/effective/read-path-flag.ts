import { UsageError } from '../../model/errors.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Source } from '../../model/source.ts';
import { understandType } from '../select/requested-type.ts';

/**
 * Reads one `--path`: `[NAMESPACE/]TYPE/NAME[#SECTION]`.
 * @throws UsageError where it is written otherwise, AnswerError for an unknown type.
 */
export async function readPathFlag(text: string, source: Source, namespace: string | undefined): Promise<ObjectRef> {
  const [whole = '', written] = text.split('#', 2);
  const parts = whole.split('/');
  const [name, word, own] = parts.toReversed();
  if (name === undefined || word === undefined || name === '' || word === '' || parts.length > 3) {
    throw new UsageError(`invalid --path "${text}": expected [NAMESPACE/]TYPE/NAME[#SECTION]`);
  }
  const { requested } = await understandType(word, source);
  const [first] = requested;
  if (first?.kind !== 'resource') throw new UsageError(`invalid --path "${text}": "${word}" is not a single type`);
  const { group, kind, namespaced } = first.type;
  const ref: ObjectRef = {
    group,
    kind,
    namespace: namespaced ? (own ?? namespace ?? source.defaultNamespace) : undefined,
    name,
  };
  return written === undefined ? ref : { ...ref, section: written };
}
