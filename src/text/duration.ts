/** Milliseconds of Go's units. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
  ['us', 0.001],
  ['µs', 0.001],
  ['μs', 0.001],
  ['ns', 0.000_001],
]);

/** The longest duration that Go can hold: 63 bits of nanoseconds. */
const LONGEST = 2 ** 63 / 1_000_000;

/**
 * Reads a duration as Go's `time.ParseDuration` does: `1s`, `2m30s`, `500ms`, `-1.5h`, `0`.
 * @returns milliseconds, or what is wrong in Go's words.
 */
export function parseDuration(text: string): number | string {
  const invalid = `time: invalid duration ${JSON.stringify(text)}`;
  const amount = text.replace(/^[+-]/, '');
  if (amount === '0') return 0;
  if (amount === '') return invalid;
  let total = 0;
  for (let at = 0; at < amount.length;) {
    const part = /^(\d+\.?\d*|\.\d+)([^\d.]*)/.exec(amount.slice(at));
    if (part === null) return invalid;
    const [whole, value, unit = ''] = part;
    const scale = UNITS.get(unit);
    if (unit === '') return `time: missing unit in duration ${JSON.stringify(text)}`;
    if (scale === undefined) return `time: unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(text)}`;
    total += Number(value) * scale;
    at += whole.length;
  }
  if (total >= LONGEST) return invalid;
  return text.startsWith('-') ? -total : total;
}
