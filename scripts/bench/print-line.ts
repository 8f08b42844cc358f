import type { Result, Verdict } from './judge.ts';
import type { Line } from './lines.ts';

const HEADER = ['', 'WALL ms', 'CPU ms', 'MEMORY MB', 'REQUESTS'] as const;
/** Behind each other program: how many times its wall and CPU time gwctl takes. */
const RATIO_HEADER = ['WALL x', 'CPU x'] as const;
const FIRST_WIDTH = 22;
const WIDTH = 10;

/** The table of one line: a row a program, with how many times of it gwctl takes, then each budget with its verdict. */
export function lineText(line: Line, results: ReadonlyMap<string, Result>, verdicts: readonly Verdict[]): string {
  const [, ...columns] = HEADER;
  const ours = results.get(line.subject.name);
  const rows = [
    [line.name, ...columns, ...(results.size > 1 ? RATIO_HEADER : [])],
    ...[...results].map(([name, result]) => [
      `  ${name}`,
      ...cells(result),
      ...(ours === undefined || result === ours ? [] : ratios(ours, result)),
    ]),
  ];
  const texts = rows.map(([first = '', ...rest]) =>
    (first.padEnd(FIRST_WIDTH) + rest.map((cell) => cell.padStart(WIDTH)).join('')).trimEnd(),
  );
  return [...texts, ...verdicts.map(({ text, held }) => `  ${held ? 'ok    ' : 'MISSED'} ${text}`), '', ''].join('\n');
}

function ratios(ours: Result, other: Result): readonly string[] {
  return [ours.wall / other.wall, ours.cpu / other.cpu].map((ratio) => ratio.toFixed(2));
}

function cells({ wall, cpu, memory, heap, requests }: Result): readonly string[] {
  // The engine's own figures leave out reading the objects, which its process's memory does not.
  const held = heap ?? memory;
  return [wall, cpu, held, requests].map((value) => (value === undefined ? '-' : value.toFixed(0)));
}
