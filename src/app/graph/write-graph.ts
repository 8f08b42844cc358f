import type { Io } from '../../cli/io.ts';
import { pageStyle } from '../scope.ts';
import type { GlobalFlags } from '../../cli/global-flags.ts';
import { scopeWords } from '../write/scope-words.ts';
import { writeDocument } from '../write/structured-output.ts';
import type { GraphFormat } from './graph-format.ts';
import type { AskedGraph } from './read-graph.ts';

/** What is written, and who reads it. */
export interface GraphAnswer extends AskedGraph {
  /** What a page is called. */
  readonly title: string;
}

/** Text is written when this much of it has come together. */
const PIECE = 64 * 1024;

/**
 * Writes the graph in one of the formats.
 * @returns whether there was anything to write: what is empty is so in data and pictures too.
 */
export async function writeGraph(
  format: GraphFormat,
  answer: GraphAnswer,
  flags: GlobalFlags,
  io: Io,
): Promise<boolean> {
  const { ask, question } = answer;
  const { graphDocumentOf, treeOf } = await import('../../answers/graph.ts');
  switch (format) {
    case 'tree': {
      const trees = await ask((world) => treeOf(world, question));
      const { formatTree } = await import('../../print/graph-tree.ts');
      await writePieces(formatTree(trees, pageStyle(flags, io)), io);
      return trees.length > 0;
    }
    case 'json':
      await writeDocument(await ask((world) => graphDocumentOf(world, question)), 'json', io);
      return true;
    case 'dot':
    case 'mermaid':
    case 'svg':
    case 'html':
      await writePicture(format, answer, flags, io);
      return true;
  }
}

/** Above this many boxes a layout takes seconds and nobody finds anything in it. */
const MOST_BOXES = 1500;

async function writePicture(
  format: Exclude<GraphFormat, 'tree' | 'json'>,
  { ask, question, title }: GraphAnswer,
  flags: GlobalFlags,
  io: Io,
): Promise<void> {
  const { drawingOf } = await import('../../answers/graph.ts');
  const isLaidOut = format === 'svg' || format === 'html';
  const options = { sections: true, most: isLaidOut ? MOST_BOXES : undefined };
  const drawing = await ask((world) => drawingOf(world, question, options));
  if (drawing.folded.length > 0) {
    io.writeError(`Warning: too much for one picture: ${listed(drawing.folded)} are folded together\n`);
  }
  switch (format) {
    case 'dot':
      await io.writeOut((await import('../../print/graph-dot.ts')).formatDot(drawing));
      return;
    case 'mermaid': {
      const { MERMAID_MOST_EDGES, formatMermaid } = await import('../../print/graph-mermaid.ts');
      if (drawing.edges.length > MERMAID_MOST_EDGES) {
        const most = `Mermaid draws at most ${MERMAID_MOST_EDGES} unless maxEdges is raised`;
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
      const scope = { program: io.program, source: scopeWords(flags) };
      await io.writeOut(await formatPage(drawing, { title, ...scope }, sha256));
    }
  }
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
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
