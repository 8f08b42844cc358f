/** The fields that are there: one that is undefined is none of a document. */
export function withoutAbsent<Fields extends object>(fields: Fields): Fields {
  const present = { ...fields };
  for (const key of Reflect.ownKeys(fields)) {
    if (Reflect.get(fields, key) === undefined) Reflect.deleteProperty(present, key);
  }
  return present;
}
