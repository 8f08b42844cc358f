import { append } from '../model/append.ts';
import { isRecord } from '../model/read.ts';
import { goText, goType } from './go-text.ts';
import { JsonPathError } from './jsonpath-nodes.ts';
import type { JsonPathNode, ListNode } from './jsonpath-nodes.ts';
import { sortedKeys } from './sorted-json.ts';

type ArrayNode = Extract<JsonPathNode, { type: 'array' }>;
type FilterNode = Extract<JsonPathNode, { type: 'filter' }>;

/**
 * Evaluates a parsed template: one list of values for each piece that ran, loops unrolled. Fields that are absent yield
 * nothing (kubectl's `--allow-missing-template-keys`, which is on unless switched off).
 * @throws JsonPathError in client-go's words.
 */
export function evaluateJsonPath(template: readonly JsonPathNode[], data: unknown): readonly (readonly unknown[])[] {
  return new Evaluation().run(template, data);
}

/** Follows client-go's `JSONPath.FindResults`: `range` and `end` steer the walk over the template's pieces. */
class Evaluation {
  #begun = 0;
  #depth = 0;
  #ended = 0;
  #lastEnd: JsonPathNode | undefined;

  /** @param start the first piece that counts. */
  run(nodes: readonly JsonPathNode[], data: unknown, start = 0): readonly (readonly unknown[])[] {
    const full: (readonly unknown[])[] = [];
    for (let index = start; index < nodes.length; index++) {
      const node = nodes[index];
      if (node === undefined) continue;
      const results = this.#walk([data], node);
      if (this.#ended > 0 && this.#ended <= this.#depth) {
        this.#ended--;
        this.#lastEnd = node;
        break;
      }
      if (this.#begun === 0) {
        full.push(results);
        continue;
      }
      this.#begun--;
      this.#depth++;
      // Without results the body is walked once for nothing, to find where the loop ends.
      if (results.length === 0) this.run(nodes, undefined, index + 1);
      for (const value of results) append(full, this.run(nodes, value, index + 1));
      this.#depth--;
      const end = this.#lastEnd === undefined ? -1 : nodes.indexOf(this.#lastEnd, index + 1);
      if (end >= 0) index = end;
    }
    return full;
  }

  #walk(input: readonly unknown[], node: JsonPathNode): readonly unknown[] {
    switch (node.type) {
      case 'list':
        return this.#walkList(input, node);
      case 'text':
        return [node.text];
      case 'number':
      case 'boolean':
        return input.map(() => node.value);
      case 'field':
        return input.flatMap((value) => (isRecord(value) && Object.hasOwn(value, node.name) ? [value[node.name]] : []));
      case 'array':
        return sliceAll(input, node);
      case 'filter':
        return this.#filter(input, node);
      case 'wildcard':
        return input.flatMap(children);
      case 'recursive':
        return descend(input);
      case 'union':
        return node.members.flatMap((member) => this.#walkList(input, member));
      case 'identifier':
        return this.#identifier(input, node.name);
    }
  }

  #walkList(input: readonly unknown[], { nodes }: ListNode): readonly unknown[] {
    let current = input;
    for (const node of nodes) current = this.#walk(current, node);
    return current;
  }

  #identifier(input: readonly unknown[], name: string): readonly unknown[] {
    if (name === 'range') {
      this.#begun++;
      return input;
    }
    if (name !== 'end') throw new JsonPathError(`unrecognized identifier ${name}`);
    if (this.#depth === 0) throw new JsonPathError('not in range, nothing to end');
    this.#ended++;
    return [];
  }

  #filter(input: readonly unknown[], { left, right, operator }: FilterNode): readonly unknown[] {
    const kept: unknown[] = [];
    for (const value of input) {
      if (!Array.isArray(value)) {
        throw new JsonPathError(`${goText(value)} is not array or slice and cannot be filtered`);
      }
      const list: readonly unknown[] = value;
      for (const element of list) {
        if (operator === 'exists') {
          if (this.#exists(element, left)) kept.push(element);
          continue;
        }
        const lefts = this.#walkList([element], left);
        if (lefts.length === 0) continue;
        if (lefts.length > 1) throw new JsonPathError('can only compare one element at a time');
        const rights = this.#walkList([element], right);
        if (rights.length === 0) continue;
        if (rights.length > 1) throw new JsonPathError('can only compare one element at a time');
        if (compare(lefts[0], rights[0], operator)) kept.push(element);
      }
    }
    return kept;
  }

  /** A step that fails, such as an index beyond the end, counts as there: so it does in client-go. */
  #exists(element: unknown, path: ListNode): boolean {
    try {
      return this.#walkList([element], path).length > 0;
    } catch (error) {
      if (error instanceof JsonPathError) return true;
      throw error;
    }
  }
}

