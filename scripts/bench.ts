import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { cpus, loadavg, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readPath, readString } from '../src/model/read.ts';
import { findBinaries } from '../test/cluster/binaries.ts';
import { startCluster } from '../test/cluster/cluster.ts';
import type { Cluster } from '../test/cluster/cluster.ts';
import { installCrds } from '../test/cluster/crds.ts';
import { judge, medianOf } from './bench/judge.ts';
import type { Result } from './bench/judge.ts';
import { makeLines } from './bench/lines.ts';
import type { Line } from './bench/lines.ts';
import { loadCluster, touch } from './bench/load-cluster.ts';
import { listRequests, measure } from './bench/measure.ts';
import type { Environment, Figures, Subject } from './bench/measure.ts';
import { lineText } from './bench/print-line.ts';
import { sizeOf } from './bench/world.ts';
import { writeFiles } from './bench/write-files.ts';
import { root } from './bundle.ts';
import { compileBinary, ownTarget } from './compile-binary.ts';

/**
 * Measures the built program against its budgets, beside bare Node, kubectl and, where `GO_GWCTL` names it, the Go gwctl:
 * each line's programs in turns, in an environment of PATH and HOME, medians of all rounds. Exit code 1 when a budget is
 * missed. docs/benchmarks.md tells what each line means.
 */
const { values } = parseArgs({
  options: {
    /** Names of lines, or starts of them, with commas between. */
    only: { type: 'string' },
    /** Rounds of every line, in place of its own. */
    rounds: { type: 'string' },
    /** A smaller world: budgets are for 10,000. */
    routes: { type: 'string', default: '10000' },
    list: { type: 'boolean', default: false },
  },
});
const size = sizeOf(Number(values.routes));
const wanted = values.only?.split(',') ?? [''];
const isWanted = ({ name }: Line): boolean => wanted.some((start) => name.startsWith(start));

const folder = await mkdtemp(join(tmpdir(), 'gwctl-bench-'));
let cluster: Cluster | undefined;
// Whatever happens: nothing stays behind. A signal ends the process through its exit hooks.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
try {
  process.exitCode = await bench();
} finally {
  await cluster?.stop();
  await rm(folder, { recursive: true, force: true });
}

async function bench(): Promise<number> {
  const environment: Environment = { home: join(folder, 'home'), folder };
  await mkdir(join(environment.home, '.kube'), { recursive: true });
  const binaries = await findBinaries();
  const kubectl = typeof binaries === 'string' ? undefined : binaries.kubectl;
  const empty = join(folder, 'empty.cjs');
  await writeFile(empty, '');
  const program = await copyProgram();
  const setting = {
    size,
    gwctl: [process.execPath, join(program, 'bin/gwctl.js')],
    binary: values.list ? 'gwctl' : await compile(program),
    node: [process.execPath, empty],
    engine: [process.execPath, '--expose-gc', join(root, 'scripts/bench/engine.ts')],
    kubectl,
    goGwctl: process.env['GO_GWCTL'],
    files: { documents: { path: 'documents.yaml', bytes: 0 }, list: { path: 'list.yaml', bytes: 0 } },
  };
  const planned = makeLines(setting).filter(isWanted);
  if (values.list) {
    for (const { name } of makeLines(setting)) process.stdout.write(`${name}\n`);
    return 0;
  }
  process.stdout.write(`${machine()}\n`);
  const files = planned.some(({ name }) => name.startsWith('files')) ? await writeFiles(folder, size) : setting.files;
  const isLive = planned.some(({ subject }) => subject.logsRequests === true);
  if (typeof binaries !== 'string' && isLive) {
    cluster = await startCluster(binaries);
    await installCrds(cluster, { version: 'v1.7.0', channel: 'experimental' });
    const begun = performance.now();
    const bytes = await loadCluster(cluster, size);
    const seconds = (performance.now() - begun) / 1000;
    process.stdout.write(
      `Kubernetes ${await versionOf(cluster)}; the list of routes has ${(bytes / 1_000_000).toFixed(1)} MB, loaded in ${seconds.toFixed(0)} s\n\n`,
    );
    await symlink(await cluster.kubeconfig('admin'), join(environment.home, '.kube', 'config'));
  } else if (typeof binaries === 'string') {
    process.stderr.write(`${binaries}: lines of a live cluster are left out\n`);
  }
  let missed = 0;
  for (const line of makeLines({ ...setting, files }).filter(isWanted)) {
    const results = await measureLine(line, environment);
    const verdicts = judge(line, results);
    missed += verdicts.filter(({ held }) => !held).length;
    process.stdout.write(lineText(line, results, verdicts));
  }
  process.stdout.write(missed === 0 ? 'every budget held\n' : `${missed} missed\n`);
  return missed === 0 ? 0 : 1;
}

/** A copy of the built program: it may be built anew while this measures. */
async function copyProgram(): Promise<string> {
  const copy = join(folder, 'program');
  for (const part of ['bin', 'dist', 'package.json']) await cp(join(root, part), join(copy, part), { recursive: true });
  return copy;
}

/** The single executable of the copy; undefined where none is made for this machine. */
async function compile(program: string): Promise<string | undefined> {
  const target = ownTarget();
  if (target === undefined) return undefined;
  const file = join(folder, 'gwctl');
  await compileBinary(program, target, file);
  return file;
}

/** One round warms caches and is not counted; in each round every program runs once. */
async function measureLine(line: Line, environment: Environment): Promise<ReadonlyMap<string, Result>> {
  const subjects: readonly Subject[] = [line.subject, ...line.beside];
  const runs = new Map<string, Figures[]>(subjects.map(({ name }) => [name, []]));
  const rounds = Math.max(1, Number(values.rounds ?? line.rounds));
  if (cluster !== undefined) await touch(cluster, size);
  for (let round = 0; round <= rounds; round++) {
    for (const subject of subjects) {
      const figures = await measure(subject, environment);
      if (round > 0 || (rounds === 1 && line.rounds === 1)) runs.get(subject.name)?.push(figures);
    }
  }
  const results = new Map<string, Result>();
  for (const subject of subjects) {
    const figures = medianOf(runs.get(subject.name) ?? []);
    results.set(subject.name, { ...figures, ...(await countRequests(subject, environment)) });
  }
  return results;
}

async function countRequests(
  subject: Subject,
  environment: Environment,
): Promise<Pick<Result, 'requests' | 'eventLists'>> {
  if (subject.logsRequests !== true) return {};
  const paths = await listRequests(subject, environment);
  return { requests: paths.length, eventLists: paths.filter((path) => /\/events(\?|$)/.test(path)).length };
}

async function versionOf({ request }: Cluster): Promise<string> {
  const { text } = await request('GET', '/version');
  return readString(readPath(JSON.parse(text), 'gitVersion')) ?? 'unknown';
}

/** What the figures depend on. */
function machine(): string {
  const [first] = cpus();
  return [
    `${size.routes} routes, ${size.gateways} Gateways, ${size.services} Services, ${size.namespaces} namespaces`,
    `Node ${process.versions.node} on ${platform()}, ${cpus().length} x ${first?.model.trim() ?? 'unknown'}, load ${loadavg()[0]?.toFixed(1) ?? '?'}`,
  ].join('\n');
}
