import { AnswerError } from '../../model/errors.ts';
import { JsonPathError, compileRelaxedPath } from '../../print/jsonpath.ts';
import type { JsonPath } from '../../print/jsonpath.ts';
import { sortRows } from '../../print/sort.ts';
import { formatTable } from '../../print/table.ts';
import { wantsColor } from '../scope.ts';
import { buildSection } from './build-section.ts';
import type { Section } from './build-section.ts';
import { labelColumns } from './get-flags.ts';
import type { GetRun } from './get-flags.ts';
import type { Listing } from '../select/listing.ts';
import { Progress } from './progress.ts';
import type { ReadOptions } from '../select/read-listing.ts';
import type { Relatives } from './relatives.ts';
import { shownColumns } from './section-rows.ts';

/** What the tables are made from. */
export interface TablesRequest {
  readonly listings: readonly Listing[];
  readonly wide: boolean;
  /** Whether names carry their kind: several types were asked for. */
  readonly withKind: boolean;
  readonly read: ReadOptions;
  readonly relatives: Relatives;
}

/**
 * Prints one table a listing, a blank line between.
 * @returns whether any row was printed.
 * @throws AnswerError when the rows cannot be sorted as asked.
 */
export async function printTables({ io, flags }: GetRun, request: TablesRequest): Promise<boolean> {
  const sortBy = await explain(() => compileSortPath(flags.sortBy));
  const header = flags.noHeaders !== true;
  const color = wantsColor(flags, io);
  const sections = await buildSections({ io, flags }, request, sortBy);
  let printed = false;
  for (const section of sections) {
    if (section.rows.length === 0) continue;
    if (printed && header) await io.writeOut('\n');
    await printSection(section, header, color, io.writeOut);
    printed = true;
  }
  return printed;
}

/** Builds all tables at the same time; errors are reported in the order of the types. */
async function buildSections(
  { io, flags }: GetRun,
  { listings, wide, withKind, read, relatives }: TablesRequest,
  sortBy: JsonPath | undefined,
): Promise<readonly Section[]> {
  const progress = new Progress(io);
  const ready = readNeeds({ listings, wide, relatives });
  const building = listings.map((listing) => {
    const errors: unknown[] = [];
    const section = explain(async () => {
      const built = await buildSection(listing, {
        ...read,
        problems: { addError: (error) => errors.push(error) },
        wide,
        withNamespace: flags.allNamespaces === true && listing.namespaced,
        withKind: withKind || flags.showKind === true,
        labels: labelColumns(flags),
        showLabels: flags.showLabels === true,
        sortBy,
        context: relatives.context(io.now(), wide),
        ready,
        hear: (objects) => relatives.hear(objects),
        progress,
      });
      return sortBy === undefined ? built : { ...built, rows: sortRows(built.rows, sortBy.template) };
    });
    return { section, errors };
  });
  try {
    return await Promise.all(building.map(({ section }) => section));
  } finally {
    progress.end();
    for (const { errors } of building) for (const error of errors) read.problems.addError(error);
  }
}

/** Reads the other kinds that the shown columns look at, and only those. */
export async function readNeeds({
  listings,
  wide,
  relatives,
}: Pick<TablesRequest, 'wide' | 'relatives'> & {
  readonly listings: readonly Pick<Listing, 'table' | 'types'>[];
}): Promise<void> {
  const columns = listings.flatMap(({ table }) => (table === undefined ? [] : shownColumns(table.columns, wide)));
  const computed = listings.filter(({ table }) => table?.columns.some(({ computes }) => computes !== undefined));
  await relatives.prepareComputed(computed.flatMap(({ types }) => types));
  const refining = columns.flatMap(({ refinedBy }) => refinedBy ?? []);
  await relatives.prepareCounts(columns.flatMap(({ counted }) => counted ?? []));
  await Promise.all([
    relatives.read(columns.flatMap(({ needs }) => needs ?? [])),
    relatives.read(refining, { quiet: true }),
  ]);
  await Promise.all([
    relatives.read(
      columns.flatMap(({ counts }) => counts ?? []),
      { countsOnly: true },
    ),
    relatives.prepareToHear(columns.flatMap(({ heardBy }) => heardBy ?? [])),
  ]);
}

function printSection(
  { columns, rows }: Section,
  header: boolean,
  color: boolean,
  write: (text: string) => Promise<void>,
): Promise<void> {
  return write(formatTable({ columns, rows: rows.map(({ cells }) => cells) }, { header, color }));
}

/** The path of `--sort-by`, in any of its spellings. */
export function compileSortPath(sortBy: string | undefined): JsonPath | undefined {
  return sortBy === undefined || sortBy === '' ? undefined : compileRelaxedPath(sortBy);
}

/** Runs something that evaluates paths of the user; what is wrong with them is an answer, not a bug. */
export async function explain<Result>(run: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof JsonPathError) throw new AnswerError(error.message, { cause: error });
    throw error;
  }
}
