import type { Io } from '../../cli/io.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Gap } from '../../model/gap.ts';
import { refKey } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';
import { graphDocument } from '../../view/graph/document.ts';
import type { Selection } from '../../view/graph/select.ts';
import { wantsColor, wantsUnicode } from '../scope.ts';
import type { GlobalFlags } from '../../cli/global-flags.ts';
import { writeDocument } from '../write/structured-output.ts';
import type { GraphFormat } from './graph-format.ts';
import type { KindFilter } from './read-kinds.ts';

/** What is written. */
export interface GraphAnswer {
  readonly graph: Graph;
  readonly selection: Selection;
  readonly kinds: KindFilter;
  readonly namespace: string | undefined;
  readonly gaps: readonly Gap[];
  readonly isPolicy: (type: GroupKind) => boolean;
  /** What a page is called. */
  readonly title: string;
}

/** Text is written when this much of it has come together. */
const PIECE = 64 * 1024;

/** Writes a selection in one of the formats. */
export async function writeGraph(format: GraphFormat, answer: GraphAnswer, flags: GlobalFlags, io: Io): Promise<void> {
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
    case 'dot':
    case 'mermaid':
    case 'svg':
    case 'html':
      await writePicture(format, answer, io);
  }
}

/** Above this many boxes a layout takes seconds and nobody finds anything in it. */
const MOST_BOXES = 1500;

async function writePicture(
  format: Exclude<GraphFormat, 'tree' | 'json'>,
  { graph, selection, kinds, isPolicy, title }: GraphAnswer,
  io: Io,
): Promise<void> {
  const { drawGraph } = await import('../../view/graph/drawing.ts');
  const isLaidOut = format === 'svg' || format === 'html';
  const drawing = drawGraph(graph, selection, {
    shows: kinds,
    isPolicy,
    sections: true,
    most: isLaidOut ? MOST_BOXES : undefined,
  });
  if (drawing.folded.length > 0) {
    io.writeError(`Warning: too much for one picture, so ${listed(drawing.folded)} are drawn together\n`);
  }
  switch (format) {
    case 'dot':
      await io.writeOut((await import('../../print/graph-dot.ts')).formatDot(drawing));
      return;
    case 'mermaid': {
      const { MERMAID_MOST_EDGES, formatMermaid } = await import('../../print/graph-mermaid.ts');
      if (drawing.edges.length > MERMAID_MOST_EDGES) {
        const most = `Mermaid draws at most ${MERMAID_MOST_EDGES} unless maxEdges says otherwise`;
        io.writeError(`Warning: the picture has ${drawing.edges.length} edges, and ${most}\n`);
      }
      await io.writeOut(formatMermaid(drawing));
      return;
    }
    case 'svg':
      await io.writeOut(await (await import('../../print/graph-svg.ts')).formatSvg(drawing, false));
      return;
    case 'html': {
      const [{ createHash }, { formatPage }] = await Promise.all([
        import('node:crypto'),
        import('../../print/graph-page.ts'),
      ]);
      const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');
      await io.writeOut(await formatPage(drawing, title, sha256));
    }
  }
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
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
