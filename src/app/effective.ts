import type { EffectiveFlags } from '../../commands/effective.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import type { Gap } from '../model/gap.ts';
import { ENDPOINT_SLICE } from '../gateway-api/kinds.ts';
import { namespaceOf } from '../model/object.ts';
import type { KubernetesObject } from '../model/object.ts';
import { refOf } from '../model/ref.ts';
import type { EffectiveAnswer } from '../policy/answer.ts';
import type { PolicyKind } from '../policy/policy-kind.ts';
import { nodeText } from '../view/say/paths.ts';
import { escapeControl } from '../text/escape.ts';
import { chooseKinds } from './effective/choose-kinds.ts';
import { readPathFlag } from './effective/read-path-flag.ts';
import { readSectioned } from './select/read-sectioned.ts';
import { Relatives } from './get/relatives.ts';
import { parseResourceArguments } from './select/parse-resource-arguments.ts';
import { planListings } from './select/plan-listings.ts';
import { learnFrom } from './policy-catalogue.ts';
import { readPolicyKinds } from '../world/policy-kinds.ts';
import { WorldReader } from '../world/world-reader.ts';
import { Problems } from './write/problems.ts';
import { isSelecting, readSelectors } from './read-selectors.ts';
import { askedNamespace, openSource, wantsColor } from './scope.ts';
import { checkOutput, writeDocument } from './write/structured-output.ts';

/** Up to this many objects in one namespace are read on their own; more, with all of the Gateway API. */
const MOST_ALONE = 12;

const NOTHING = { policies: [], settings: [], malformed: [] };

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
  const selectors = readSelectors(flags);
  const requested = parseResourceArguments(words, {
    program: io.program,
    verb: 'effective',
    hasSelector: isSelecting(selectors),
    allNamespaces: flags.allNamespaces === true,
  });
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
    const [{ wanted, whole }, kinds] = await Promise.all([
      readSectioned(listings, {
        source,
        ignoreNotFound: false,
        problems,
        selection: { namespace, ...selectors },
      }),
      readPolicyKinds(source, catalog, entries),
    ]);
    const objects = [...new Set(wanted.map(({ object }) => object))];
    const namespaces = [...new Set(objects.flatMap((object) => namespaceOf(object) ?? []))];
    const reader = new WorldReader({ source, catalog: kinds.catalog, policyKinds: kinds.kinds, namespaces });
    for (const gap of kinds.gaps) reader.addGap(gap);
    reader.seedSelected(objects, whole);
    if (objects.length > MOST_ALONE || namespaces.length > 1) await reader.readCluster();
    const chosen = chooseKinds(flags.kind ?? [], kinds.kinds);
    const through = await Promise.all((flags.path ?? []).map((path) => readPathFlag(path, source, namespace)));
    const question = { wanted, kinds: chosen, through, literal: flags.gep713Literal === true };
    const { effectiveOn } = await import('../answers/effective.ts');
    const { malformed, ...answer } =
      objects.length === 0 ? NOTHING : await reader.answer((world) => effectiveOn(world, question));
    // Endpoints change nothing about policies.
    const all = objects.length === 0 ? [...kinds.gaps, ...source.gaps()] : reader.world().gaps;
    const gaps = all.filter((gap) => gap.kind !== ENDPOINT_SLICE.kind && !isMisshapenPolicy(gap, kinds.kinds));
    for (const gap of gaps) problems.addGap(gap);
    const hidden = gaps.some((gap) => gap.reason !== 'absent' && isOfPolicies(gap, kinds.kinds));
    if (format !== undefined) {
      const { effectiveDocument } = await import('../view/effective.ts');
      await writeDocument(effectiveDocument(answer, gaps), format, io);
    } else {
      await writeText(answer, objects, hidden || kinds.gaps.length > 0, flags, io, problems);
    }
    for (const line of malformed) io.writeError(`Warning: ${escapeControl(line)}\n`);
    const code = problems.report(io, objects.length > 0, (flags.v ?? 0) > 0);
    // Policies are what was asked for: a kind of them that could not be read is a part of the answer that is missing.
    return code === 0 && hidden ? 1 : code;
  } finally {
    source.close();
  }
}

/** A policy that was read, but for a field of the wrong shape: the answer tells what is wrong with it. */
function isMisshapenPolicy(gap: Gap, kinds: readonly PolicyKind[]): boolean {
  return gap.isRead === true && isOfPolicies(gap, kinds);
}

function isOfPolicies(gap: Gap, kinds: readonly PolicyKind[]): boolean {
  return kinds.some(({ group, kind }) => gap.group === group && gap.kind === kind);
}

async function writeText(
  { policies, settings }: EffectiveAnswer,
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
  const blocks = [...effectiveBlocks(policies, flags.explain === true), ...settingBlocks(settings)];
  if (blocks.length > 0) {
    await io.writeOut(formatEffective(blocks, paint(wantsColor(flags, io))));
    return;
  }
  const [only] = objects;
  const which = flags.kind === undefined ? 'No policies' : `No policies of kind ${flags.kind.join(', ')}`;
  const kinds = hidden ? `${which} that could be read` : which;
  if (objects.length === 1 && only !== undefined)
    io.writeError(`${kinds} apply to ${escapeControl(nodeText(refOf(only)))}\n`);
  else if (objects.length > 1) io.writeError(`${kinds} apply to these objects\n`);
  else if (problems.none) io.writeError('No resources found\n');
}
