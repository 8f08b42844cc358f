import {
  GATEWAY,
  GATEWAY_CLASS,
  REFERENCE_GRANT,
  SERVICE,
  isListenerSetKind,
  isRouteKind,
} from '../../gateway-api/kinds.ts';
import { referenceFieldsOf } from '../../gateway-api/references.ts';
import { isRecord } from '../../model/read.ts';
import type { JsonRecord } from '../../model/read.ts';
import { groupKindKey, sameGroupKind } from '../../model/ref.ts';
import type { GroupKind } from '../../model/ref.ts';

/** What a field must be: a JSON type, a list of something, or an object with the fields that we read. */
type Shape = 'string' | 'number' | 'object' | { readonly list: Shape } | { readonly fields: FieldShapes };
type FieldShapes = Readonly<Record<string, Shape>>;

/** A field that is not what it must be. */
export interface WrongField {
  readonly path: readonly (string | number)[];
  /** `spec.parentRefs must be an array, not a string` */
  readonly message: string;
}

/**
 * The fields of an object of a known kind that have another shape than our readers need, which an API server would have
 * refused and files hold all the same. What is absent or null is not wrong, and neither is what we do not read.
 */
export function checkShape(object: JsonRecord, type: GroupKind): readonly WrongField[] {
  const wrong: WrongField[] = [];
  check(object, wholeShapeOf(type), [], wrong);
  return wrong;
}

const METADATA: Shape = { fields: { labels: 'object', annotations: 'object' } };

const REFERENCE: FieldShapes = { group: 'string', kind: 'string', namespace: 'string', name: 'string' };
const SECTION: FieldShapes = { ...REFERENCE, sectionName: 'string', port: 'number' };
const FILTERS: Shape = { list: { fields: { type: 'string' } } };
const LISTENERS: Shape = {
  list: {
    fields: {
      name: 'string',
      hostname: 'string',
      port: 'number',
      protocol: 'string',
      tls: { fields: { mode: 'string' } },
      allowedRoutes: {
        fields: {
          namespaces: { fields: { from: 'string', selector: 'object' } },
          kinds: { list: { fields: { group: 'string', kind: 'string' } } },
        },
      },
    },
  },
};
const ROUTE: FieldShapes = {
  parentRefs: { list: { fields: SECTION } },
  hostnames: { list: 'string' },
  rules: {
    list: {
      fields: {
        name: 'string',
        matches: { list: 'object' },
        filters: FILTERS,
        backendRefs: { list: { fields: { ...REFERENCE, port: 'number', weight: 'number', filters: FILTERS } } },
      },
    },
  },
};
const GATEWAY_SPEC: FieldShapes = {
  gatewayClassName: 'string',
  listeners: LISTENERS,
  addresses: { list: 'object' },
  infrastructure: 'object',
  allowedListeners: 'object',
  tls: 'object',
};
const TARGET: Shape = { fields: { ...REFERENCE, sectionName: 'string' } };

/** What the readers of a kind need of its `spec`. */
function shapeOf(type: GroupKind): FieldShapes {
  if (isRouteKind(type)) return { spec: { fields: ROUTE } };
  if (sameGroupKind(type, GATEWAY)) return { spec: { fields: GATEWAY_SPEC } };
  if (isListenerSetKind(type)) return { spec: { fields: { parentRef: 'object', listeners: LISTENERS } } };
  if (sameGroupKind(type, GATEWAY_CLASS)) return { spec: { fields: { controllerName: 'string' } } };
  if (sameGroupKind(type, REFERENCE_GRANT)) {
    const entries: Shape = { list: { fields: REFERENCE } };
    return { spec: { fields: { from: entries, to: entries } } };
  }
  if (sameGroupKind(type, SERVICE)) {
    return {
      spec: { fields: { ports: { list: { fields: { name: 'string', port: 'number' } } }, selector: 'object' } },
    };
  }
  // Policies of all vendors: the specification has them named so, and gives them these two fields (GEP-713).
  if (type.kind.endsWith('Policy') && type.group.includes('.')) {
    return { spec: { fields: { targetRef: TARGET, targetRefs: { list: TARGET } } } };
  }
  return {};
}

const known = new Map<string, Shape>();

/** What the readers of a kind need, its references among it. */
function wholeShapeOf(type: GroupKind): Shape {
  const key = groupKindKey(type);
  const shape =
    known.get(key) ??
    referenceFieldsOf(type)
      .map((field) => field.replaceAll('[]', '.[]').split('.'))
      .reduce(withReference, { fields: { metadata: METADATA, ...shapeOf(type) } });
  known.set(key, shape);
  return shape;
}

/** The shape with a reference at the end of a path. */
function withReference(shape: Shape | undefined, [step, ...rest]: readonly string[]): Shape {
  if (step === '[]')
    return { list: withReference(typeof shape === 'object' && 'list' in shape ? shape.list : undefined, rest) };
  const fields = typeof shape === 'object' && 'fields' in shape ? shape.fields : {};
  if (step === undefined) return { fields: { ...fields, ...REFERENCE } };
  return { fields: { ...fields, [step]: withReference(fields[step], rest) } };
}

function check(value: unknown, shape: Shape, path: readonly (string | number)[], wrong: WrongField[]): void {
  if (value === undefined || value === null) return;
  const wanted = typeof shape === 'string' ? shape : 'list' in shape ? 'array' : 'object';
  const found = isRecord(value) ? 'object' : Array.isArray(value) ? 'array' : typeof value;
  if (found !== wanted) {
    wrong.push({ path, message: `${pathText(path)} must be ${withArticle(wanted)}, not ${withArticle(found)}` });
  } else if (typeof shape !== 'string' && 'list' in shape && Array.isArray(value)) {
    for (const [index, entry] of value.entries()) check(entry, shape.list, [...path, index], wrong);
  } else if (typeof shape !== 'string' && 'fields' in shape && isRecord(value)) {
    for (const [field, inner] of Object.entries(shape.fields)) {
      if (Object.hasOwn(value, field)) check(value[field], inner, [...path, field], wrong);
    }
  }
}

function pathText(path: readonly (string | number)[]): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`))
    .join('');
}

function withArticle(type: string): string {
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
}
