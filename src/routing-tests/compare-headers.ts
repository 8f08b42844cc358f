import type { Comparison } from './compare.ts';
import type { ExpectedHeader } from './expectation.ts';

/** Holds headers, names in lower case, against those that a test names; others may be there. */
export function compareHeaders(
  expected: readonly ExpectedHeader[],
  headers: Readonly<Record<string, string>> | undefined,
): readonly Comparison[] {
  return expected.map(({ name, value }) => {
    const found = headers !== undefined && Object.hasOwn(headers, name) ? headers[name] : undefined;
    return {
      holds: value === null ? found === undefined : found === value,
      expected: value === null ? `no ${name}` : `${name}: ${value}`,
      got: found === undefined ? `no ${name}` : `${name}: ${found}`,
    };
  });
}
