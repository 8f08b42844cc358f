/** The rules for label keys and values, in apimachinery's words (`api/validate/content`). */

const NAME = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const NAME_RULE =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";

/** Longest prefix, name and value in bytes. */
const PREFIX_LENGTH = 253;
const NAME_LENGTH = 63;

// Own linear checks instead of the patterns above, which backtrack: the words come from users.
const ALPHANUMERIC = /^[A-Za-z0-9]$/;
const LOWER_ALPHANUMERIC = /^[a-z0-9]$/;
const NAME_CHARACTERS = /^[-A-Za-z0-9_.]*$/;
const LABEL_CHARACTERS = /^[-a-z0-9]*$/;

/** What is wrong with a label key; empty when it is right. */
export function labelKeyErrors(key: string): readonly string[] {
  const parts = key.split('/');
  const nameRule = describeRule(NAME_RULE, NAME, ['MyName', 'my.name', '123-abc']);
  if (parts.length > 2) {
    return [`a valid label key ${nameRule} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  }
  const name = parts.at(-1) ?? '';
  const errors: string[] = [];
  if (parts.length === 2) errors.push(...subdomainErrors(parts[0] ?? '').map((error) => `prefix part ${error}`));
  if (name === '') errors.push('name part must be non-empty');
  else if (byteLength(name) > NAME_LENGTH) errors.push(`name part ${tooLong(NAME_LENGTH)}`);
  if (!isName(name)) errors.push(`name part ${nameRule}`);
  return errors;
}

/** What is wrong with a label value; empty when it is right. */
export function labelValueErrors(value: string): readonly string[] {
  const errors: string[] = [];
  if (byteLength(value) > NAME_LENGTH) errors.push(tooLong(NAME_LENGTH));
  if (value !== '' && !isName(value)) {
    errors.push(describeRule(VALUE_RULE, `(${NAME})?`, ['MyValue', 'my_value', '12345']));
  }
  return errors;
}

function subdomainErrors(text: string): readonly string[] {
  if (text === '') return ['must be non-empty'];
  const errors: string[] = [];
  if (byteLength(text) > PREFIX_LENGTH) errors.push(tooLong(PREFIX_LENGTH));
  if (!text.split('.').every(isDnsLabel)) errors.push(describeRule(SUBDOMAIN_RULE, SUBDOMAIN, ['example.com']));
  return errors;
}

function isName(text: string): boolean {
  return NAME_CHARACTERS.test(text) && ALPHANUMERIC.test(text.charAt(0)) && ALPHANUMERIC.test(text.slice(-1));
}

function isDnsLabel(text: string): boolean {
  return (
    LABEL_CHARACTERS.test(text) && LOWER_ALPHANUMERIC.test(text.charAt(0)) && LOWER_ALPHANUMERIC.test(text.slice(-1))
  );
}

function describeRule(rule: string, pattern: string, examples: readonly string[]): string {
  const list = examples.map((example) => `'${example}', `).join(' or ');
  return `${rule} (e.g. ${list}regex used for validation is '${pattern}')`;
}

function tooLong(length: number): string {
  return `must be no more than ${length} bytes`;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
