import type { Fact, FactCode, FactOf } from '../../model/fact.ts';

/** Says a fact; nothing where there is none. */
export type Say = (fact: Fact | undefined) => string;

/** Makes the sentence of one fact; facts may rest on others, which `say` says. */
export type Sentence<Code extends FactCode> = (fact: FactOf<Code>, say: Say) => string;

/** The sentences of some facts, none left out. */
export type Sentences<Codes extends FactCode> = { readonly [Code in Codes]: Sentence<Code> };
