import type { TestFlags } from '../../../commands/test.ts';
import { resultOf, testReport } from '../../answers/test.ts';
import { sendTarget } from '../../answers/send-context.ts';
import type { SendTarget } from '../../answers/send-context.ts';
import type { Tracer } from '../../answers/trace.ts';
import type { TestReason, TestReport, TestResult } from '../../documents/test-report.ts';
import type { TraceResult } from '../../documents/trace-result.ts';
import type { Source } from '../../model/source.ts';
import { testReasons } from '../../view/test-reasons.ts';
import { compare } from '../../routing-tests/compare.ts';
import type { Expectation } from '../../routing-tests/expectation.ts';
import type { TraceAsk } from '../../routing/trace-request.ts';
import type { Explain } from '../../routing/near-rows.ts';
import { listenerPort } from '../../routing/listener-port.ts';
import type { Sending } from '../send/sending.ts';
import type { OpenTracing } from '../trace/open-tracing.ts';
import { documentGaps } from '../../view/document-gaps.ts';
import { coverageFor } from '../../answers/coverage.ts';
import { locateReasons } from './locate-reasons.ts';
import { askOf, bodyOf } from './test-ask.ts';
import type { PlacedTest } from './test-files.ts';

/** Of an answer that is not as expected few others are told. */
export const EXPLAIN_TESTS: Explain = { looked: 2000, told: 2 };

/** What tests are run with. */
export interface TestRun {
  readonly tracing: OpenTracing;
  readonly source: Source;
  readonly namespace: string;
  readonly flags: TestFlags;
  readonly sending: Sending | undefined;
}

/** Follows the request of each test, holds the answer against what is expected, and sends it where that is wanted. */
export async function runTests(tests: readonly PlacedTest[], run: TestRun): Promise<TestReport> {
  const { tracing, source, namespace, flags, sending } = run;
  const wantsCoverage = flags.coverage === true || flags.failUnder !== undefined;
  const { answered, coverage } = await tracing.tracing.ask((tracer) => {
    const traced = tests.map((one) => answerTest(one, tracer, namespace, sending !== undefined));
    return {
      answered: traced,
      coverage: wantsCoverage ? coverageFor(tracer, traced, flags.gateway, namespace) : undefined,
    };
  });
  const results: TestResult[] = [];
  // One request after the other: a Gateway is not to be loaded by its tests.
  for (const one of answered) results.push(await finish(one, source, tracing, sending));
  return testReport(results, coverage, documentGaps(tracing.reader.world().gaps));
}

interface Answered extends PlacedTest {
  readonly trace: TraceResult;
  readonly target: SendTarget | undefined;
  /** Whether the listener that the test names is not there. */
  readonly isWithoutListener: boolean;
}

function answerTest(placed: PlacedTest, tracer: Tracer, namespace: string, sends: boolean): Answered {
  const { request, expectation } = placed.test;
  const written = askOf(request, namespace);
  const port =
    request.listener === undefined ? undefined : listenerPort(tracer.routing, written.parent, request.listener);
  const ask = port === undefined ? written : askOf(request, namespace, port);
  const trace = followTest(ask, expectation, tracer);
  const known = sends ? sendTarget(tracer.routing, trace) : undefined;
  // Where curl is told to connect it does.
  const target = known === undefined ? undefined : { ...known, address: ask.address ?? known.address };
  const isWithoutListener = request.listener !== undefined && port === undefined && trace.outcome.state !== 'unknown';
  return { ...placed, trace, target, isWithoutListener };
}

/** The answer of the likeliest Gateway. What did not answer is looked for only where the answer is not as expected. */
function followTest(ask: TraceAsk, expectation: Expectation, tracer: Tracer): TraceResult {
  const [quick] = tracer.trace(ask, NO_MISSES).map((trace) => tracer.document(trace));
  const isExpected =
    quick !== undefined && quick.outcome.state !== 'unknown' && compare(expectation, quick).length === 0;
  const [trace = quick] = isExpected ? [quick] : tracer.documents(ask);
  if (trace === undefined) throw new Error('a request has no answer');
  return trace;
}

/** Nothing beside the answer is told. */
const NO_MISSES = { looked: 0, told: 0 };

/** What takes time: where reasons are written, and what a request that is sent meets. */
async function finish(
  { test, file, line, trace, target, isWithoutListener }: Answered,
  source: Source,
  { reader }: OpenTracing,
  sending: Sending | undefined,
): Promise<TestResult> {
  const { name, expectation, request } = test;
  const result = resultOf({ name, file, line, expectation, trace });
  const missing = { key: 'listener', never: false, expected: request.listener ?? '', got: 'none of this name' };
  const differences = isWithoutListener ? [missing, ...result.differences] : result.differences;
  const sent =
    sending === undefined || target === undefined
      ? undefined
      : await (await import('../send/send-traced.ts')).sendTraced(trace, { ...target, body: bodyOf(request) }, sending);
  const isOther = differences.length > 0 || (sent !== undefined && sent.findings.length > 0);
  const state = result.state === 'unknown' && !isOther ? 'unknown' : isOther ? 'failed' : 'passed';
  const because: readonly TestReason[] =
    state === 'passed' ? [] : await locateReasons(testReasons(trace), source, reader.world().snapshot);
  return { ...result, state, differences, because, ...(sent !== undefined && { sent }) };
}
