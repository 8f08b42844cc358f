import type { Fact, FactCode, FactOf } from '../../model/fact.ts';
import { ATTACHMENTS, sayPerListener } from './attachments.ts';
import { CERTIFICATES } from './certificates.ts';
import { DRIFT } from './drift.ts';
import { IMPLEMENTATIONS } from './implementations.ts';
import { LISTENERS } from './listeners.ts';
import { NOTES } from './notes.ts';
import { POLICIES } from './policies.ts';
import { READINGS } from './readings.ts';
import { REFERENCES } from './references.ts';
import { ROUTING } from './routing.ts';
import type { Sentence, Sentences } from './sentence.ts';

const SENTENCES: Sentences<FactCode> = {
  ...READINGS,
  ...REFERENCES,
  ...CERTIFICATES,
  ...ATTACHMENTS,
  ...LISTENERS,
  ...POLICIES,
  ...NOTES,
  ...DRIFT,
  ...ROUTING,
  ...IMPLEMENTATIONS,
};

/** One sentence: what is so, and where it is wrong what to change. Empty without a fact. */
export function say(fact: Fact | undefined): string {
  return fact === undefined ? '' : sayFact(fact);
}

function sayFact<Code extends FactCode>(fact: FactOf<Code>): string {
  const sentence: Sentence<Code> = SENTENCES[fact.code];
  return sentence(fact, say);
}

/** Why something is unknown, in few words: of what may not be read only that, without the server's own words. */
export function sayShortly(fact: Fact | undefined): string {
  return fact?.code === 'gap' && fact.gap.reason === 'forbidden'
    ? `cannot read ${fact.gap.what}: forbidden`
    : say(fact);
}

/** The same in lines, where a fact is about several things, each with what to change; else one. */
export function sayInLines(fact: Fact | undefined): readonly string[] {
  return fact?.code === 'noListenerTakes' ? sayPerListener(fact) : [sayShortly(fact)];
}
