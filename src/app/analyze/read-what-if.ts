import { whatIfReport } from '../../answers/what-if.ts';
import { errorText } from '../../cli/report-error.ts';
import type { Gap } from '../../model/gap.ts';
import { matchLabelSelector, parseLabelSelector } from '../../model/label-selector.ts';
import { labelsOf, namespaceOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { refKey, refOf } from '../../model/ref.ts';
import type { DiffSources } from '../diff/read-diff.ts';
import { readDiff } from '../diff/read-diff.ts';
import type { LearnEntries } from '../policy-catalogue.ts';
import { Problems } from '../write/problems.ts';
import { readAnalysis, readNamed } from './read-analysis.ts';
import type { Analysis, AnalysisSelection } from './read-analysis.ts';

/** How the sides of a change are called. */
const SIDES = { before: 'before', after: 'after' } as const;

/**
 * What a change would do: analyze is asked of both states, and what the one finds is held against what the other does.
 * @throws as `readAnalysis` does.
 */
export async function readWhatIf(
  selection: AnalysisSelection,
  { before, after }: DiffSources,
  { problems, learn }: { readonly problems: Problems; readonly learn: LearnEntries },
): Promise<Analysis> {
  const [lost, missing] = [new SideProblems(problems), new SideProblems(problems)];
  const places = [
    { source: before, problems: lost, learn },
    { source: after, problems: missing, learn },
  ] as const;
  const wants = await wantedBy(selection, places);
  const question = { sides: SIDES, wants, namespace: selection.namespace };
  const { document, changes } = await readDiff({ before, after }, question, learn);
  const [was, is] = [
    await readAnalysis(selection, places[0]),
    await readAnalysis({ ...selection, changes }, places[1]),
  ];
  // What a change makes is not there before it, and what it removes is not there behind it.
  for (const [text, error] of missing.errors) if (lost.errors.has(text)) problems.addError(error);
  return {
    ...is,
    report: whatIfReport({ before: was.report, after: is.report, difference: document }),
    isPart: was.isPart || is.isPart,
  };
}

/** Which objects of either side are asked about; undefined: all. */
async function wantedBy(
  selection: AnalysisSelection,
  places: readonly Parameters<typeof readNamed>[1][],
): Promise<((object: KubernetesObject) => boolean) | undefined> {
  const { requested, namespace, selectors } = selection;
  if (requested.length > 0) {
    const keys = new Set<string>();
    for (const { source, learn } of places) {
      // What is wrong with the names is told by those who ask for the objects.
      const { objects } = await readNamed(selection, { source, learn, problems: new Problems() });
      for (const object of objects) keys.add(refKey(refOf(object)));
    }
    return (object) => keys.has(refKey(refOf(object)));
  }
  const labels = selectors.labelSelector === undefined ? undefined : parseLabelSelector(selectors.labelSelector);
  if (namespace === undefined && labels === undefined) return undefined;
  return (object) =>
    (namespace === undefined || namespaceOf(object) === namespace) &&
    (labels === undefined || matchLabelSelector(labels, labelsOf(object)));
}

/** The problems of one side: gaps are told, and errors kept until the other side is read. */
class SideProblems extends Problems {
  readonly errors = new Map<string, unknown>();
  readonly #told: Problems;

  constructor(told: Problems) {
    super();
    this.#told = told;
  }

  override addError(error: unknown): void {
    this.errors.set(errorText(error), error);
  }

  override addGap(gap: Gap, isAsked = false): void {
    this.#told.addGap(gap, isAsked);
  }

  override expect(count: number): void {
    this.#told.expect(count);
  }
}
