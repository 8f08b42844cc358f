import assert from 'node:assert/strict';
import type { Runtime } from '../packed/runtimes.ts';
import { loadPackedMain, runPacked } from '../packed/program.ts';
import { captureIo } from '../support/captured-io.ts';

/** What one run wrote and returned. */
export interface Run {
  readonly args: readonly string[];
  readonly out: string;
  readonly err: string;
  readonly code: number | null;
}

const ENV = { LANG: 'C.UTF-8', HOME: '/nonexistent' };
const NOW = Date.parse('2026-11-25T12:00:00Z');

/** Command lines whose output is text for a person. */
export const TEXT_LINES: readonly (readonly string[])[] = [
  ['get', 'gateway-api,services,secrets,configmaps,namespaces', '-A'],
  ['get', 'gateway-api,services', '-A', '-o', 'wide', '--show-labels'],
  ['get', 'routes,policies,backends,policycrds,conformancereports', '-A', '-o', 'wide'],
  ['get', 'httproutes', '-A', '--sort-by={.spec.rules[0].name}', '-L', 'team,__proto__'],
  ['get', 'gateway-api', '-A', '-l', 'team!=x,!constructor', '--field-selector', 'metadata.name!=x'],
  [
    'get',
    'gateways,httproutes',
    '-A',
    '-o',
    'custom-columns=N:.metadata.name,P:.spec.__proto__,L:.spec.listeners[*].name',
  ],
  [
    'get',
    'gateways,httproutes',
    '-A',
    '-o',
    'jsonpath={range .items[*]}{.metadata}{.spec.rules[*].matches}{"\\n"}{end}',
  ],
  ['get', 'gateway-api', '-A', '-o', 'name'],
  ['describe', 'gateway-api,services,secrets,namespaces', '-A'],
  ['describe', 'policies', '-A'],
  ['status', '-A'],
  ['analyze', '-A', '--show', 'info'],
  ['effective', 'gateways,httproutes,services', '-A', '--explain'],
  ['graph', '-A'],
  ['graph', '-A', '--only-broken'],
  ['table', '-A', '-o', 'wide'],
  ['table', '-A', '-o', 'markdown'],
  ['trace', 'http://shop.example.com/pay', '--all'],
  ['api-resources', '-o', 'wide'],
  ['version'],
];

/** Command lines whose output is data: it must be read back. */
export const JSON_LINES: readonly (readonly string[])[] = [
  ['get', 'gateway-api,services', '-A', '-o', 'json'],
  ['describe', 'gateway-api,services', '-A', '-o', 'json'],
  ['status', '-A', '-o', 'json'],
  ['analyze', '-A', '-o', 'json'],
  ['effective', 'gateways,httproutes', '-A', '-o', 'json'],
  ['graph', '-A', '-o', 'json'],
  ['table', '-A', '-o', 'json'],
  ['trace', 'http://shop.example.com/pay', '-o', 'json'],
  ['api-resources', '-o', 'json'],
];

/** Other forms: it is enough that they come to an end. */
export const OTHER_LINES: readonly (readonly string[])[] = [
  ['get', 'gateway-api', '-A', '-o', 'yaml'],
  ['get', 'gateway-api', '-A', '-o', 'kyaml'],
  ['describe', 'gateways', '-A', '-o', 'yaml'],
  ['table', '-A', '-o', 'csv'],
  ['graph', '-A', '-o', 'dot'],
  ['graph', '-A', '-o', 'mermaid'],
  ['graph', '-A', '-o', 'html'],
];

/** Runs one command line over a stream of JSON with the packed program, in a process of its own. */
export async function startOver(text: string, args: readonly string[], on: Runtime): Promise<Run> {
  const end = await runPacked([...args, '--from', '-', '--color', 'never'], {
    on,
    env: { ...ENV, COLUMNS: '1000' },
    now: NOW,
    input: text,
  });
  return { args, ...end };
}

/** Runs one command line over a stream of JSON, as a person at a terminal does, with the chunks of the packed program. */
export async function runOver(text: string, args: readonly string[]): Promise<Run> {
  const main = await loadPackedMain();
  const { io, written } = captureIo({
    readInput: async function* () {
      yield Buffer.from(text);
    },
    outIsTerminal: true,
    env: ENV,
    now: () => NOW,
    cwd: '/',
  });
  const code = await main([...args, '--from', '-', '--color', 'never'], io);
  return { args, ...written, code };
}

/** Control, bidirectional and invisible characters; line ends alone make lines. */
const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

/** No bug, nothing raw on the terminal, data that is data, no prototype touched. */
export function assertTame(run: Run): void {
  const what = `${run.args.join(' ')} -> ${run.code}: ${run.err.slice(0, 600)}`;
  assert.notEqual(run.code, 70, what);
  assert.doesNotMatch(run.err, /a bug in gwctl|^\s+at .*:\d+:\d+/m, what);
  assertNothingRaw(run.err, what);
  if (!run.args.includes('html')) assertNothingRaw(run.out, what);
  if (run.args.includes('json') && run.out !== '') assert.doesNotThrow(() => JSON.parse(run.out), what);
  if (run.args.includes('html')) assert.doesNotMatch(run.out, /<script>alert/, what);
  assert.deepEqual(Object.keys(Object.prototype), [], what);
  assert.deepEqual(Object.keys(Array.prototype), [], what);
}

function assertNothingRaw(text: string, what: string): void {
  const at = text.search(RAW);
  if (at >= 0) assert.fail(`${what}\nraw: ${JSON.stringify(text.slice(Math.max(0, at - 60), at + 20))}`);
}

/** A list of objects as the file that holds them. */
export function listOf(objects: readonly unknown[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
}
