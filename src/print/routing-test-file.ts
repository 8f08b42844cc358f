import type { RoutingTestEntry } from '../documents/routing-test.ts';
import type { UncoveredMatch } from '../documents/test-report.ts';
import { isRecord } from '../model/read.ts';
import { escapeControl } from '../text/escape.ts';
import { yamlString } from './yaml-scalar.ts';

/** A key of a test, in the order that a person reads it. */
const KEYS = [
  'name',
  'request',
  'curl',
  'grpc',
  'sni',
  'gateway',
  'listener',
  'mesh',
  'clientNamespace',
  'port',
  'protocol',
  'headers',
  'expect',
] as const;

/** What stands at the head of a file. */
interface Head {
  readonly gateway?: string | undefined;
}

/** A file of routing tests as a person would write it: a line a key, what is nested on one line. */
export function formatRoutingTestFile(tests: readonly RoutingTestEntry[], { gateway }: Head): string {
  const lines = [
    'apiVersion: gwctl.dev/v1alpha1',
    'kind: RoutingTest',
    ...(gateway === undefined ? [] : [`gateway: ${scalar(gateway)}`]),
    tests.length === 0 ? 'tests: []' : 'tests:',
  ];
  return `${lines.join('\n')}\n${formatRoutingTests(tests)}`;
}

/** Tests as entries of a list, ready to be pasted below `tests:`. */
export function formatRoutingTests(tests: readonly RoutingTestEntry[]): string {
  return tests.map(formatTest).join('');
}

/** The matches that no test can reach, as remarks. */
export function formatUnreached(missing: readonly UncoveredMatch[]): string {
  return missing
    .map(({ route: { kind, namespace, name }, rule, match }) => {
      const place = namespace === undefined ? name : `${namespace}/${name}`;
      const where = match === undefined ? `rule ${rule}` : `rule ${rule}, match ${match}`;
      return `# ${escapeControl(`${kind.toLowerCase()} ${place}, ${where}: no request is known that reaches it`)}\n`;
    })
    .join('');
}

function formatTest(test: RoutingTestEntry): string {
  const fields = KEYS.flatMap((key) => (test[key] === undefined ? [] : [`${key}: ${flow(test[key], false)}`]));
  return fields.map((field, index) => `${index === 0 ? '- ' : '  '}${field}\n`).join('');
}

/** A value on one line; inside braces more characters have a meaning. */
function flow(value: unknown, inFlow: boolean): string {
  if (Array.isArray(value)) return `[${value.map((entry) => flow(entry, true)).join(', ')}]`;
  if (isRecord(value)) {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
    return `{${entries.map(([key, entry]) => `${scalar(key, true)}: ${flow(entry, true)}`).join(', ')}}`;
  }
  return scalar(value, inFlow);
}

function scalar(value: unknown, inFlow = false): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'null';
  // Lines would be folded, and braces and commas end a plain scalar of a flow collection.
  if (/[\n\r\t]/.test(value) || (inFlow && /[,[\]{}]|:$/.test(value)) || value.length > 70)
    return quoteIfNeeded(value, inFlow);
  return yamlString(value, { column: 0, indent: 0, isKey: true });
}

const PLAIN = /^[A-Za-z0-9/][^\s"'#&*!|>%@`\\[\]{},:]*(?::[^\s"'#&*!|>%@`\\[\]{},:]+)*$/;

/** Long texts stay on one line. */
function quoteIfNeeded(value: string, inFlow: boolean): string {
  return !inFlow && PLAIN.test(value) && /[A-Za-z/]/.test(value.charAt(0)) ? value : JSON.stringify(value);
}
