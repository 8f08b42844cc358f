import { createdAt } from '../../model/object.ts';
import { ageOf } from '../../text/age.ts';
import type { Column } from '../table.ts';

/** How long ago the object was created. */
export const ageColumn: Column = { name: 'AGE', cell: (object, { now }) => ageOf(createdAt(object), now) };
