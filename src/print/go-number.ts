/** The whole numbers that Go keeps as such: int64. */
const INT64 = 2 ** 63;

/**
 * A number as Go's `%v` writes what Kubernetes decoded from JSON: whole numbers whole, others in the shortest digits, with
 * an exponent from a million on and below a ten-thousandth.
 * @param wholeBelow from here on whole numbers are floats too.
 */
export function goNumber(value: number, wholeBelow: number = INT64): string {
  if (Number.isInteger(value) && Math.abs(value) < wholeBelow) return BigInt(value).toString();
  const [mantissa = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 6) return String(value);
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
