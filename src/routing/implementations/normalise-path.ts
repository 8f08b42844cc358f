import type { Behaviours } from './behaviours.ts';

/** A path as an implementation matches it: without dot segments (RFC 3986 §5.2.4), with slashes that follow each other as one. */
export function normalisePath(
  pathname: string,
  normalise: NonNullable<Behaviours['normalise']>['value'] | undefined,
): string {
  if (normalise === undefined || !/\/[./]/.test(pathname)) return pathname;
  const merged = normalise.mergeSlashes === true ? pathname.replaceAll(/\/{2,}/g, '/') : pathname;
  return normalise.dotSegments === true ? withoutDots(merged) : merged;
}

function withoutDots(pathname: string): string {
  if (!/\/\.{1,2}(?:\/|$)/.test(pathname)) return pathname;
  const segments: string[] = [];
  const parts = pathname.split('/').slice(1);
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (part === '..') segments.pop();
    else if (part !== '.') segments.push(part);
    if (isLast && (part === '.' || part === '..')) segments.push('');
  }
  return `/${segments.join('/')}`;
}
