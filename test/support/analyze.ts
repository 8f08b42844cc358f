import type { Rule } from '../../src/analysis/rules/rule.ts';
import { EVERYTHING, analyze } from '../../src/answers/analyze.ts';
import { loadPatterns } from '../../src/app/trace/load-patterns.ts';
import type { AnalysisReport } from '../../src/documents/analysis-report.ts';
import type { KubernetesObject } from '../../src/model/object.ts';
import type { Source } from '../../src/model/source.ts';
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
export async function analyzeSource(source: Source, { rules }: Analysis = {}): Promise<AnalysisReport> {
  const reader = await openReader(source);
  return reader.answer((world) => analyzeWorld(world, rules));
}

/** What analyze finds in a world. */
export function analyzeWorld(
  world: World,
  rules?: readonly Rule[],
  wants: (object: KubernetesObject) => boolean = () => true,
): AnalysisReport {
  const only = { ...EVERYTHING.rules, only: rules?.map(({ code }) => code) ?? [] };
  return analyze(world, { ...EVERYTHING, rules: only, wants, now: NOW }, COMPILE);
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
