import type { TraceOutcome } from '../documents/trace-result.ts';
import type { Comparison } from './compare.ts';
import type { Claim, ExpectedBackend } from './expectation.ts';
import { isNamed, nameOf } from './named-object.ts';
import { isShare, percentText } from './share.ts';

/** A backend or a mirror of an answer, with its part of the requests. */
interface Reached {
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name: string;
  readonly port?: number | undefined;
  /** 0 to 1. */
  readonly share: number;
}

/**
 * Holds the backends (or mirrors) of an answer against those that a test names: all of them, and no others.
 * @param never each one that is named must not be among them, whatever its share.
 */
export function compareBackends(
  { key, backends }: Extract<Claim, { readonly key: 'backend' | 'backends' | 'mirrors' }>,
  outcome: TraceOutcome,
  never: boolean,
): readonly Comparison[] {
  const isCopy = key === 'mirrors';
  const reached: readonly Reached[] = isCopy
    ? (outcome.mirrors ?? []).map((mirror) => ({ ...mirror, share: mirror.percent / 100 }))
    : mergeShares(outcome.backends);
  if (never) {
    if (backends.length === 0)
      return [{ holds: reached.length === 0, expected: 'none', got: textOf(reached, isCopy ? {} : outcome) }];
    return backends.map(({ backend, text }) => {
      const found = reached.find((one) => isNamed(backend, one));
      return { holds: found !== undefined, expected: text, got: found === undefined ? 'none' : nameOf(found) };
    });
  }
  // A weight is a part of all weights; that of a mirror is nothing, since each has its own percentage.
  const total = isCopy ? 100 : backends.reduce((sum, { share }) => sum + (share?.value ?? 0), 0);
  const holds = isEach(backends, reached, total);
  return [{ holds, expected: expectedText(backends), got: textOf(reached, isCopy ? {} : outcome) }];
}

/** Two backendRefs to one Service and port are one backend. */
function mergeShares(backends: readonly Reached[]): readonly Reached[] {
  const merged = new Map<string, Reached>();
  for (const backend of backends) {
    const key = `${backend.kind} ${nameOf(backend)}`;
    merged.set(key, { ...backend, share: (merged.get(key)?.share ?? 0) + backend.share });
  }
  return [...merged.values()];
}

/** Whether each one that is named is reached with its share, and none that is not named. */
function isEach(expected: readonly ExpectedBackend[], reached: readonly Reached[], total: number): boolean {
  const isFound = expected.every(({ backend, share }) => {
    const found = reached.filter((one) => isNamed(backend, one));
    const sum = found.reduce((part, one) => part + one.share, 0);
    return share === undefined
      ? found.length > 0
      : isShare(share, sum, total) && (found.length > 0 || share.value === 0);
  });
  return isFound && reached.every((one) => expected.some(({ backend }) => isNamed(backend, one)));
}

function expectedText(backends: readonly ExpectedBackend[]): string {
  if (backends.length === 0) return 'none';
  return backends
    .map(({ text, share }) => {
      if (share === undefined) return text;
      return share.unit === 'percent' ? `${text} ${share.value}%` : `${text} with weight ${share.value}`;
    })
    .join(', ');
}

function textOf(
  reached: readonly Reached[],
  { statusCode, failing = [] }: Pick<TraceOutcome, 'statusCode' | 'failing'>,
): string {
  const parts = reached.map((one) => (one.share === 1 ? nameOf(one) : `${nameOf(one)} ${percentText(one.share)}`));
  if (reached.length === 0) return statusCode === undefined ? 'none' : `none, but ${statusCode}`;
  const errors = failing.map(({ share, statusCode: code }) => `${code} for ${percentText(share)}`);
  return [...parts, ...errors].join(', ');
}
