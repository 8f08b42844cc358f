import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lines, ROUTES } from '../test/bench/lines.ts';
import type { Budget, Line } from '../test/bench/lines.ts';
import { loadCluster } from '../test/bench/load-cluster.ts';
import { measure, median } from '../test/bench/measure.ts';
import type { Command, Sample } from '../test/bench/measure.ts';
import { writeFiles } from '../test/bench/write-files.ts';
import { findBinaries } from '../test/cluster/binaries.ts';
import { startCluster } from '../test/cluster/cluster.ts';
import { installCrds } from '../test/cluster/crds.ts';
import { root } from './bundle.ts';

/**
 * Measures the built program beside bare Node, kubectl and, where `GO_GWCTL` names it, the gwctl written in Go: medians
 * of interleaved runs in a clean environment. Prints a table with the budget of each line; exit code 1 when one is
 * missed. `--only TEXT` measures the lines that hold the text; `--routes N` fills the cluster and the files with fewer.
 */
const { values } = parseArgs({ options: { only: { type: 'string' }, routes: { type: 'string' } } });
const routes = Number(values.routes ?? ROUTES);
const chosen = lines.filter(({ args }) => args.includes(values.only ?? ''));
const folder = await mkdtemp(join(tmpdir(), 'gwctl-bench-'));
process.once('SIGINT', () => process.exit(130));

const empty = join(folder, 'empty.mjs');
await writeFile(empty, '');
const bare: Command = [process.execPath, empty];
let env: Record<string, string> = { PATH: process.env['PATH'] ?? '', HOME: folder, LANG: 'C.UTF-8' };
let kubectl: string | undefined;
let stop = (): Promise<void> => Promise.resolve();
const go = process.env['GO_GWCTL'];

interface Measured {
  readonly line: Line;
  readonly figures: ReadonlyMap<string, Sample>;
  readonly requests: number | undefined;
  readonly bytes: number | undefined;
}

/** The commands of a line by the name of their column. */
function commandsOf(line: Line): ReadonlyMap<string, Command> {
  const commands = new Map<string, Command>([
    ['bare', bare],
    ['gwctl', [process.execPath, join(root, 'bin/gwctl.js'), ...line.args.split(' ')]],
  ]);
  if (kubectl !== undefined && line.kubectl !== undefined)
    commands.set('kubectl', [kubectl, ...line.kubectl.split(' ')]);
  if (kubectl !== undefined && line.raw !== undefined) commands.set('raw', [kubectl, 'get', '--raw', line.raw]);
  if (go !== undefined && line.go !== undefined) commands.set('go', [go, ...line.go.split(' ')]);
  return commands;
}

async function measureLine(line: Line): Promise<Measured> {
  const commands = commandsOf(line);
  const samples = new Map<string, Sample[]>();
  // The first round fills caches and is thrown away; each round runs every program once.
  for (let round = 0; round <= line.rounds; round++) {
    for (const [name, command] of commands) {
      const sample = await measure(command, env);
      if (round > 0) samples.set(name, [...(samples.get(name) ?? []), sample]);
    }
  }
  return {
    line,
    figures: new Map([...samples].map(([name, list]) => [name, median(list)])),
    requests: line.needs === 'cluster' ? await countRequests(line) : undefined,
    bytes: line.file === undefined ? undefined : (await stat(join(folder, line.file))).size,
  };
}

function countRequests(line: Line): Promise<number> {
  const args = [join(root, 'bin/gwctl.js'), ...line.args.split(' '), '-v=6'];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env, maxBuffer: 1 << 30 }, (_error, _stdout, stderr) => {
      resolve(stderr.split('\n').filter((text) => text.includes('"Response"')).length);
    });
  });
}

interface Verdict {
  readonly text: string;
  readonly held: boolean;
}

