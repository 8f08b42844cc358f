import type { Rule } from '../../src/analysis/rules/rule.ts';
import type { RuleSelection } from '../../src/analysis/rules/select-rules.ts';
import { EVERYTHING, analyze } from '../../src/answers/analyze.ts';
import { loadPatterns } from '../../src/app/trace/load-patterns.ts';
import type { AnalysisReport } from '../../src/documents/analysis-report.ts';
import type { KubernetesObject } from '../../src/model/object.ts';
import type { Source } from '../../src/model/source.ts';
import { tableDifference } from '../../src/routing/difference/table-difference.ts';
import type { RequestChange } from '../../src/routing/difference/table-difference.ts';
import { routingWorld } from '../../src/routing/routing-world.ts';
import { openFilesSource } from '../../src/source/files/files-source.ts';
import { readPolicyKinds } from '../../src/world/policy-kinds.ts';
import { readCatalog } from '../../src/world/read-catalog.ts';
import { WorldReader } from '../../src/world/world-reader.ts';
import type { World } from '../../src/world/world.ts';

/** The clock of the tests. */
export const NOW = Date.parse('2026-11-25T12:00:00Z');

const COMPILE = await loadPatterns();

/** What a test analyzes with, unless it says otherwise: all rules, and files that hold everything. */
export interface Analysis {
  readonly rules?: readonly Rule[] | undefined;
  readonly complete?: boolean;
  /** What stood there before a change. */
  readonly before?: string | undefined;
}

/** What analyze finds in manifests of namespace shop. */
export async function analyzeText(manifests: string, analysis: Analysis = {}): Promise<AnalysisReport> {
  const { complete = true } = analysis;
  const source = await openFilesSource(['-'], {
    namespace: 'shop',
    complete,
    cwd: '/',
    now: () => NOW,
    async *readInput() {
      yield await Promise.resolve(Buffer.from(manifests));
    },
  });
  return analyzeSource(source, analysis);
}

/** What analyze finds in a source, as the verb reads it. */
export async function analyzeSource(source: Source, { rules, before }: Analysis = {}): Promise<AnalysisReport> {
  const reader = await openReader(source);
  const old = before === undefined ? undefined : await worldOfText(before);
  return reader.answer((world) => analyzeChanged(world, rules, old === undefined ? undefined : changesOf(old, world)));
}

/** What two worlds answer differently. */
export function changesOf(before: World, after: World): readonly RequestChange[] {
  const [one, other] = [before, after].map(({ snapshot, policyKinds }) => routingWorld(snapshot, policyKinds, COMPILE));
  return one === undefined || other === undefined ? [] : tableDifference(one, other).changes;
}

/** What analyze finds in a world. */
export function analyzeWorld(
  world: World,
  rules?: readonly Rule[],
  wants: (object: KubernetesObject) => boolean = () => true,
): AnalysisReport {
  return analyze(world, { ...EVERYTHING, rules: selectionOf(rules), wants, now: NOW }, COMPILE);
}

function analyzeChanged(world: World, rules?: readonly Rule[], changes?: readonly RequestChange[]): AnalysisReport {
  const question = { ...EVERYTHING, rules: selectionOf(rules), wants: () => true, now: NOW, changes };
  return analyze(world, question, COMPILE);
}

function selectionOf(rules?: readonly Rule[]): RuleSelection {
  return { ...EVERYTHING.rules, only: rules?.map(({ code }) => code) ?? [] };
}

/** The world of manifests, whole. */
export async function worldOfText(manifests: string): Promise<World> {
  let world: World | undefined;
  const source = await openFilesSource(['-'], {
    namespace: 'shop',
    complete: true,
    cwd: '/',
    now: () => NOW,
    async *readInput() {
      yield await Promise.resolve(Buffer.from(manifests));
    },
  });
  const reader = await openReader(source);
  await reader.answer((read) => {
    world = read;
  });
  if (world === undefined) throw new Error('nothing was read');
  return world;
}

/** Objects as one manifest. */
export function manifestOf(objects: readonly KubernetesObject[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
}

async function openReader(source: Source): Promise<WorldReader> {
  const { kinds, catalog, gaps } = await readPolicyKinds(source, await readCatalog(source), []);
  const reader = new WorldReader({ source, catalog, policyKinds: kinds });
  for (const gap of gaps) reader.addGap(gap);
  await reader.readCluster();
  return reader;
}
