import { compareWorlds } from '../../answers/diff.ts';
import type { ComparedWorlds, DiffQuestion } from '../../answers/diff.ts';
import { statusSubjects } from '../../analysis/status-kinds.ts';
import { CUSTOM_RESOURCE_DEFINITION } from '../../gateway-api/kinds.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { sameGroupKind } from '../../model/ref.ts';
import type { Source } from '../../model/source.ts';
import { withoutPatterns } from '../../routing/pattern.ts';
import type { CompilePattern } from '../../routing/pattern.ts';
import { readPolicyKinds } from '../../world/policy-kinds.ts';
import { readCatalog } from '../../world/read-catalog.ts';
import { WorldReader } from '../../world/world-reader.ts';
import type { World } from '../../world/world.ts';
import type { LearnEntries } from '../policy-catalogue.ts';
import { loadPatterns } from '../trace/load-patterns.ts';

/** The two states. */
export interface DiffSources {
  readonly before: Source;
  readonly after: Source;
}

/** Two states that were read, to put questions to both at once. */
export interface OpenedPair {
  readonly before: WorldReader;
  readonly after: WorldReader;
  /** @param question a pure function: it may be called several times, and only its last answer counts. */
  ask<Answer>(question: (before: World, after: World, compile: CompilePattern) => Answer): Promise<Answer>;
}

/** Rounds in which both sides are read: no chain of references is that long. */
const MOST_ROUNDS = 16;

/**
 * Reads two states, as an API server would store their objects.
 * @param namespace undefined: all.
 * @throws ServerError where nothing that matters could be read of a side.
 */
export async function readPair(
  sources: DiffSources,
  namespace: string | undefined,
  learn: LearnEntries,
): Promise<OpenedPair> {
  const crds = [...(await crdsIn(sources.before)), ...(await crdsIn(sources.after))];
  const { openStoring } = await import('../../world/stored-source.ts');
  const storing = openStoring(crds);
  const open = (source: Source): Promise<WorldReader> => openReader(storing(source), namespace, learn);
  const before = await open(sources.before);
  const after = await open(sources.after);
  const standIn = withoutPatterns();
  let compile: CompilePattern | undefined;
  const ask = async <Answer>(
    question: (one: World, other: World, patterns: CompilePattern) => Answer,
  ): Promise<Answer> => {
    for (let round = 1; ; round++) {
      const patterns = compile ?? standIn.compile;
      const known = before.world();
      await before.answer((world) => question(world, after.world(), patterns));
      const answer = await after.answer((world) => question(before.world(), world, patterns));
      if (compile === undefined && standIn.wasAsked()) {
        compile = await loadPatterns();
        continue;
      }
      // What the other side brought may ask for more of this one.
      if (
        round === MOST_ROUNDS ||
        (await isStill(before, known, () => question(before.world(), after.world(), patterns)))
      ) {
        return answer;
      }
    }
  };
  return { before, after, ask };
}

async function isStill(reader: WorldReader, known: World, question: () => unknown): Promise<boolean> {
  if (reader.world() === known) return true;
  const settled = reader.world();
  await reader.answer(question);
  return reader.world() === settled;
}

async function openReader(source: Source, namespace: string | undefined, learn: LearnEntries): Promise<WorldReader> {
  const { kinds: policyKinds, catalog, gaps } = await readPolicyKinds(source, await readCatalog(source), await learn());
  const namespaces = namespace === undefined ? [] : [namespace];
  const reader = new WorldReader({ source, catalog, policyKinds, namespaces });
  for (const gap of gaps) reader.addGap(gap);
  await reader.readCluster();
  const failure = reader.failureOf(statusSubjects(namespace));
  if (failure !== undefined) throw failure;
  // Files are read as soon as something is asked.
  await reader.answer(() => undefined);
  return reader;
}

/** The CRDs that files hold: of both sides they are those of either. */
async function crdsIn(source: Source): Promise<readonly KubernetesObject[]> {
  if (source.kind !== 'files') return [];
  const { types } = await source.catalog();
  const type = types.find((one) => sameGroupKind(one, CUSTOM_RESOURCE_DEFINITION));
  const crds: KubernetesObject[] = [];
  if (type !== undefined) for await (const page of source.list({ type, chunkSize: 0 })) crds.push(...page);
  return crds;
}

/** What two states answer differently. @throws as `readPair` does. */
export async function readDiff(
  sources: DiffSources,
  question: DiffQuestion & { readonly namespace: string | undefined },
  learn: LearnEntries,
): Promise<ComparedWorlds & { readonly pair: OpenedPair }> {
  const pair = await readPair(sources, question.namespace, learn);
  const compared = await pair.ask((before, after, compile) => compareWorlds(before, after, question, compile));
  return { ...compared, pair };
}
