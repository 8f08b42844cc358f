/**
 * Parses the first document of a YAML (or JSON) configuration file with kubectl's scalars: YAML 1.1 booleans, dates stay
 * strings.
 * @returns the document, undefined when the file holds none.
 * @throws Error `yaml: line N: …` without any of the file's text, which may hold credentials.
 */
export async function parseYamlFile(text: string): Promise<unknown> {
  const json = parseJson(text);
  if (json !== undefined) return json;
  const {
    FAILSAFE_SCHEMA,
    Schema,
    YAMLException,
    boolYaml11Tag,
    floatCoreTag,
    intCoreTag,
    loadAll,
    mergeTag,
    nullCoreTag,
  } = await import('js-yaml');
  const schema = new Schema([...FAILSAFE_SCHEMA.tags, nullCoreTag, boolYaml11Tag, intCoreTag, floatCoreTag, mergeTag]);
  let mistake: string;
  try {
    return loadAll(text, { schema, json: true })[0];
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    // Its own message quotes the lines around the mistake.
    const line = error.mark === undefined ? '' : `line ${error.mark.line + 1}: `;
    mistake = `yaml: ${line}${error.reason}`;
  }
  throw new Error(mistake);
}

/** Tools write kubeconfigs as JSON too: no YAML reader is needed for them. */
function parseJson(text: string): unknown {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    // A flow mapping is YAML all the same.
    return undefined;
  }
}
