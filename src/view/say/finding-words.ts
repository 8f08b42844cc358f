import type { Words } from '../../analysis/rules/words.ts';
import { ruleIndexOf } from '../../gateway-api/section.ts';
import { isRouteKind } from '../../gateway-api/kinds.ts';
import type { ObjectRef } from '../../model/ref.ts';
import { someOf } from '../../model/some.ts';
import { CONFIDENCE } from './confidence.ts';
import { enumerate, listenerName, nameOf } from './names.ts';
import { say } from './say.ts';
import { sayBecause } from './verdicts.ts';

/** What the sentences of rules are made with. */
export const FINDING_WORDS: Words = {
  because: (because) => sayBecause(because).message,
  fact: say,
  name: partName,
  confidence: ({ confidence }) => CONFIDENCE[confidence],
  list: (texts) => enumerate(someOf(texts)),
};

function partName({ section, ...holder }: ObjectRef): string {
  if (section === undefined) return nameOf(holder);
  if (!isRouteKind(holder)) {
    return holder.group === '' ? `port ${section} of ${nameOf(holder)}` : listenerName(section, holder);
  }
  return `rule ${ruleIndexOf(section) ?? section} of ${nameOf(holder)}`;
}
