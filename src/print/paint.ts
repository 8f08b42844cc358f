import kleur from 'kleur';
import { escapeControl } from '../text/escape.ts';
import { cellText } from '../view/table.ts';
import type { Cell, Tone } from '../view/table.ts';

/** Colours a text by what it means. */
export type Paint = (text: string, tone: Tone | undefined) => string;

/** A painter that colours, or one that leaves text alone. The caller decides, never the terminal. */
export function paint(color: boolean): Paint {
  if (!color) return (text) => text;
  kleur.enabled = true;
  return (text, tone) => {
    switch (tone) {
      case 'good':
        return kleur.green(text);
      case 'bad':
        return kleur.red(text);
      case 'warning':
        return kleur.yellow(text);
      case 'muted':
        // Not bright black, which a dark or a light theme may hide.
        return kleur.dim(text);
      case undefined:
        return text;
    }
  };
}

/** A cell as text for a terminal: what a stranger wrote is escaped, its meaning painted. */
export function formatCell(cell: Cell, painter: Paint): string {
  const text = escapeControl(cellText(cell));
  return typeof cell === 'string' ? text : painter(text, cell.tone);
}
