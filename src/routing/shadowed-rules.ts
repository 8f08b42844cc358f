import { ANY_HOSTNAME } from '../graph/attach/hostname.ts';
import type { KubernetesObject } from '../model/object.ts';
import { compileRows } from './compile-rows.ts';
import { HostTable } from './host-table.ts';
import { sortRows } from './precedence.ts';
import { witnessesOf } from './witnesses.ts';

/**
 * The rules of an HTTPRoute or GRPCRoute that never match, because other rules of the same route match all that they do and win: by
 * their places, with the place of the rule that wins. What other routes take is not asked; expressions leave it open.
 */
export function shadowedRules(route: KubernetesObject): ReadonlyMap<number, number> {
  const rows = sortRows(compileRows(route, () => undefined));
  const [first] = rows;
  if (first === undefined || (first.kind !== 'HTTPRoute' && first.kind !== 'GRPCRoute')) return new Map();
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
