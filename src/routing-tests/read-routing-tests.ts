import { FieldReader } from '../model/field-reader.ts';
import type { FieldFault, FieldPath } from '../model/field-reader.ts';
import { readString } from '../model/read.ts';
import { readExpectation } from './read-expectation.ts';
import { DEFAULTS, readDefaults, readRequest } from './read-request.ts';
import type { RoutingTestCase, TestedRequest } from './routing-test.ts';

/** `apiVersion` and `kind` of a file of routing tests. */
export const ROUTING_TEST = { apiVersion: 'gwctl.dev/v1alpha1', kind: 'RoutingTest' } as const;

const FILE_KEYS = ['apiVersion', 'kind', 'metadata', ...DEFAULTS, 'tests'];
const TEST_KEYS = ['name', 'request', 'curl', 'sni', 'grpc', ...DEFAULTS, 'expect'];

/** The tests of a file that are right, and what is wrong with the others. */
export interface RoutingTestReading {
  readonly tests: readonly RoutingTestCase[];
  readonly faults: readonly FieldFault[];
}

/**
 * Reads a document of routing tests. A key that is not known is a fault: what a typo expects would never be held against an answer.
 * @param value the parsed document.
 */
export function readRoutingTests(value: unknown): RoutingTestReading {
  const reader = new FieldReader();
  const root = reader.record(value, []);
  if (root === undefined) return { tests: [], faults: reader.faults };
  if (root['apiVersion'] !== ROUTING_TEST.apiVersion)
    reader.fault(['apiVersion'], `must be ${ROUTING_TEST.apiVersion}`);
  if (root['kind'] !== ROUTING_TEST.kind) reader.fault(['kind'], `must be ${ROUTING_TEST.kind}`);
  reader.known(root, [], FILE_KEYS);
  const defaults = readDefaults(root, [], reader);
  const entries = reader.list(root['tests'], ['tests']);
  if (root['tests'] === undefined) reader.fault(['tests'], 'must be a list of tests');
  const tests = entries.flatMap((entry, index) => readTest(entry, ['tests', index], defaults, reader) ?? []);
  return { tests, faults: reader.faults };
}

function readTest(
  value: unknown,
  path: FieldPath,
  defaults: TestedRequest,
  reader: FieldReader,
): RoutingTestCase | undefined {
  const entry = reader.record(value, path);
  if (entry === undefined) return undefined;
  reader.known(entry, path, TEST_KEYS);
  const named = Object.hasOwn(entry, 'name') ? reader.text(entry, path, 'name') : undefined;
  const request = readRequest(entry, path, defaults, reader);
  const expectation = readExpectation(entry['expect'], [...path, 'expect'], reader);
  if (request === undefined || expectation === undefined) return undefined;
  return { name: named ?? requestName(request, readString(entry['curl'])), request, expectation, path };
}

/** A request in one line, where a test has no name. */
function requestName({ method, url, curl, headers, grpc, protocol, port, sni }: TestedRequest, line?: string): string {
  if (curl !== undefined) return line?.replaceAll(/\s+/g, ' ') ?? `curl ${curl.join(' ')}`;
  const fields = headers.map(([name, value]) => `${name}: ${value}`);
  const what =
    grpc === undefined
      ? url === undefined
        ? `${protocol ?? ''} ${sni ?? ''}:${port ?? ''}`
        : isHttp(url)
          ? `${method ?? 'GET'} ${url}`
          : url
      : [grpc, url].filter((part) => part !== undefined).join(' at ');
  return [what, ...fields].join(', ');
}

/** Whether a URL is asked for with a method. */
function isHttp(url: string): boolean {
  return !/^(?!https?:)[a-z][a-z0-9+.-]*:\/\//i.test(url);
}
