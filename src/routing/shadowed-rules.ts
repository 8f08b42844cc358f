import { ANY_HOSTNAME } from '../graph/attach/hostname.ts';
import type { KubernetesObject } from '../model/object.ts';
import { compileRows } from './compile-rows.ts';
import { HostTable } from './host-table.ts';
import { sortRows } from './precedence.ts';
import type { Row } from './row.ts';
import { witnessesOf } from './witnesses.ts';

/**
 * The rules of an HTTPRoute or GRPCRoute that never match, because other rules of the same route match all that they do and win: by
 * their places, with the place of the rule that wins. What other routes take is not asked; expressions leave it open.
 */
export function shadowedRules(route: KubernetesObject): ReadonlyMap<number, number> {
  const rows = sortRows(compileRows(route, () => undefined));
  const [first] = rows;
  if (first === undefined || (first.kind !== 'HTTPRoute' && first.kind !== 'GRPCRoute')) return new Map();
  if (haveOwnPaths(rows)) return new Map();
  const table = new HostTable();
  for (const [rank, row] of rows.entries()) table.add(ANY_HOSTNAME, ANY_HOSTNAME, { row, rank, unsure: false });
  const shadowed = new Map<number, number>();
  const reached = new Set<number>();
  const own = { table, kind: first.kind, port: 80, isSecure: false, otherHostnames: new Set<string>() };
  for (const { row, reach } of witnessesOf({ ...own, otherListener: () => undefined })) {
    const { index } = row.rule;
    if (reach.state !== 'shadowed') reached.add(index);
    else if (reach.by.rule.index !== index && !shadowed.has(index)) shadowed.set(index, reach.by.rule.index);
  }
  for (const index of reached) shadowed.delete(index);
  return shadowed;
}

/** Elements of letters, digits, `-`, `_` and `.`: of such a path all see the same. A prefix of everything is empty. */
const PLAIN = /^(?:\/[\w-][\w.-]*)*\/?$/;

/**
 * Whether each rule asks for paths of its own and for nothing but a path and method, as most routes do: then none takes all of
 * another's requests, since the longer path wins.
 */
function haveOwnPaths(rows: readonly Row[]): boolean {
  const rules = new Map<string, number>();
  return rows.every(({ path, headers, query, rule }) => {
    if (path === undefined || path.type === 'RegularExpression' || !PLAIN.test(path.value)) return false;
    if (path.type === 'Exact' && path.value === '') return false;
    if (headers.length > 0 || query.length > 0) return false;
    const key = `${path.type} ${path.value}`;
    const holder = rules.get(key) ?? rule.index;
    rules.set(key, holder);
    return holder === rule.index;
  });
}
