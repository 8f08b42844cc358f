import { descriptionList, describeDocuments } from '../answers/describe.ts';
import { graphDocumentOf } from '../answers/graph.ts';
import { checkReport, checksFor } from '../answers/check.ts';
import { everyExplanation, explain } from '../answers/explain.ts';
import { ruleEntries } from '../answers/rule-entries.ts';
import { resourceTypeList } from '../answers/api-resources.ts';
import { statusOf } from '../answers/status.ts';
import { versionDocument } from '../answers/version.ts';
import { readAnalysis } from '../app/analyze/read-analysis.ts';
import { readTypes } from '../app/api-resources.ts';
import { readRelease } from '../app/analyze/read-release.ts';
import { readReadiness } from '../app/check/read-readiness.ts';
import { NotedProblems, gapsOf, readDescribed } from '../app/describe/read-described.ts';
import { readEffective } from '../app/effective/read-effective.ts';
import { readGraph } from '../app/graph/read-graph.ts';
import type { LearnEntries } from '../app/policy-catalogue.ts';
import { VERSION } from '../app/scope.ts';
import { readStatus, statusNamespace } from '../app/status.ts';
import { readTable } from '../app/table.ts';
import { EXPLAIN_TESTS, runTests } from '../app/test/run-tests.ts';
import { checkTest } from '../app/test/test-ask.ts';
import { readTestFiles } from '../app/test/test-files.ts';
import { openTracing } from '../app/trace/open-tracing.ts';
import { readGatewayApi } from '../app/version.ts';
import { gapText } from '../app/write/problems.ts';
import type { TraceResult } from '../documents/trace-result.ts';
import { AnswerError, UsageError } from '../model/errors.ts';
import type { Source } from '../model/source.ts';
import { readRequest } from '../routing/read-request.ts';
import { effectiveDocument } from '../view/effective.ts';
import type { Answers } from './answers.ts';
import { checkPaths, noInput } from './check-paths.ts';
import type { Selection } from './questions.ts';
import { readAsked } from '../app/select/read-asked.ts';
import type { Asked } from '../app/select/read-asked.ts';
import { readSelectors } from '../app/select/read-selectors.ts';

/** Where questions are put to. */
export interface OpenedSource {
  readonly defaultNamespace: string;
  /** The source to answer one question from. */
  readonly read: () => Source;
  readonly close: () => void;
}

/** What answers need beside it. */
export interface AnswerOptions {
  readonly now: () => number;
  /** Of the machine, in Go's words: `linux/amd64`. */
  readonly platform: string;
  readonly warn: (text: string) => void;
  readonly learn: LearnEntries;
  /** The folder that relative paths begin at. */
  readonly cwd: string;
  /** What a command line needs to look at the same place, with a blank before it: ` --from shop.yaml`. */
  readonly scope: string;
}

const PROGRAM = 'gwctl';
/** Of what did not answer a request. */
const REJECTED = 5;
const MOST_LOOKED = 1000;

