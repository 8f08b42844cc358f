import type { AnalysisReport } from '../documents/analysis-report.ts';
import type { CheckReport } from '../documents/check-report.ts';
import type { EffectivePolicyList } from '../documents/effective-policy-list.ts';
import type { GraphDocument } from '../documents/graph.ts';
import type { ResourceDescriptionList } from '../documents/resource-description-list.ts';
import type { ResourceTypeList } from '../documents/resource-type-list.ts';
import type { RuleList } from '../documents/rule-list.ts';
import type { RouteTable } from '../documents/route-table.ts';
import type { StatusReport } from '../documents/status-report.ts';
import type { TestReport } from '../documents/test-report.ts';
import type { TraceResultList } from '../documents/trace-result.ts';
import type { VersionDocument } from '../documents/version.ts';
import type {
  AnalyzeQuestion,
  CheckQuestion,
  DescribeQuestion,
  EffectiveQuestion,
  GraphQuestion,
  StatusQuestion,
  TableQuestion,
  TestQuestion,
  TraceQuestion,
} from './questions.ts';

/**
 * Answers about one cluster or some files: the documents that the program writes with `-o json`. Each question to a cluster is
 * answered from what is there when it is asked; files are read once. What could not be read stands in `gaps` of the document.
 *
 * A question is rejected with a `ServerError` or `AnswerError` where something that it names is not there, a `UsageError` where
 * it cannot be understood, a `CannotRunError` where nothing answers at all.
 */
export interface Answers {
  /** The namespace that is meant where a question names none. */
  readonly defaultNamespace: string;
  /** Objects in full: computed status beside the reported, relations, policies, events. */
  describe(question: DescribeQuestion): Promise<ResourceDescriptionList>;
  /** How objects hang together, and why something does not attach. */
  graph(question?: GraphQuestion): Promise<GraphDocument>;
  /** What the policies on objects add up to, path by path, with the source of every field. */
  effective(question: EffectiveQuestion): Promise<EffectivePolicyList>;
  /** Where requests go, and why: one answer a request, in their order. */
  trace(question: TraceQuestion): Promise<TraceResultList>;
  /** What each listener answers, in the order in which rows win, and which rows are never reached. */
  table(question?: TableQuestion): Promise<RouteTable>;
  /** Whether requests go where routing tests say they should. Nothing is sent. */
  test(question: TestQuestion): Promise<TestReport>;
  /** Whether all is right, and what is not. */
  status(question?: StatusQuestion): Promise<StatusReport>;
  /** Whether CRDs, controllers and permissions are as they should be. */
  check(question?: CheckQuestion): Promise<CheckReport>;
  /** What codes of findings, conditions and reasons mean; without words all of them. What nothing is known of is left out. */
  explain(words?: readonly string[]): Promise<RuleList>;
  /** What is wrong, each with a permanent code, whatever its severity; annotations silence what they name. */
  analyze(question?: AnalyzeQuestion): Promise<AnalysisReport>;
  /** The Gateway API and policy kinds that are there. */
  apiResources(): Promise<ResourceTypeList>;
  /** Versions of gwctl, of the server, and the release of the Gateway API. */
  version(): Promise<VersionDocument>;
  /** Ends connections; nothing can be asked afterwards. */
  close(): void;
}
