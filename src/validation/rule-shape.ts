import type { ASTNode } from '@marcbachmann/cel-js';

/** What of a parsed rule says how much work it may be, and what it calls. */
export interface RuleShape {
  /** How many nodes its expression has. */
  readonly nodes: number;
  /** How deep `all`, `exists` and their like stand inside each other: each walks a whole list or map. */
  readonly loops: number;
  /** Functions and methods that it calls, each once. */
  readonly calls: ReadonlySet<string>;
}

/** Macros that evaluate their last argument once for each entry of their receiver. */
const LOOPS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'map', 'transformList']);

/** Reads the shape of a rule off its syntax tree. */
export function shapeOf(root: ASTNode): RuleShape {
  const calls = new Set<string>();
  let nodes = 0;
  let loops = 0;
  const waiting: { readonly node: ASTNode; readonly depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next;
    nodes += 1;
    loops = Math.max(loops, depth);
    if (node.op === 'rcall') {
      const [name, receiver, given] = node.args;
      calls.add(name);
      const inside = depth + (LOOPS.has(name) ? 1 : 0);
      loops = Math.max(loops, inside);
      waiting.push({ node: receiver, depth }, ...given.map((one) => ({ node: one, depth: inside })));
    } else {
      if (node.op === 'call') calls.add(node.args[0]);
      for (const one of operandsOf(node)) waiting.push({ node: one, depth });
    }
  }
  return { nodes, loops, calls };
}

function operandsOf(node: ASTNode): readonly ASTNode[] {
  if (node.op === 'value' || node.op === 'id') return [];
  if (node.op === '.' || node.op === '.?') return [node.args[0]];
  if (node.op === 'call') return node.args[1];
  if (node.op === 'rcall') return [node.args[1], ...node.args[2]];
  if (node.op === 'map') return node.args.flat();
  if (node.op === '!_' || node.op === '-_') return [node.args];
  return node.args;
}
