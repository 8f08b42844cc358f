import assert from 'node:assert/strict';
import { comparableTable } from '../cluster/get-support.ts';
import type { Run } from './support.ts';

/** Command lines of every verb that reads; each must live with every fault. */
export const VERBS: readonly (readonly string[])[] = [
  ['get', 'gateways'],
  ['get', 'gateways', '-o', 'wide'],
  ['get', 'gateways', '-o', 'json'],
  ['get', 'gateways,httproutes,services'],
  ['get', 'gateway', 'web', '-o', 'name'],
  ['get', 'routes'],
  ['get', 'leases.coordination.k8s.io'],
  ['describe', 'gateway', 'web'],
  ['status'],
  ['effective', 'httproute/cart'],
  ['graph', 'gateway/web'],
  ['api-resources'],
  ['version'],
];

/** The List without items, which kubectl prints too when nothing could be read as JSON. */
const EMPTY_LIST =
  /^\{\s*"apiVersion": "v1",\s*"items": \[\],\s*"kind": "List",\s*"metadata": \{\s*"resourceVersion": ""\s*\}\s*\}\s*$/;

/**
 * A line of `says` as a pattern: words in capitals stand for anything (the core group is empty; runs hide the
 * host themselves), and what stands in brackets may be absent.
 */
export function patternOf(says: string): RegExp {
  const source = says
    .replaceAll(/[.*+?^${}()|\\/]/g, String.raw`\$&`)
    .replaceAll('[', '(?:')
    .replaceAll(']', ')?')
    .replaceAll('GROUP', '.*')
    .replaceAll(/\b(?:TYPE|VERSION|TIME|WORDS)\b/g, '.+');
  return new RegExp(`^${source}$`);
}

/** Nothing was answered: stderr says the fault and nothing else, stdout invents nothing. */
export function assertFailed(verb: readonly string[], run: Run, says: string, exit: number): void {
  const what = `${verb.join(' ')}: ${JSON.stringify(run)}`;
  assert.match(run.err, /^[^\n]+\n/, what);
  const lines = run.err.trimEnd().split('\n');
  for (const line of lines) assert.match(line, patternOf(says), what);
  assert.equal(new Set(lines).size, lines.length, `an error is said twice: ${what}`);
  // One line, but for one an asked type where the error names it.
  assert.ok(lines.length === 1 || verb[0] === 'get', what);
  if (verb[0] === 'version') {
    // The client's own version is an answer.
    assert.match(run.out, /^Client Version: v[\d.]+\n(Server Version: v?[\w.]+\n)?$/, what);
    assert.equal(run.code, 1, what);
    return;
  }
  if (verb.includes('json')) assert.match(run.out, new RegExp(`^$|${EMPTY_LIST.source}`), what);
  else assert.equal(run.out, '', what);
  assert.equal(run.code, exit, what);
}

/** What a run shows, whatever second it ran in. */
export function shown({ out }: Run): string {
  return comparableTable(out).replaceAll(/\((?:\d+[smhdy])+\)/g, '(AGE)');
}

/** The answer is whole, and nothing is said. */
export function assertSame(verb: readonly string[], run: Run, healthy: Run): void {
  assert.deepEqual([shown(run), run.err, run.code], [shown(healthy), healthy.err, healthy.code], verb.join(' '));
}
