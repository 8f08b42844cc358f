import { isRecord, readString } from './read.ts';
import type { JsonRecord } from './read.ts';

/** The keys and indices that lead to a field. */
export type FieldPath = readonly (string | number)[];

/** What is wrong with a field of a file that a user wrote for gwctl, in one sentence that follows the field's name. */
export interface FieldFault {
  readonly path: FieldPath;
  readonly message: string;
}

/** A path as it is written: `tests[0].expect.backend`. */
export function fieldText(path: FieldPath): string {
  if (path.length === 0) return 'the file';
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return text.startsWith('.') ? text.slice(1) : text;
}

/** Reads fields and remembers what is wrong with them. */
export class FieldReader {
  readonly faults: FieldFault[] = [];

  fault(path: FieldPath, message: string): void {
    this.faults.push({ path, message });
  }

  record(value: unknown, path: FieldPath): JsonRecord | undefined {
    if (isRecord(value)) return value;
    this.fault(path, 'must be an object');
    return undefined;
  }

  /** An absent list is empty. */
  list(value: unknown, path: FieldPath): readonly unknown[] {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value;
    this.fault(path, 'must be a list');
    return [];
  }

  text(record: JsonRecord, path: FieldPath, field: string): string | undefined {
    const text = readString(record[field]);
    if (text === undefined) this.fault([...path, field], 'must be a non-empty string');
    return text;
  }

  texts(value: unknown, path: FieldPath): readonly string[] {
    return this.list(value, path).flatMap((entry, place) => {
      const text = readString(entry);
      if (text === undefined) this.fault([...path, place], 'must be a non-empty string');
      return text ?? [];
    });
  }

  /** An absent field is undefined; anything but one of the choices a fault. */
  choice<Choice extends string | boolean>(
    record: JsonRecord,
    path: FieldPath,
    field: string,
    choices: readonly Choice[],
  ): Choice | undefined {
    if (!Object.hasOwn(record, field)) return undefined;
    const found = choices.find((choice) => choice === record[field]);
    if (found === undefined) this.fault([...path, field], `must be one of ${choices.join(', ')}`);
    return found;
  }

  known(record: JsonRecord, path: FieldPath, fields: readonly string[]): void {
    for (const field of Object.keys(record)) {
      if (!fields.includes(field)) this.fault([...path, field], `is unknown; the fields are ${fields.join(', ')}`);
    }
  }
}
