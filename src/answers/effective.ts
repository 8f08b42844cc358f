import { buildGraph } from '../graph/query/build-graph.ts';
import type { Graph } from '../graph/graph.ts';
import { AnswerError } from '../model/errors.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindOf, refOf, sameGroupKind, wholeOf } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import { answerEffective } from '../policy/answer.ts';
import type { EffectiveAnswer } from '../policy/answer.ts';
import type { EffectiveQuestion as PolicyQuestion } from '../policy/effective.ts';
import { indexPolicies } from '../policy/policy-index.ts';
import type { PolicyIndex } from '../policy/policy-index.ts';
import type { PolicyKind } from '../policy/policy-kind.ts';
import { findUserSection } from '../policy/user-section.ts';
import { nodeText } from '../view/say/paths.ts';
import type { World } from '../world/world.ts';
import { malformedPolicies } from './malformed-policies.ts';

/** An object that is asked about, whole or a section of it as the user writes it: a listener, a rule, a port. */
export interface WantedObject {
  readonly object: KubernetesObject;
  readonly section: string | undefined;
}

/** What to work out. */
export interface EffectiveQuestion {
  readonly wanted: readonly WantedObject[];
  /** Only policies of these kinds; undefined: all. */
  readonly kinds: readonly PolicyKind[] | undefined;
  /** Only paths through each of these; a section as the user writes it. */
  readonly through: readonly ObjectRef[];
  /** Read GEP-713 literally on one level: the newer of two defaults wins. */
  readonly literal: boolean;
}

/** What takes effect, and what is wrong with policies that therefore do not. */
export interface EffectiveResult extends EffectiveAnswer {
  /** One line a policy. */
  readonly malformed: readonly string[];
}

/**
 * The effective policies on some objects, path by path, with the source of every field; of a policy its targets are meant.
 * @throws AnswerError for a section that an object does not have.
 */
export function effectiveOn({ snapshot, policyKinds }: World, question: EffectiveQuestion): EffectiveResult {
  const graph = buildGraph(snapshot, { policyKinds });
  const index = indexPolicies({ graph, snapshot, kinds: policyKinds });
  const { wanted, kinds, literal } = question;
  const through = question.through.map((ref) => withSection(graph, ref));
  const questions = wanted.flatMap((one) => questionsOn(one, index, { kinds, through, literal }));
  const answers = questions.map((one) => answerEffective(index, one));
  const objects = [...new Set(wanted.map(({ object }) => object))];
  return {
    policies: answers.flatMap(({ policies }) => policies),
    settings: answers.flatMap(({ settings }) => settings),
    malformed: malformedPolicies(index, objects, kinds),
  };
}

/** What to ask of an object: itself, or of a policy its targets. */
function questionsOn(
  { object, section }: WantedObject,
  index: PolicyIndex,
  options: Omit<PolicyQuestion, 'object'> & { readonly kinds: readonly PolicyKind[] | undefined },
): readonly PolicyQuestion[] {
  const ref = refOf(object);
  const policy = index.policy(ref);
  if (policy !== undefined) {
    const kinds = options.kinds?.filter((kind) => sameGroupKind(kind, policy.kind)) ?? [policy.kind];
    return policy.targets.flatMap(({ node }) => (node === undefined ? [] : [{ ...options, object: node, kinds }]));
  }
  return [{ ...options, object: section === undefined ? ref : sectionOf(object, ref, section) }];
}

function sectionOf(object: KubernetesObject, ref: ObjectRef, written: string): ObjectRef {
  const found = findUserSection(object, written);
  if (found.state === 'found') return { ...ref, section: found.section };
  const { kind } = groupKindOf(object);
  if (found.state === 'unknown') throw new AnswerError(`${kind} has no sections`);
  const known = found.known.length === 0 ? '' : `; it has ${found.known.join(', ')}`;
  throw new AnswerError(`${nodeText(ref)} has no ${found.what} ${written}${known}`);
}

/** The section of a node of a path as the graph calls it. */
function withSection(graph: Graph, ref: ObjectRef): ObjectRef {
  if (ref.section === undefined) return ref;
  const { object } = graph.node(wholeOf(ref));
  const found = object === undefined ? undefined : findUserSection(object, ref.section);
  return found?.state === 'found' ? { ...ref, section: found.section } : ref;
}
