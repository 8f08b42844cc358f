import { CannotRunError } from '../../model/errors.ts';
import type { Io } from '../../cli/io.ts';
import { readRoutingTests } from '../../routing-tests/read-routing-tests.ts';
import type { RoutingTestCase } from '../../routing-tests/routing-test.ts';
import { openLocator } from '../../source/files/locate-field.ts';
import { faultLines, readDocuments } from '../../source/files/read-documents.ts';
import type { FieldFault } from '../../model/field-reader.ts';

/** A test with the place that it stands at. */
export interface PlacedTest {
  readonly test: RoutingTestCase;
  readonly file: string;
  readonly line: number;
}

/** Of a folder these are read: other YAML beside them is manifests. */
const TEST_FILES = {
  names: /\.routes\.(?:ya?ml|json)$/i,
  absent: 'no routing tests (*.routes.yaml, *.routes.yml, *.routes.json)',
} as const;

/**
 * Reads the tests of files and folders, in their order. Nothing is half read: a test that is wrong would not be missed.
 * @param check what is wrong with a request beside its shape.
 * @throws CannotRunError `error: FILE:LINE: …` for each fault.
 */
export async function readTestFiles(
  paths: readonly string[],
  io: Pick<Io, 'cwd' | 'readInput'>,
  check: (test: RoutingTestCase) => FieldFault | undefined,
): Promise<readonly PlacedTest[]> {
  const documents = await readDocuments(paths, { cwd: io.cwd, readInput: io.readInput, files: TEST_FILES });
  const placed: PlacedTest[] = [];
  const errors: string[] = [];
  for (const document of documents) {
    const { tests, faults } = readRoutingTests(document.value);
    const wrong = [...faults, ...tests.flatMap((test) => check(test) ?? [])];
    errors.push(...(await faultLines(document, wrong)));
    if (wrong.length > 0) continue;
    const { input, line } = document.place;
    const locate = await openLocator(document.place);
    for (const test of tests) placed.push({ test, file: input.name, line: locate?.(test.path).line ?? line });
  }
  if (errors.length > 0) throw new CannotRunError(errors.join('\n'));
  if (placed.length === 0) throw new CannotRunError(`error: no tests in ${paths.join(', ')}`);
  return placed;
}
