import type { Fact } from '../../model/fact.ts';
import type { ObjectRef } from '../../model/ref.ts';
import type { Known } from '../../routing/implementations/behaviours.ts';
import type { Because } from '../verdict.ts';

/** How the sentences of rules say what others have sentences for already; who shows findings has them. */
export interface Words {
  /** Why something is not well. */
  readonly because: (because: Because) => string;
  /** What the rules of the specification found out. */
  readonly fact: (fact: Fact | undefined) => string;
  /** `Gateway shop/web`, or with a section `listener https of Gateway shop/web`, `rule 0 of HTTPRoute shop/cart`. */
  readonly name: (ref: ObjectRef) => string;
  /** How something is known of a controller: `seen live`. */
  readonly confidence: (known: Known<unknown>) => string;
  /** `a, b and 3 more` */
  readonly list: (texts: readonly string[]) => string;
}
