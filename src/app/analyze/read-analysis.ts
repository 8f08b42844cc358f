import { EVERYTHING, analyzeAndMend } from '../../answers/analyze.ts';
import type { AnalyzeQuestion, Mend } from '../../answers/analyze.ts';
import { wantedIn } from '../../answers/status.ts';
import { statusSubjects } from '../../analysis/status-kinds.ts';
import type { AnalysisReport } from '../../documents/analysis-report.ts';
import { GATEWAY_API_TYPES } from '../../gateway-api/kinds.ts';
import { labelsOf } from '../../model/object.ts';
import type { KubernetesObject } from '../../model/object.ts';
import { matchLabelSelector, parseLabelSelector } from '../../model/label-selector.ts';
import type { ReleaseChoice } from '../../model/release-choice.ts';
import { refKey, refOf } from '../../model/ref.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { unreadKinds } from '../../model/unread-kinds.ts';
import { readPolicyKinds } from '../../world/policy-kinds.ts';
import { readCatalog } from '../../world/read-catalog.ts';
import { WorldReader } from '../../world/world-reader.ts';
import { planReading } from '../select/plan-listings.ts';
import type { ReadingPlace } from '../select/plan-listings.ts';
import type { Asked } from '../select/read-asked.ts';
import { hasBrokenFiles } from '../select/has-broken-files.ts';
import { namespacesOf } from '../select/read-roots.ts';
import { readSectioned } from '../select/read-sectioned.ts';
import { loadPatterns } from '../trace/load-patterns.ts';
import { locateFindings } from './locate-findings.ts';

/** Which objects are analyzed, and with what. */
export interface AnalysisSelection
  extends Asked, Partial<Pick<AnalyzeQuestion, 'rules' | 'suppressions' | 'baseline' | 'changes' | 'conformance'>> {
  /** Undefined: all namespaces. */
  readonly namespace: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The release of the Gateway API that counts where no CRD says which. */
  readonly gatewayApi?: ReleaseChoice | undefined;
  /** Whether what a server has stored is held against the CRDs too. */
  readonly revalidates?: boolean | undefined;
  /** Whether Secrets of a cluster are read for their certificates. */
  readonly certificates?: boolean | undefined;
}

/** What was found, and whether all of it could be read. */
export interface Analysis {
  readonly report: AnalysisReport;
  /** Whether objects that are asked about could not be read, or rules not be asked. */
  readonly isPart: boolean;
  /** What has one right answer. */
  readonly mends: readonly Mend[];
}

/**
 * Reads what analyze asks for, and answers.
 * @throws AnswerError, ServerError, CannotRunError where nothing can be answered; UsageError for a rule that there is not.
 */
export async function readAnalysis(selection: AnalysisSelection, place: ReadingPlace): Promise<Analysis> {
  const { requested, namespace, selectors, now, certificates } = selection;
  const { source, problems, learn } = place;
  const named = requested.length === 0 ? undefined : await readNamed(selection, place);
  const given = named?.catalog ?? (await readCatalog(source));
  const { kinds: policyKinds, catalog, gaps } = await readPolicyKinds(source, given, await learn());
  const objects = named?.objects ?? [];
  const places = namespace === undefined ? namespacesOf(objects) : [namespace];
  const validation = {
    choice: selection.gatewayApi,
    ...(selection.revalidates === true && {
      judges: () => true,
      kinds: [...GATEWAY_API_TYPES, ...policyKinds],
    }),
  };
  const reader = new WorldReader({ source, catalog, policyKinds, namespaces: places, validation, certificates });
  for (const gap of gaps) reader.addGap(gap);
  if (named !== undefined) reader.seedSelected(objects, named.whole);
  await reader.readCluster();
  const subjects = statusSubjects(namespace);
  const failure = reader.failureOf(subjects);
  if (failure !== undefined) throw failure;
  const compile = await loadPatterns();
  const keys = named === undefined ? undefined : new Set(objects.map((object) => refKey(refOf(object))));
  const byLabel = selectors.labelSelector === undefined ? undefined : parseLabelSelector(selectors.labelSelector);
  const wantsIn = (snapshot: Snapshot): ((object: KubernetesObject) => boolean) => {
    if (keys !== undefined) return (object) => keys.has(refKey(refOf(object)));
    const inNamespace = wantedIn(namespace, snapshot);
    if (byLabel === undefined) return inNamespace;
    return (object) => inNamespace(object) && matchLabelSelector(byLabel, labelsOf(object));
  };
  const isWhole = keys === undefined && byLabel === undefined && namespace === undefined;
  const { report, mends } = await reader.answer((world) =>
    analyzeAndMend(
      world,
      {
        ...EVERYTHING,
        ...(selection.rules !== undefined && { rules: selection.rules }),
        ...(selection.suppressions !== undefined && { suppressions: selection.suppressions }),
        baseline: selection.baseline,
        changes: selection.changes,
        conformance: selection.conformance,
        isWhole,
        now,
        wants: wantsIn(world.snapshot),
      },
      compile,
    ),
  );
  const { snapshot } = reader.world();
  for (const gap of snapshot.gaps) problems.addGap(gap);
  if (source.kind === 'files') for (const gap of source.gaps()) problems.addGap(gap);
  return {
    report: await locateFindings(report, source, snapshot),
    mends,
    isPart:
      hasBrokenFiles(source) || report.skippedRules.length > 0 || unreadKinds(snapshot, subjects, namespace).length > 0,
  };
}

/** Objects that were named, with the types that the source serves. */
export interface NamedObjects {
  readonly objects: readonly KubernetesObject[];
  readonly whole: Awaited<ReturnType<typeof readSectioned>>['whole'];
  readonly catalog: Awaited<ReturnType<typeof planReading>>['catalog'];
}

/** The objects that the words of the user name; of a section its object. */
export async function readNamed(
  { requested, namespace, selectors }: AnalysisSelection,
  place: ReadingPlace,
): Promise<NamedObjects> {
  const { source, problems } = place;
  const { listings, catalog } = await planReading(requested, place, namespace);
  const { wanted, whole } = await readSectioned(listings, {
    source,
    ignoreNotFound: false,
    problems,
    selection: { namespace, ...selectors },
  });
  const objects = [...new Set(wanted.map(({ object }) => object))];
  return { objects, whole, catalog };
}
