import type { Column } from '../table.ts';

/** The object's name; the printer puts its kind before it where kubectl does. */
export const nameColumn: Column = { name: 'NAME', cell: (object) => object.metadata.name };
