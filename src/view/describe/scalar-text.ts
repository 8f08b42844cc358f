/** Any value of a stranger's object in one line: text as it is, what is no scalar as JSON. */
export function scalarText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