/** Answers questions as the verbs of the program do, with the documents that they write. */
export function answerFrom(opened: OpenedSource, { now, platform, warn, learn, cwd, scope }: AnswerOptions): Answers {
  const { defaultNamespace, read, close } = opened;
  const namespaceOf = ({ namespace, allNamespaces }: Omit<Selection, 'type'>): string | undefined =>
    allNamespaces === true ? undefined : (namespace ?? defaultNamespace);
  return {
    defaultNamespace,
    async describe(question) {
      const problems = new NotedProblems();
      const selection = {
        ...select('describe', question.type, question),
        namespace: namespaceOf(question),
        chunkSize: undefined,
        takesPrefix: false,
        events: question.events !== false,
      };
      const described = await readDescribed(selection, { source: read(), problems, learn });
      problems.throwFirst();
      const world = await described.open();
      const page = {
        now: now(),
        command: (words: string) => `${PROGRAM} ${words}${scope}`,
        eventsOf: world.events.of,
      };
      const items = await world.reader.answer((known) => describeDocuments(known, described.objects, page));
      return descriptionList(items, gapsOf(world));
    },
    async graph(question = {}) {
      const { type, direction, names, labelSelector, depth = 0 } = question;
      if (type === undefined && (names ?? labelSelector) !== undefined) {
        throw new UsageError('names and selectors need a type');
      }
      if (depth < 0) throw new UsageError('depth must be 0 or more');
      const problems = new NotedProblems();
      const selection = {
        ...question,
        asked: type === undefined ? undefined : select('graph', type, question),
        namespace: namespaceOf(question),
        kinds: question.kinds === undefined ? undefined : [...question.kinds],
        up: direction === 'up',
        down: direction === 'down',
      };
      const asked = await readGraph(selection, { source: read(), problems, learn });
      problems.throwFirst();
      if (asked === undefined) throw new AnswerError(problems.gaps.map(gapText).join('\n'));
      return asked.ask((world) => graphDocumentOf(world, asked.question));
    },
    async effective(question) {
      const problems = new NotedProblems();
      const selection = {
        ...select('effective', question.type, question),
        namespace: namespaceOf(question),
        kinds: question.kinds ?? [],
        paths: question.paths ?? [],
        literal: question.gep713Literal === true,
      };
      const answer = await readEffective(selection, { source: read(), problems, learn });
      problems.throwFirst();
      for (const line of answer.malformed) warn(line);
      return effectiveDocument(answer, answer.gaps);
    },
    async trace({ requests, namespace = defaultNamespace, rejected = REJECTED }) {
      const listed = requests.map((entry, place) => {
        const understood = readRequest(entry, namespace);
        if (!('problem' in understood)) return understood;
        throw new UsageError(`request ${place}: ${`${understood.field} ${understood.problem}`.trim()}`);
      });
      const { tracing } = await openTracing(read(), namespace, learn, { looked: MOST_LOOKED, told: rejected });
      const items: TraceResult[] = [];
      for (const { id, ask } of listed) {
        const [likeliest] = await tracing.ask((tracer) => tracer.documents(ask, id));
        if (likeliest !== undefined) items.push(likeliest);
      }
      return { apiVersion: 'gwctl.dev/v1alpha1', kind: 'TraceResultList', items };
    },
    async table(question = {}) {
      const problems = new NotedProblems();
      const { type = 'gateways', clientNamespace } = question;
      const selection = { ...select('table', type, question), namespace: namespaceOf(question), clientNamespace };
      const document = await readTable(selection, { source: read(), problems, learn });
      problems.throwFirst();
      return document;
    },
    async test({ paths, namespace, coverage, asImplemented = false }) {
      checkPaths(paths);
      const place = namespace ?? defaultNamespace;
      const tests = await readTestFiles(paths, { cwd, readInput: noInput }, (one) => checkTest(one, place));
      const source = read();
      const tracing = await openTracing(source, place, learn, EXPLAIN_TESTS, asImplemented);
      return runTests(tests, { tracing, source, namespace: place, flags: { coverage }, sending: undefined });
    },
    async status(question = {}) {
      const source = read();
      const namespace = statusNamespace(
        { kind: source.kind, defaultNamespace },
        question.allNamespaces,
        question.namespace,
      );
      if ((question.problems ?? 0) < 0) throw new UsageError('problems must be 0 or more');
      const { reader } = await readStatus(source, namespace, learn);
      const options = { namespace, program: PROGRAM, shown: Number.POSITIVE_INFINITY, source: scope };
      return reader.answer((world) => statusOf(world, options));
    },
    async check({ namespace, upgradeTo } = {}) {
      const choice = upgradeTo === undefined ? undefined : await readRelease(upgradeTo, 'upgradeTo');
      return checkReport(await readReadiness(read(), namespace, learn, choice), checksFor(PROGRAM));
    },
    async explain(words) {
      return words === undefined ? everyExplanation(ruleEntries()) : explain(words, ruleEntries()).document;
    },
    async analyze(question = {}) {
      const { type, names, namespace, allNamespaces, labelSelector, rules = [], skip = [] } = question;
      if (type === undefined && names !== undefined) throw new UsageError('names need a type');
      const source = read();
      const problems = new NotedProblems();
      const lists = { selector: labelSelector, fieldSelector: undefined };
      const asked =
        type === undefined ? { requested: [], selectors: readSelectors(lists) } : select('analyze', type, question);
      const { report } = await readAnalysis(
        {
          ...asked,
          namespace:
            type === undefined
              ? statusNamespace({ kind: source.kind, defaultNamespace }, allNamespaces, namespace)
              : namespaceOf(question),
          now: now(),
          rules: { only: rules, skip, severities: new Map() },
        },
        { source, problems, learn },
      );
      problems.throwFirst();
      return report;
    },
    async apiResources() {
      return resourceTypeList(await readTypes(read(), learn));
    },
    async version() {
      const source = read();
      const server = await source.version();
      const client = { gitVersion: `v${VERSION}`, platform };
      return versionDocument({ client, server, gatewayApi: await readGatewayApi(source) });
    },
    close,
  };
}

/** @throws UsageError in kubectl's words. */
function select(
  verb: string,
  type: string,
  { names = [], labelSelector, allNamespaces }: Omit<Selection, 'type'>,
): Asked {
  const flags = { selector: labelSelector, fieldSelector: undefined, allNamespaces };
  return readAsked([type, ...names], flags, { program: PROGRAM, verb });
}
