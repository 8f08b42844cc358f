/** The path of a field, or of an entry of a list, below another. */
export function below(path: string, field: string | number): string {
  if (typeof field === 'number') return `${path}[${field}]`;
  return path === '' ? field : `${path}.${field}`;
}

/** The path of a value in a map, as the API server writes it. */
export function atKey(path: string, key: string): string {
  return `${path}[${key}]`;
}
