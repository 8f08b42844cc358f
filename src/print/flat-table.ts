import { markdownText } from './markdown-text.ts';

/** A table whose rows stand alone. */
export interface FlatTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * As CSV (RFC 4180, but with plain line ends, as the tools of Unix write it). Cells that a spreadsheet would take for a formula
 * are quoted for it, as OWASP advises.
 */
export function formatCsv({ columns, rows }: FlatTable): string {
  return [columns, ...rows].map((row) => `${row.map(csvCell).join(',')}\n`).join('');
}

function csvCell(cell: string): string {
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** As a table of Markdown: nothing of a cell is markup. */
export function formatMarkdown({ columns, rows }: FlatTable): string {
  return markdownLine(columns) + markdownLine(columns.map(() => '---')) + rows.map(markdownLine).join('');
}

function markdownCell(cell: string): string {
  return cell === '---' ? cell : markdownText(cell);
}

function markdownLine(cells: readonly string[]): string {
  return `| ${cells.map(markdownCell).join(' | ')} |\n`;
}