function sliceAll(input: readonly unknown[], { start, end, step }: ArrayNode): readonly unknown[] {
  const result: unknown[] = [];
  for (const value of input) {
    if (value === null || value === undefined) continue;
    if (!Array.isArray(value)) throw new JsonPathError(`${goType(value)} is not array or slice`);
    const list: readonly unknown[] = value;
    const { length } = list;
    let first = start.known ? start.value : 0;
    if (first < 0) first += length;
    let last = end.known ? end.value : length;
    if (last < 0 || (last === 0 && end.derived)) last += length;
    // Asking for nothing is allowed, and ends the whole step as in client-go.
    if (first === last) return result;
    if (first >= length || first < 0) throw outOfBounds(first, length);
    if (last > length || last < 0) throw outOfBounds(last - 1, length);
    if (first > last) throw new JsonPathError(`starting index ${first} is greater than ending index ${last}`);
    if (step.known && step.value <= 0) throw new JsonPathError('step must be > 0');
    for (let index = first; index < last; index += step.known ? step.value : 1) result.push(list[index]);
  }
  return result;
}

function outOfBounds(index: number, length: number): JsonPathError {
  return new JsonPathError(`array index out of bounds: index ${index}, length ${length}`);
}

/** The values one level below; Go walks the bytes of a string, and maps here in the order of their keys. */
function children(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (isRecord(value)) return sortedKeys(value).map((key) => value[key]);
  return typeof value === 'string' ? [...new TextEncoder().encode(value)] : [];
}

/** Every value that has children, each before what lies below it. */
function descend(input: readonly unknown[]): readonly unknown[] {
  const result: unknown[] = [];
  const stack = input.toReversed();
  while (stack.length > 0) {
    const value = stack.pop();
    if (typeof value === 'string') {
      if (value !== '') result.push(value);
      continue;
    }
    const below = children(value);
    if (below.length === 0) continue;
    result.push(value);
    for (let index = below.length - 1; index >= 0; index--) stack.push(below[index]);
  }
  return result;
}

/** Go's template comparison: both sides must be of one basic kind. */
function compare(left: unknown, right: unknown, operator: string): boolean {
  if (!['<', '>', '==', '!=', '<=', '>='].includes(operator)) {
    throw new JsonPathError(`unrecognized filter operator ${operator}`);
  }
  const kinds = [basicKind(left), basicKind(right)];
  if (kinds.includes(undefined)) throw new JsonPathError('invalid type for comparison');
  const ordered = operator !== '==' && operator !== '!=';
  if (kinds[0] !== kinds[1]) throw new JsonPathError('incompatible types for comparison');
  if (typeof left === 'number' && typeof right === 'number') return holds(left - right, operator);
  if (typeof left === 'string' && typeof right === 'string') {
    return holds(left === right ? 0 : left < right ? -1 : 1, operator);
  }
  if (ordered) throw new JsonPathError('invalid type for comparison');
  return holds(left === right ? 0 : 1, operator);
}

function basicKind(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return typeof value === 'string' || typeof value === 'boolean' ? typeof value : undefined;
}

function holds(difference: number, operator: string): boolean {
  switch (operator) {
    case '<':
      return difference < 0;
    case '>':
      return difference > 0;
    case '<=':
      return difference <= 0;
    case '>=':
      return difference >= 0;
    case '!=':
      return difference !== 0;
    default:
      return difference === 0;
  }
}
