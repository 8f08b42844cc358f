import type { Severity } from '../../documents/analysis-report.ts';
import type { Relation } from '../../gateway-api/relation.ts';
import type { Edit } from '../../model/edit.ts';
import type { GroupKind, ObjectRef } from '../../model/ref.ts';
import type { RuleWorld } from './rule-world.ts';
import type { Words } from './words.ts';

/**
 * What a rule asks: the kinds that it lists or looks for itself, the relations that it follows, and what is worked out once for all
 * rules. Where not all objects of such a kind could be read the rule is not asked, and the report says so. What follows relations
 * leaves unknown what could not be read, and needs no more care.
 */
export type RuleInput = GroupKind | Relation | SharedInput;

/** What is worked out once, when the first rule asks for it. */
export type SharedInput =
  | 'problems'
  | 'traffic'
  | 'departures'
  | 'policies'
  | 'violations'
  | 'judgements'
  | 'certificates'
  | 'changes';

/** What a rule is, in words for `explain` and its page, and how to see it at work. */
export interface RuleText {
  /** `GW2003`: permanent; a retired code is never used again. The digit behind `GW` is the family. */
  readonly code: string;
  /** `backend-port`: the file's name. */
  readonly name: string;
  /** `error`: something does not work; `warning`: something may not work as it is meant; `info`: worth knowing. */
  readonly severity: Severity;
  readonly inputs: readonly RuleInput[];
  /**
   * `namespace`: what it says of an object depends on its inputs in the namespace of the object alone, so that a gap elsewhere does
   * not matter. Without it on all of the cluster.
   */
  readonly reach?: 'namespace' | undefined;
  /** What is found: a sentence or two. */
  readonly what: string;
  /** What comes of it for requests and people, with the source in the specification. */
  readonly why: string;
  /** What to do. */
  readonly how: string;
  /** Manifests in namespace `shop`, which hold everything: of the first the rule finds something, of the second it does not. */
  readonly bad: string;
  readonly good: string;
  /** Of a rule about changes: what stood in place of either before the change. */
  readonly before?: string | undefined;
  /** Objects that stand beside both, and are of no interest. */
  readonly beside?: string | undefined;
  /** Codes of errors and warnings that the bad example cannot do without. */
  readonly also?: readonly string[] | undefined;
}

/** One thing that a rule found. */
export interface Hit<Args> {
  readonly subject: ObjectRef;
  /** The field or condition in question: `spec.rules[0].backendRefs[0]`. Empty where the object as a whole is meant. */
  readonly path: string;
  /** What the sentence is about. */
  readonly args: Args;
  /** Other objects that have part in it. */
  readonly related?: readonly ObjectRef[] | undefined;
  /** Other objects that wait for it to be mended: what is found there comes after it. */
  readonly waiting?: readonly ObjectRef[] | undefined;
}

/** A rule as it is written: all about it in one file. */
export interface RuleSpec<Args> extends RuleText {
  /** Pure, and linear in the objects. What is unknown is no finding. */
  readonly check: (world: RuleWorld) => Iterable<Hit<Args>>;
  /** One sentence, without the subject and without a full stop. */
  readonly say: (args: Args, words: Words) => string;
  /** What to change, where one thing is to be changed: `port: 80`. */
  readonly fix?: ((args: Args, words: Words) => string | undefined) | undefined;
  /** What `--fix` changes in the file of the subject: only where there is one right answer, of which nothing else depends. */
  readonly edits?: ((args: Args) => readonly Edit[]) | undefined;
}

/** A rule as it is asked. */
export interface Rule extends RuleText {
  /** Whether `--fix` can mend some of what it finds. */
  readonly mends: boolean;
  readonly check: (world: RuleWorld) => Iterable<Found>;
}

/** One thing that is wrong. */
export interface Found {
  readonly subject: ObjectRef;
  readonly path: string;
  readonly related: readonly ObjectRef[];
  readonly waiting: readonly ObjectRef[];
  readonly message: (words: Words) => string;
  readonly fix: (words: Words) => string | undefined;
  readonly edits: readonly Edit[];
}

/** Makes a rule of what is written. */
export function defineRule<Args>({ check, say, fix, edits, ...text }: RuleSpec<Args>): Rule {
  return {
    ...text,
    mends: edits !== undefined,
    *check(world) {
      for (const { subject, path, args, related = [], waiting = [] } of check(world)) {
        yield {
          subject,
          path,
          related,
          waiting,
          message: (words) => say(args, words),
          fix: (words) => fix?.(args, words),
          edits: edits?.(args) ?? [],
        };
      }
    },
  };
}
