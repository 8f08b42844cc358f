const UNITS: ReadonlyMap<string, number> = new Map([
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
]);

/**
 * Reads a Duration of the Gateway API, `1h30m`, `500ms` (GEP-2257).
 * @returns milliseconds; undefined for what is none.
 */
export function readDuration(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^(?:\d{1,5}(?:h|ms|m|s)){1,4}$/.test(value)) return undefined;
  let sum = 0;
  for (const [, number, unit = ''] of value.matchAll(/(\d+)(h|ms|m|s)/g))
    sum += Number(number) * (UNITS.get(unit) ?? 0);
  return sum;
}
