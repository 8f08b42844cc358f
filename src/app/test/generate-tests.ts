import { attachedMatches, testFor } from '../../answers/coverage.ts';
import type { ExitCode, Io } from '../../cli/io.ts';
import type { RoutingTestEntry } from '../../documents/routing-test.ts';
import type { UncoveredMatch } from '../../documents/test-report.ts';
import { LISTENER_HOLDERS, ROUTE_KINDS } from '../../gateway-api/kinds.ts';
import { unreadKinds } from '../../model/unread-kinds.ts';
import { escapeLines } from '../../text/escape.ts';
import { couldNotBegin } from '../trace/could-not-begin.ts';
import type { OpenTracing } from '../trace/open-tracing.ts';

/**
 * Writes a test for each match that a request can reach. It is the same from run to run, and passes as things are.
 * @param gateway only those of one Gateway.
 * @returns 1 where some could not be read, 3 where none could, of whom nothing is written.
 */
export async function generateTests(
  { tracing, reader }: OpenTracing,
  gateway: string | undefined,
  namespace: string,
  io: Io,
): Promise<ExitCode> {
  const { tests, missing, only } = await tracing.ask((tracer) => {
    const matches = attachedMatches(tracer.routing, gateway, namespace);
    const parents = new Set(
      matches.flatMap(({ requests }) =>
        requests.map(({ parent: { kind, namespace: ns, name } }) => `${kind} ${ns ?? ''}/${name}`),
      ),
    );
    // One Gateway is named once, at the head.
    const [first = ''] = parents;
    const head = parents.size === 1 && first.startsWith('Gateway ') ? first.slice('Gateway '.length) : undefined;
    const written: RoutingTestEntry[] = [];
    const without: UncoveredMatch[] = [];
    for (const match of matches) {
      const entry = testFor(tracer, match, head === undefined);
      const { route, rule, match: index } = match.place;
      if (entry === undefined) without.push({ route, rule, ...(index !== undefined && { match: index }) });
      else written.push(entry);
    }
    return { tests: written, missing: without, only: head };
  });
  const { snapshot } = reader.world();
  if (couldNotBegin(snapshot)) return 3;
  const { formatRoutingTestFile, formatUnreached } = await import('../../print/routing-test-file.ts');
  const text = formatRoutingTestFile(tests, { gateway: only }) + formatUnreached(missing);
  await io.writeOut(io.outIsTerminal ? escapeLines(text) : text);
  return unreadKinds(snapshot, [...LISTENER_HOLDERS, ...ROUTE_KINDS], undefined).length > 0 ? 1 : 0;
}
