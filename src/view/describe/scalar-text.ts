/** Any value of an untrusted object in one line: text as it is, what is no scalar as JSON. */
export function scalarText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
