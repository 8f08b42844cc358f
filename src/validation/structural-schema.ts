import {
  isRecord,
  readBoolean,
  readList,
  readNumber,
  readRecord,
  readRecords,
  readString,
  readStrings,
} from '../model/read.ts';

/** One rule of `x-kubernetes-validations`, a CEL expression that must be true. */
export interface ValidationRule {
  readonly rule: string;
  readonly message: string | undefined;
}

/** A node of a CRD's `openAPIV3Schema`, as far as it decides what a server takes. */
export interface StructuralSchema {
  readonly type: string | undefined;
  readonly isIntOrString: boolean;
  readonly nullable: boolean;
  readonly preservesUnknown: boolean;
  /** Whether the value is itself an object with `apiVersion`, `kind` and `metadata`. */
  readonly isResource: boolean;
  readonly required: readonly string[];
  readonly properties: ReadonlyMap<string, StructuralSchema>;
  /** Of a map: what its values look like. */
  readonly values: StructuralSchema | undefined;
  readonly items: StructuralSchema | undefined;
  readonly allowed: readonly unknown[] | undefined;
  readonly hasDefault: boolean;
  readonly default: unknown;
  readonly pattern: string | undefined;
  readonly format: string | undefined;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly minItems: number | undefined;
  readonly maxItems: number | undefined;
  readonly minProperties: number | undefined;
  readonly maxProperties: number | undefined;
  readonly allOf: readonly StructuralSchema[];
  readonly anyOf: readonly StructuralSchema[];
  readonly oneOf: readonly StructuralSchema[];
  readonly not: StructuralSchema | undefined;
  readonly listType: string | undefined;
  readonly listMapKeys: readonly string[];
  readonly rules: readonly ValidationRule[];
}

/** A CRD's schema is a stranger's data; what is deeper than any real one is left open. */
const MOST_DEPTH = 64;

/** Reads a schema as it stands in a CRD. What it says in a shape that none may have is left out. */
export function readSchema(value: unknown, depth = 0): StructuralSchema {
  const schema = readRecord(depth < MOST_DEPTH ? value : undefined);
  const below = (child: unknown): StructuralSchema => readSchema(child, depth + 1);
  const one = (child: unknown): StructuralSchema | undefined => (isRecord(child) ? below(child) : undefined);
  return {
    type: readString(schema['type']),
    isIntOrString: readBoolean(schema['x-kubernetes-int-or-string']) === true,
    nullable: readBoolean(schema['nullable']) === true,
    preservesUnknown: depth >= MOST_DEPTH || readBoolean(schema['x-kubernetes-preserve-unknown-fields']) === true,
    isResource: readBoolean(schema['x-kubernetes-embedded-resource']) === true,
    required: readStrings(schema['required']),
    properties: new Map(Object.entries(readRecord(schema['properties'])).map(([name, child]) => [name, below(child)])),
    values: one(schema['additionalProperties']),
    items: one(schema['items']),
    allowed: Array.isArray(schema['enum']) ? readList(schema['enum']) : undefined,
    hasDefault: Object.hasOwn(schema, 'default'),
    default: schema['default'],
    pattern: readString(schema['pattern']),
    format: readString(schema['format']),
    minimum: readNumber(schema['minimum']),
    maximum: readNumber(schema['maximum']),
    minLength: readNumber(schema['minLength']),
    maxLength: readNumber(schema['maxLength']),
    minItems: readNumber(schema['minItems']),
    maxItems: readNumber(schema['maxItems']),
    minProperties: readNumber(schema['minProperties']),
    maxProperties: readNumber(schema['maxProperties']),
    allOf: readRecords(schema['allOf']).map(below),
    anyOf: readRecords(schema['anyOf']).map(below),
    oneOf: readRecords(schema['oneOf']).map(below),
    not: one(schema['not']),
    listType: readString(schema['x-kubernetes-list-type']),
    listMapKeys: readStrings(schema['x-kubernetes-list-map-keys']),
    rules: readRecords(schema['x-kubernetes-validations']).flatMap((rule) => {
      const expression = readString(rule['rule']);
      return expression === undefined ? [] : [{ rule: expression, message: readString(rule['message']) }];
    }),
  };
}
