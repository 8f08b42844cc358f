import type { TestDifference } from '../documents/test-report.ts';
import type { TraceResult } from '../documents/trace-result.ts';
import { compareBackends } from './compare-backends.ts';
import { compareHeaders } from './compare-headers.ts';
import type { Claim, Expectation } from './expectation.ts';
import { sameLocation } from './same-location.ts';
import { isNamed, nameOf } from './named-object.ts';

/** What an answer says of one claim: whether it holds, and the answer in words. */
export interface Comparison {
  readonly holds: boolean;
  readonly expected: string;
  readonly got: string;
}

/**
 * Holds an answer against what a test expects.
 * @returns what is otherwise, in the order of the keys; nothing where all holds.
 */
export function compare({ always, never }: Expectation, trace: TraceResult): readonly TestDifference[] {
  const differences: TestDifference[] = [];
  for (const [claims, isNever] of [
    [always, false],
    [never, true],
  ] as const) {
    for (const claim of claims) {
      for (const { holds, expected, got } of compareClaim(claim, trace, isNever)) {
        if (holds === isNever) differences.push({ key: claim.key, never: isNever, expected, got });
      }
    }
  }
  return differences;
}

/** @param never whether the claim stands below `not`: then each entry of a list is asked on its own. */
function compareClaim(claim: Claim, trace: TraceResult, never: boolean): readonly Comparison[] {
  const { outcome, request } = trace;
  switch (claim.key) {
    case 'backend':
    case 'backends':
    case 'mirrors':
      return compareBackends(claim, outcome, never);
    case 'status':
      return [compareText(String(claim.status), statusOf(trace))];
    case 'grpcStatus':
      return [compareText(String(claim.status), textOf(outcome.grpcStatus))];
    case 'redirect': {
      const location = outcome.redirect?.location;
      const holds = location !== undefined && sameLocation(claim.text, location);
      return [{ holds, expected: claim.text, got: location ?? `no redirect, but ${answerText(trace)}` }];
    }
    case 'path': {
      const seen = seenByBackend(trace, outcome.rewritten?.path ?? request.path);
      const [path = ''] = (seen ?? '').split('?');
      const holds = seen !== undefined && (claim.text.includes('?') ? seen : path) === claim.text;
      return [{ holds, expected: claim.text, got: seen ?? noBackend(trace) }];
    }
    case 'host': {
      const seen = seenByBackend(trace, outcome.rewritten?.host ?? request.host);
      const holds = seen?.toLowerCase() === claim.text.toLowerCase();
      return [{ holds, expected: claim.text, got: seen ?? noBackend(trace) }];
    }
    case 'requestHeaders':
      return compareHeaders(claim.headers, outcome.requestHeaders);
    case 'responseHeaders':
      return compareHeaders(claim.headers, outcome.responseHeaders);
    case 'route': {
      const { route } = trace;
      const holds = route !== undefined && isNamed(claim.route, route);
      return [{ holds, expected: claim.text, got: route === undefined ? 'none' : nameOf(route, 'HTTPRoute') }];
    }
    case 'rule':
      return [compareRule(claim.rule, trace)];
    case 'match':
      return [compareText(String(claim.match), textOf(trace.match))];
    case 'listener':
      return [compareListener(claim.text, trace)];
    case 'policy':
      return comparePolicies(claim.kinds, trace);
  }
}

function compareText(expected: string, got: string): Comparison {
  return { holds: expected === got, expected, got };
}

function textOf(value: number | string | undefined): string {
  return value === undefined ? 'none' : String(value);
}

/** The status code; of a connection that is not taken, why. */
function statusOf({ outcome }: TraceResult): string {
  return outcome.state === 'refused' || outcome.state === 'rejected' ? outcome.state : textOf(outcome.statusCode);
}

/** The answer in a few words, where another was expected. */
export function answerText(trace: TraceResult): string {
  const { outcome } = trace;
  if (outcome.redirect !== undefined) return `${outcome.redirect.statusCode} to ${outcome.redirect.location}`;
  const [first] = outcome.backends;
  if (first === undefined) return statusOf(trace);
  return `${textOf(outcome.statusCode ?? undefined)} from ${outcome.backends.map((backend) => nameOf(backend)).join(', ')}`;
}

function seenByBackend({ outcome }: TraceResult, value: string | undefined): string | undefined {
  return outcome.backends.length === 0 ? undefined : value;
}

function noBackend(trace: TraceResult): string {
  return `no backend, but ${answerText(trace)}`;
}

function compareRule(expected: number | string, { rule }: TraceResult): Comparison {
  const got = typeof expected === 'number' ? rule?.index : rule?.name;
  const others = rule === undefined ? 'none' : `rule ${rule.index}`;
  return { holds: got === expected, expected: String(expected), got: got === undefined ? others : String(got) };
}

/** A name alone is a listener of whatever object holds it. */
function compareListener(text: string, { listener }: TraceResult): Comparison {
  const name = listener?.section;
  if (listener === undefined || name === undefined) return { holds: false, expected: text, got: 'none' };
  const whole = `${listener.name}#${name}`;
  const got = text.includes('#') ? (text.includes('/') ? `${listener.namespace ?? ''}/${whole}` : whole) : name;
  return { holds: got === text, expected: text, got };
}

function comparePolicies(kinds: readonly string[], { decided }: TraceResult): readonly Comparison[] {
  const acting = decided.flatMap(({ step, of }) => (step === 'policies' && of !== undefined ? [of.kind] : []));
  const got = [...new Set(acting)].join(', ') || 'none';
  return kinds.map((kind) => {
    return { holds: acting.some((other) => other.toLowerCase() === kind.toLowerCase()), expected: kind, got };
  });
}
