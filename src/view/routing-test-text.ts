import type { SentFinding, SentReport } from '../documents/sent-report.ts';
import type { TestCoverage, TestDifference, TestSummary } from '../documents/test-report.ts';

/** What the keys of `expect` are called in a sentence. */
const WORDS: Readonly<Record<string, string>> = {
  backends: 'backends',
  grpcStatus: 'gRPC status',
  redirect: 'redirect to',
  path: 'path for the backend',
  host: 'host for the backend',
  requestHeaders: 'request header',
  responseHeaders: 'response header',
};

/** What is otherwise than expected, in one sentence. */
export function differenceText({ key, never, expected, got }: TestDifference): string {
  const what = Object.hasOwn(WORDS, key) ? (WORDS[key] ?? key) : key;
  return never ? `expected never ${what} ${expected}, got it` : `expected ${what} ${expected}, got ${got}`;
}

/** What a finding is about, where its words do not say it. */
const SENT_WORDS: Readonly<Record<string, string>> = { location: 'Location ', header: 'header ', backend: 'service ' };

/** What came back from a request that was sent, in one sentence: `203.0.113.10:443: predicted 404, got 200`. */
export function findingText({ what, predicted, got }: SentFinding, { address, server }: SentReport): string {
  const word = Object.hasOwn(SENT_WORDS, what) ? (SENT_WORDS[what] ?? '') : '';
  const by = server === undefined ? '' : ` (server: ${server})`;
  return `${address}: predicted ${word}${predicted}, got ${got}${by}`;
}

/** What came back, line by line: as predicted, or each difference. */
export function sentTexts(sent: SentReport): readonly string[] {
  const { address, findings, failure, server, statusCode } = sent;
  if (findings.length > 0) return findings.map((finding) => findingText(finding, sent));
  if (failure !== undefined) return [`${address}: ${failure}, as predicted`];
  const by = server === undefined ? '' : ` (server: ${server})`;
  return [`${address} answers${statusCode === undefined ? '' : ` ${statusCode}`} as predicted${by}`];
}

/** `2 passed, 1 failed; 14 of 17 matches covered (82 %)` */
export function summaryText({ passed, failed, unknown }: TestSummary, coverage: TestCoverage | undefined): string {
  const counts = [`${passed} passed`, `${failed} failed`];
  if (unknown > 0) counts.push(`${unknown} unknown`);
  return [counts.join(', '), ...(coverage === undefined ? [] : [coverageText(coverage)])].join('; ');
}

/** `14 of 17 matches covered (82 %)`; the percentage is rounded down, so that 100 % is all of them. */
export function coverageText({ matches, covered, percent }: TestCoverage): string {
  return `${covered} of ${matches} ${matches === 1 ? 'match' : 'matches'} covered (${Math.floor(percent)} %)`;
}
