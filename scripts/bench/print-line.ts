import type { Result, Verdict } from './judge.ts';
import type { Line } from './lines.ts';

const HEADER = ['', 'WALL ms', 'CPU ms', 'MEMORY MB', 'REQUESTS'] as const;
const FIRST_WIDTH = 22;
const WIDTH = 10;

/** The table of one line: a row a program, then each budget with its verdict. */
export function lineText(line: Line, results: ReadonlyMap<string, Result>, verdicts: readonly Verdict[]): string {
  const [, ...columns] = HEADER;
  const rows = [[line.name, ...columns], ...[...results].map(([name, result]) => [`  ${name}`, ...cells(result)])];
  const texts = rows.map(([first = '', ...rest]) =>
    (first.padEnd(FIRST_WIDTH) + rest.map((cell) => cell.padStart(WIDTH)).join('')).trimEnd(),
  );
  return [...texts, ...verdicts.map(({ text, held }) => `  ${held ? 'ok    ' : 'MISSED'} ${text}`), '', ''].join('\n');
}

function cells({ wall, cpu, memory, heap, requests }: Result): readonly string[] {
  // The engine's own figures leave out reading the objects, which its process's memory does not.
  const held = heap ?? memory;
  return [wall, cpu, held, requests].map((value) => (value === undefined ? '-' : value.toFixed(0)));
}
