import type { ExitCode, Io } from '../cli/io.ts';
import { AnswerError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import { ENDPOINT_SLICE } from '../gateway-api/kinds.ts';
import { parseLabelSelector } from '../model/label-selector.ts';
import type { KubernetesObject } from '../model/object.ts';
import { groupKindOf, refOf, sameGroupKind } from '../model/ref.ts';
import type { ObjectRef } from '../model/ref.ts';
import { answerEffective } from '../policy/answer.ts';
import type { EffectiveAnswer } from '../policy/answer.ts';
import type { EffectiveQuestion } from '../policy/effective.ts';
import { indexPolicies } from '../policy/policy-index.ts';
import type { PolicyIndex } from '../policy/policy-index.ts';
import type { PolicyKind } from '../policy/policy-kind.ts';
import { findUserSection } from '../policy/user-section.ts';
import { nodeText } from '../view/say/paths.ts';
import { escapeControl } from '../text/escape.ts';
import { loadEffectiveSnapshot } from './effective/load-snapshot.ts';
import { chooseKinds } from './effective/choose-kinds.ts';
import { oddPolicies } from './effective/odd-policies.ts';
import { readPathFlag } from './effective/read-path-flag.ts';
import { readSectioned } from './select/read-sectioned.ts';
import type { Sectioned } from './select/read-sectioned.ts';
import { Relatives } from './get/relatives.ts';
import { parseResourceArguments } from './select/parse-resource-arguments.ts';
import { planListings } from './select/plan-listings.ts';
import { learnFrom } from './policy-catalogue.ts';
import { readPolicyKinds } from '../world/policy-kinds.ts';
import { Problems } from './write/problems.ts';
import { askedNamespace, openSource, wantsColor } from './scope.ts';
import type { ScopeFlags } from './scope.ts';
import { checkOutput, writeDocument } from './write/structured-output.ts';

/** The flags of `effective`. */
export interface EffectiveFlags extends ScopeFlags {
  readonly output?: string | undefined;
  readonly allNamespaces?: boolean | undefined;
  readonly selector?: string | undefined;
  readonly kind?: readonly (string | number)[] | undefined;
  readonly path?: readonly (string | number)[] | undefined;
  readonly explain?: boolean | undefined;
  readonly gep713Literal?: boolean | undefined;
  readonly policyCatalogue?: readonly (string | number)[] | undefined;
}

/**
 * `gwctl effective`: the effective policies of the selected objects, path by path, with the source of every field.
 * @param words `TYPE [NAME[#SECTION]…]` or `TYPE/NAME[#SECTION]…`; of a policy, its targets are meant.
 * @returns 0 answered (also when no policy acts), 1 a named object is missing or a part could not be read.
 * @throws UsageError, AnswerError, CannotRunError, ServerError when nothing can be answered.
 */
export async function effective(
  words: readonly string[],
  flags: EffectiveFlags,
  io: Io,
  open: typeof openSource = openSource,
): Promise<ExitCode> {
  const format = checkOutput(flags.output, ['json', 'yaml']);
  const requested = parseResourceArguments(words, {
    program: io.program,
    verb: 'effective',
    hasSelector: (flags.selector ?? '') !== '',
    allNamespaces: flags.allNamespaces === true,
  });
  if (flags.selector !== undefined) parseLabelSelector(flags.selector);
  const learn = learnFrom(flags, io);
  const entries = await learn();
  const source = await open(flags, io);
  const problems = new Problems();
  try {
    const namespace = askedNamespace(flags, source);
    const { listings, catalog } = await planListings(
      requested,
      { source, problems, namespace },
      (types) => new Relatives(source, types, problems, namespace, learn),
    );
    const [wanted, kinds] = await Promise.all([
      readSectioned(listings, {
        source,
        ignoreNotFound: false,
        problems,
        selection: { namespace, labelSelector: flags.selector },
      }),
      readPolicyKinds(source, catalog, entries),
    ]);
    const objects = [...new Set(wanted.map(({ object }) => object))];
    const snapshot = await loadEffectiveSnapshot(objects, kinds.kinds, kinds.catalog, source);
    // Endpoints change nothing about policies.
    const all = [...kinds.gaps, ...snapshot.gaps, ...source.gaps()];
    const gaps = all.filter((gap) => gap.kind !== ENDPOINT_SLICE.kind && !isOddPolicy(gap, kinds.kinds));
    for (const gap of gaps) problems.addGap(gap);
    const hidden = gaps.some((gap) => gap.reason !== 'absent' && isOfPolicies(gap, kinds.kinds));
    const { buildGraph } = await import('../graph/query/build-graph.ts');
    const graph = buildGraph(snapshot, { policyKinds: kinds.kinds });
    const index = indexPolicies({ graph, snapshot, kinds: kinds.kinds });
    const chosen = chooseKinds(flags.kind?.map(String) ?? [], kinds.kinds);
    const through = await Promise.all(
      (flags.path ?? []).map((path) => readPathFlag(String(path), source, namespace, index)),
    );
    const literal = flags.gep713Literal === true;
    const questions = wanted.flatMap((one) => questionsOn(one, index, { kinds: chosen, through, literal }));
    const answers = questions.map((question) => answerEffective(index, question));
    if (format !== undefined) {
      const { effectiveDocument } = await import('../view/effective.ts');
      await writeDocument(effectiveDocument(joined(answers), gaps), format, io);
    } else {
      await writeText(answers, objects, hidden || kinds.gaps.length > 0, flags, io, problems);
    }
    for (const line of oddPolicies(index, objects, chosen)) io.writeError(`Warning: ${escapeControl(line)}\n`);
    const code = problems.report(io, objects.length > 0, (flags.v ?? 0) > 0);
    // Policies are what was asked for: a kind of them that could not be read is a part of the answer that is missing.
    return code === 0 && hidden ? 1 : code;
  } finally {
    source.close();
  }
}

/** A policy in files that was read, but for a field of the wrong shape: `oddPolicies` tells what is wrong with it. */
function isOddPolicy(gap: Gap, kinds: readonly PolicyKind[]): boolean {
  return gap.name !== undefined && gap.what.includes(':') && isOfPolicies(gap, kinds);
}

function isOfPolicies(gap: Gap, kinds: readonly PolicyKind[]): boolean {
  return kinds.some(({ group, kind }) => gap.group === group && gap.kind === kind);
}

/** What to ask of an object: itself, or of a policy its targets. */
function questionsOn(
  { object, section }: Sectioned,
  index: PolicyIndex,
  options: Omit<EffectiveQuestion, 'object'> & { readonly kinds: readonly PolicyKind[] | undefined },
): readonly EffectiveQuestion[] {
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
  if (found.state === 'unknown') throw new AnswerError(`a ${kind} has no sections`);
  const known = found.known.length === 0 ? '' : `, it has ${found.known.join(', ')}`;
  throw new AnswerError(`${nodeText(ref)} has no ${found.what} ${written}${known}`);
}

function joined(answers: readonly EffectiveAnswer[]): EffectiveAnswer {
  return {
    policies: answers.flatMap(({ policies }) => policies),
    settings: answers.flatMap(({ settings }) => settings),
  };
}

async function writeText(
  answers: readonly EffectiveAnswer[],
  objects: readonly KubernetesObject[],
  hidden: boolean,
  flags: EffectiveFlags,
  io: Io,
  problems: Problems,
): Promise<void> {
  const [{ effectiveBlocks, settingBlocks }, { formatEffective }, { paint }] = await Promise.all([
    import('../view/effective-page.ts'),
    import('../print/effective.ts'),
    import('../print/paint.ts'),
  ]);
  const { policies, settings } = joined(answers);
  const blocks = [...effectiveBlocks(policies, flags.explain === true), ...settingBlocks(settings)];
  if (blocks.length > 0) {
    await io.writeOut(formatEffective(blocks, paint(wantsColor(flags, io))));
    return;
  }
  const [only] = objects;
  const which = flags.kind === undefined ? 'No policies' : `No policies of kind ${flags.kind.join(', ')}`;
  const kinds = hidden ? `${which} that could be read` : which;
  if (objects.length === 1 && only !== undefined)
    io.writeError(`${kinds} act on ${escapeControl(nodeText(refOf(only)))}\n`);
  else if (objects.length > 1) io.writeError(`${kinds} act on these objects\n`);
  else if (problems.none) io.writeError('No resources found\n');
}
