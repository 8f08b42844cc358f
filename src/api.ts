import type { Answers } from './api/answers.ts';
import type { ClusterOptions, FilesOptions } from './api/open-options.ts';
import type { Surroundings } from './api/surroundings.ts';

export type { Answers } from './api/answers.ts';
export type { ClusterOptions, FilesOptions } from './api/open-options.ts';
export type {
  AnalyzeQuestion,
  CheckQuestion,
  DescribeQuestion,
  EffectiveQuestion,
  GraphQuestion,
  Selection,
  StatusQuestion,
  TableQuestion,
  TestQuestion,
  TraceQuestion,
  TraceQuestionRequest,
} from './api/questions.ts';
export type { Surroundings } from './api/surroundings.ts';
export type * from './documents/analysis-report.ts';
export type * from './documents/check-report.ts';
export type * from './documents/condition.ts';
export type * from './documents/edge-state.ts';
export type * from './documents/effective-policy-list.ts';
export type * from './documents/gap.ts';
export type * from './documents/graph.ts';
export type * from './documents/listener.ts';
export type * from './documents/ref.ts';
export type * from './documents/resource-description-list.ts';
export type * from './documents/resource-type-list.ts';
export type * from './documents/route-table.ts';
export type * from './documents/routing-test.ts';
export type * from './documents/rule-list.ts';
export type * from './documents/sent-report.ts';
export type * from './documents/status-report.ts';
export type * from './documents/test-report.ts';
export type * from './documents/trace-result.ts';
export type * from './documents/traffic-diff.ts';
export type * from './documents/version.ts';
export { AnswerError, CannotRunError, ServerError, UsageError } from './model/errors.ts';

/**
 * Reads files, folders (with all manifests below them) and answers about them as about a cluster.
 * @param paths YAML or JSON.
 * @throws CannotRunError when a path is not there, or nothing at all could be read.
 */
export async function openFiles(
  paths: readonly string[],
  surroundings: Surroundings,
  options: FilesOptions = {},
): Promise<Answers> {
  return (await import('./api/open.ts')).openFiles(paths, surroundings, options);
}

/**
 * Answers about a cluster; nothing is written to it, and of Secrets no value is read. No request is sent before the first
 * question.
 * @throws CannotRunError when no cluster is meant, or its credentials cannot be used.
 */
export async function openCluster(surroundings: Surroundings, options: ClusterOptions = {}): Promise<Answers> {
  return (await import('./api/open.ts')).openCluster(surroundings, options);
}
