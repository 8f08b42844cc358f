import type { TableFlags } from '../../commands/table.ts';
import type { ExitCode, Io } from '../cli/io.ts';
import type { RouteTable } from '../documents/route-table.ts';
import { withoutPatterns } from '../routing/pattern.ts';
import { escapeControl, escapeLines } from '../text/escape.ts';
import { readPolicyKinds } from '../world/policy-kinds.ts';
import { WorldReader } from '../world/world-reader.ts';
import { learnFrom } from './policy-catalogue.ts';
import { askedNamespace, openSource, pageStyle } from './scope.ts';
import { planReading } from './select/plan-listings.ts';
import type { ReadingPlace } from './select/plan-listings.ts';
import { readAsked } from './select/read-asked.ts';
import type { Asked } from './select/read-asked.ts';
import { namespacesOf } from './select/read-roots.ts';
import { readSectioned } from './select/read-sectioned.ts';
import { loadPatterns } from './trace/load-patterns.ts';
import { Problems } from './write/problems.ts';
import { checkOutput, writeDocument } from './write/structured-output.ts';

const FORMATS = ['wide', 'json', 'yaml', 'csv', 'markdown'] as const;

/**
 * `gwctl table`: what each listener answers, in the order in which routes win, and which rules are never reached.
 * @param words `[TYPE[/NAME[#SECTION]]…]`: Gateways unless said, or Services of a mesh.
 * @returns 0 answered, 1 a named object is missing or a part could not be read.
 * @throws UsageError, AnswerError, CannotRunError, ServerError when nothing can be answered.
 */
export async function table(
  words: readonly string[],
  flags: TableFlags,
  io: Io,
  open: typeof openSource = openSource,
): Promise<ExitCode> {
  const format = checkOutput(flags.output, FORMATS);
  const asked = readAsked(words.length === 0 ? ['gateways'] : words, flags, { program: io.program, verb: 'table' });
  const learn = learnFrom(flags, io);
  const source = await open(flags, io);
  const problems = new Problems();
  try {
    const namespace = askedNamespace(flags, source);
    const document = await readTable(
      { ...asked, namespace, clientNamespace: flags.clientNamespace },
      { source, problems, learn },
    );
    if (document.items.length === 0 && format !== 'json' && format !== 'yaml') {
      if (problems.none)
        io.writeError(
          `No Gateways found${namespace === undefined ? '' : ` in ${escapeControl(namespace)} namespace`}\n`,
        );
    } else await write(document, format, flags, io);
    const isPart = document.items.some(({ isComplete }) => !isComplete);
    const code = problems.report(io, document.items.length > 0, (flags.v ?? 0) > 0);
    return code === 0 && isPart ? 1 : code;
  } finally {
    source.close();
  }
}

/** Whose tables are asked for. */
export interface TableSelection extends Asked {
  /** Undefined: all namespaces. */
  readonly namespace: string | undefined;
  /** In a mesh: of the clients. */
  readonly clientNamespace: string | undefined;
}

/** Reads the Gateways, or Services, that are asked for, and works out their tables. */
export async function readTable(selection: TableSelection, place: ReadingPlace): Promise<RouteTable> {
  const { requested, namespace, selectors, clientNamespace } = selection;
  const { source, problems, learn } = place;
  const { listings, catalog } = await planReading(requested, place, namespace);
  const [{ wanted, whole }, kinds] = await Promise.all([
    readSectioned(listings, { source, ignoreNotFound: false, problems, selection: { namespace, ...selectors } }),
    readPolicyKinds(source, catalog, await learn()),
  ]);
  const objects = [...new Set(wanted.map(({ object }) => object))];
  const reader = new WorldReader({
    source,
    catalog: kinds.catalog,
    policyKinds: kinds.kinds,
    namespaces: namespacesOf(objects),
  });
  for (const gap of kinds.gaps) reader.addGap(gap);
  reader.seedSelected(objects, whole);
  const { routeTableOf } = await import('../answers/route-table.ts');
  const standIn = withoutPatterns();
  const question = { wanted, clientNamespace };
  let document = await reader.answer((world) => routeTableOf(world, question, standIn.compile));
  if (standIn.wasAsked()) {
    const compile = await loadPatterns();
    document = await reader.answer((world) => routeTableOf(world, question, compile));
  }
  for (const gap of reader.world().gaps) problems.addGap(gap);
  return document;
}

async function write(
  document: RouteTable,
  format: (typeof FORMATS)[number] | undefined,
  flags: TableFlags,
  io: Io,
): Promise<void> {
  if (format === 'json' || format === 'yaml') return writeDocument(document, format, io);
  const { routeTablePages, flatRouteTable } = await import('../view/route-table-page.ts');
  if (format === 'csv' || format === 'markdown') {
    const { formatCsv, formatMarkdown } = await import('../print/flat-table.ts');
    const text = (format === 'csv' ? formatCsv : formatMarkdown)(flatRouteTable(document));
    return io.writeOut(io.outIsTerminal ? escapeLines(text) : text);
  }
  const [{ formatRouteTables }, { paint }] = await Promise.all([
    import('../print/route-table.ts'),
    import('../print/paint.ts'),
  ]);
  const { color, unicode, columns } = pageStyle(flags, io);
  const style = { paint: paint(color), unicode, columns };
  return io.writeOut(formatRouteTables(routeTablePages(document, format === 'wide'), style));
}
