import type { Io } from '../../cli/io.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Gap } from '../../model/gap.ts';
import { refKey } from '../../model/ref.ts';
import { graphDocument } from '../../view/graph/document.ts';
import type { Selection } from '../../view/graph/select.ts';
import { wantsColor, wantsUnicode } from '../scope.ts';
import type { ScopeFlags } from '../scope.ts';
import { writeDocument } from '../structured-output.ts';
import type { GraphFormat } from './graph-format.ts';
import type { KindFilter } from './read-kinds.ts';

/** What is written. */
export interface GraphAnswer {
  readonly graph: Graph;
  readonly selection: Selection;
  readonly kinds: KindFilter;
  readonly namespace: string | undefined;
  readonly gaps: readonly Gap[];
}

/** Text is written when this much of it has come together. */
const PIECE = 64 * 1024;

/** Writes a selection in one of the formats. */
export async function writeGraph(format: GraphFormat, answer: GraphAnswer, flags: ScopeFlags, io: Io): Promise<void> {
  const { graph, selection, kinds, namespace, gaps } = answer;
  switch (format) {
    case 'tree': {
      const [{ graphTree }, { formatTree }] = await Promise.all([
        import('../../view/graph/tree.ts'),
        import('../../print/graph-tree.ts'),
      ]);
      const trees = graphTree(graph, selection, { namespace, shows: kinds });
      await writePieces(formatTree(trees, { color: wantsColor(flags, io), unicode: wantsUnicode(io) }), io);
      return;
    }
    case 'json':
      await writeDocument(graphDocument(graph, onlyKinds(selection, kinds), gaps), 'json', io);
      return;
    default:
      await Promise.resolve();
  }
}

function onlyKinds({ roots, nodes, edges }: Selection, kinds: KindFilter): Selection {
  const kept = new Map([...nodes].filter(([, { ref }]) => kinds(ref)));
  return { roots, nodes: kept, edges: edges.filter(({ from, to }) => kept.has(refKey(from)) && kept.has(refKey(to))) };
}

async function writePieces(pieces: Iterable<string>, io: Pick<Io, 'writeOut'>): Promise<void> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < PIECE) continue;
    await io.writeOut(text);
    text = '';
  }
  if (text !== '') await io.writeOut(text);
}
