/** A share as a test writes it: `90%`, or a weight beside other weights. */
export type Share =
  | { readonly unit: 'percent'; readonly value: number; readonly decimals: number }
  | { readonly unit: 'weight'; readonly value: number };

/** @returns undefined where it is none: `90%`, `33.3%`, 90. */
export function readShare(value: unknown): Share | undefined {
  if (typeof value === 'number') return value >= 0 && Number.isFinite(value) ? { unit: 'weight', value } : undefined;
  const match = typeof value === 'string' ? /^(\d{1,3}(?:\.(\d{1,6}))?) ?%$/.exec(value) : null;
  if (match === null || Number(match[1]) > 100) return undefined;
  return { unit: 'percent', value: Number(match[1]), decimals: match[2]?.length ?? 0 };
}

/**
 * Whether a share is the one that is written: 33 % is a third, since nobody writes 33.333333 %.
 * @param share 0 to 1.
 * @param total of all weights beside it.
 */
export function isShare(expected: Share, share: number, total: number): boolean {
  if (expected.unit === 'weight') return Math.abs((total === 0 ? 0 : expected.value / total) - share) < 1e-6;
  // Half of the last digit that was written.
  return Math.abs(expected.value - share * 100) <= 0.5 * 10 ** -expected.decimals + 1e-9;
}

/** `33.3%`: of a share from 0 to 1, with as many decimals as tell it, at most two. */
export function percentText(share: number): string {
  return `${Number((share * 100).toFixed(2))}%`;
}
