import type { Edit } from '../../model/edit.ts';
import type { Problem } from '../problem.ts';
import type { Words } from './words.ts';
import { defineRule } from './rule.ts';
import type { Rule, RuleText } from './rule.ts';

/** A rule about what `status` shows as a problem, as it is written. */
export interface SymptomRule extends Omit<RuleText, 'inputs' | 'reach'> {
  /** What to change, where one thing is to be changed. */
  readonly fix?: ((problem: Problem, words: Words) => string | undefined) | undefined;
  /** What `--fix` changes in the file of the subject, where there is one right answer. */
  readonly edits?: ((problem: Problem) => readonly Edit[]) | undefined;
}

/**
 * A rule that works out nothing: the problems of its code (src/analysis/symptom-code.ts) are its findings, in the words in which
 * `status` shows them, with what waits for each.
 */
export function symptomRule({ fix, edits, ...text }: SymptomRule): Rule {
  return defineRule<Problem>({
    ...text,
    inputs: ['problems'],
    *check(world) {
      for (const problem of world.problems(text.code)) {
        const { subject, path, consequences } = problem;
        yield { subject, path, args: problem, waiting: consequences };
      }
    },
    say: ({ because }, words) => words.because(because),
    fix,
    edits,
  });
}