function judge(budget: Budget, { figures, requests, bytes }: Measured): Verdict {
  const ours = figures.get('gwctl');
  const figure = (name: string, of: 'cpu' | 'wall'): number =>
    (of === 'cpu' ? figures.get(name)?.cpuMs : figures.get(name)?.wallMs) ?? Number.NaN;
  if (budget.of === 'rss') return compare(`${budget.atMost} MB`, ours?.rssMb ?? Number.NaN, budget.atMost, 'MB');
  if (budget.of === 'requests') {
    return compare(`${budget.atMost} requests`, requests ?? Number.NaN, budget.atMost, 'requests');
  }
  if (budget.of === 'rate') {
    const rate = (bytes ?? Number.NaN) / 1000 / figure('gwctl', 'wall');
    return { text: `${rate.toFixed(1)} MB/s of at least ${budget.atLeast}`, held: rate >= budget.atLeast };
  }
  if ('overBare' in budget) {
    const over = figure('gwctl', budget.of) - figure('bare', budget.of);
    return compare(`bare +${budget.overBare} ms ${budget.of}`, over, budget.overBare, 'ms over bare');
  }
  if ('timesRaw' in budget) {
    const times = figure('gwctl', 'wall') / figure('raw', 'wall');
    return { text: `${times.toFixed(2)} x raw of at most ${budget.timesRaw}`, held: times <= budget.timesRaw };
  }
  return compare(`${budget.atMost} ms ${budget.of}`, figure('gwctl', budget.of), budget.atMost, `ms ${budget.of}`);
}

function compare(limit: string, value: number, most: number, unit: string): Verdict {
  return { text: `${value.toFixed(0)} ${unit} of at most ${limit}`, held: value <= most };
}

function cell(sample: Sample | undefined): string {
  if (sample === undefined) return '-';
  const memory = sample.rssMb === undefined ? '-' : `${sample.rssMb.toFixed(0)}M`;
  return `${sample.wallMs.toFixed(0)}/${sample.cpuMs.toFixed(0)}/${memory}`;
}

function print(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    process.stdout.write(
      `${row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('   ')
        .trimEnd()}\n`,
    );
  }
}

let missed = 0;
try {
  if (chosen.some(({ needs }) => needs === 'cluster')) {
    const binaries = await findBinaries();
    if (typeof binaries === 'string') throw new Error(binaries);
    const cluster = await startCluster(binaries);
    stop = cluster.stop;
    kubectl = binaries.kubectl;
    await installCrds(cluster, { version: 'v1.7.0', channel: 'experimental' });
    process.stderr.write(`loading ${routes} routes\n`);
    await loadCluster(cluster, routes);
    env = { ...env, KUBECONFIG: await cluster.kubeconfig('admin') };
  }
  if (chosen.some(({ needs }) => needs === 'files')) await writeFiles(folder, routes);
  process.chdir(folder);
  const rows = [['gwctl …', 'bare', 'gwctl', 'kubectl', 'kubectl --raw', 'go', 'requests', 'verdict']];
  for (const line of chosen) {
    process.stderr.write(`measuring gwctl ${line.args}\n`);
    const measured = await measureLine(line);
    const verdicts = line.budgets.map((budget) => judge(budget, measured));
    missed += verdicts.filter(({ held }) => !held).length;
    rows.push([
      line.args,
      ...['bare', 'gwctl', 'kubectl', 'raw', 'go'].map((name) => cell(measured.figures.get(name))),
      String(measured.requests ?? '-'),
      verdicts.map(({ text, held }) => `${held ? 'ok' : 'MISSED'} ${text}`).join('; '),
    ]);
  }
  process.stdout.write(
    `\nmedians of wall ms / CPU ms / peak memory; ${routes} routes; Node ${process.versions.node}\n\n`,
  );
  print(rows);
} finally {
  await stop();
  process.chdir(tmpdir());
  await rm(folder, { recursive: true, force: true });
}
process.exit(missed > 0 ? 1 : 0);
